using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Sessions;
using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Cmdlets.Session;

/// <summary>Makes a profile the current one, for the aliyun CLI too: the one that is used where none is named.</summary>
/// <remarks>
/// It is written to the file, so that all shells use it from now on. For this PowerShell alone there is Connect-Aliyun, which beats the
/// current profile; so do the variables ALIBABACLOUD_PROFILE, ALIBABA_CLOUD_PROFILE and ALICLOUD_PROFILE.
/// </remarks>
/// <example><code>Switch-AliyunProfile prod</code></example>
/// <seealso cref="GetAliyunProfileCommand"/>
/// <seealso cref="ConnectAliyunCommand"/>
[Cmdlet(VerbsCommon.Switch, "AliyunProfile", SupportsShouldProcess = true)]
[OutputType(typeof(AliyunProfile))]
public sealed class SwitchAliyunProfileCommand : ProfileCommand
{
    /// <summary>The profile's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [PipelineId(nameof(ProfileName), Only = new[] { typeof(AliyunProfile), typeof(AliyunSession), typeof(AliyunRamUser) })]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string ProfileName { get; set; } = "";

    /// <summary>Writes the profile.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryFor(ProfileName, () =>
    {
        if (Store.CopyOf(ProfileName) is null)
            throw ProfileFile.NotFound(ProfileName, ConfigPath, Store.Names());
        if (!ShouldProcess($"profile '{ProfileName}' of {ConfigPath}", "Make it the current one"))
            return;
        Store.MakeCurrent(ProfileName, StopToken);
        if (Sessions.WhatBeatsTheCurrentProfile(ProfileName) is { } stronger)
            WriteWarning($"'{ProfileName}' is the current profile now, but cmdlets in this PowerShell session still use {stronger}.");
        if (PassThru)
            WriteProfile(ProfileName);
    });
}

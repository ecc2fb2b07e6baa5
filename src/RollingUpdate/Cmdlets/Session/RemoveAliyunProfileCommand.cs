using System;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Sessions;
using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Cmdlets.Session;

/// <summary>
/// Removes profiles from the file that the aliyun CLI and this module share. When the current one goes, or there is none, the first of the others
/// becomes the current one, and a warning names it. The key itself stays valid: it is deleted in the RAM console.
/// </summary>
/// <remarks>
/// The aliyun CLI stops working when its last profile is removed with it. Here the file is left so that the CLI starts as it does without
/// any profile.
/// </remarks>
/// <example><code>Remove-AliyunProfile prod</code></example>
/// <example><code>Get-AliyunProfile pro* | Remove-AliyunProfile -Confirm:$false</code></example>
/// <seealso cref="GetAliyunProfileCommand"/>
/// <seealso cref="SetAliyunProfileCommand"/>
[Cmdlet(VerbsCommon.Remove, "AliyunProfile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveAliyunProfileCommand : ProfileCommand
{
    /// <summary>Names of profiles.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [PipelineId(nameof(ProfileName), Only = new[] { typeof(AliyunProfile), typeof(AliyunSession), typeof(AliyunRamUser) })]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ProfileName { get; set; } = Array.Empty<string>();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in ProfileName)
            TryFor(name, () => Remove(name));
    }

    private void Remove(string name)
    {
        if (Store.CopyOf(name) is null)
            throw ProfileFile.NotFound(name, ConfigPath, Store.Names());
        if (!ShouldProcess($"profile '{name}' of {ConfigPath}", "Remove"))
            return;
        var removed = Store.RemoveProfile(name, StopToken);
        if (removed.Current is null)
            WriteWarning($"No profile is left in {ConfigPath}. Make one with Set-AliyunProfile or aliyun configure.");
        else if (removed.CurrentChanged)
            WriteWarning($"The current profile is '{removed.Current}' now, for the aliyun CLI too. Switch-AliyunProfile chooses another.");
    }
}

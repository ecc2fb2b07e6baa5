using System;
using System.Management.Automation;
using RollingUpdate.Sessions;
using RollingUpdate.Sessions.Profiles;
using RollingUpdate.Sessions.RamUsers;

namespace RollingUpdate.Cmdlets.Session;

/// <summary>Creates a RAM user with its policies and an AccessKey, and saves the key in a profile. Its secret is shown nowhere.</summary>
/// <remarks>
/// Policies, profile and room for a key are looked at before anything is changed. The key comes last; one that cannot be saved is deleted
/// again. When a step fails the error tells what there is by then. Typed again, it does what is missing; it never takes the place of
/// another key in a profile. The profile works in the region of the session, and for the aliyun CLI too.
/// </remarks>
/// <example>
/// <code>New-AliyunRamUser clitest -DisplayName clitest -PolicyName AliyunECSFullAccess,AliyunESSFullAccess,AliyunOOSFullAccess,AliyunOSSFullAccess -SaveProfile clitest</code>
/// <para>The first step of the user guide in one line. Switch-AliyunProfile clitest then makes the profile the current one.</para>
/// </example>
/// <example>
/// <code>New-AliyunRamUser deploy -PolicyName AliyunOOSReadOnlyAccess -SaveProfile deploy -WhatIf</code>
/// <para>What would be done, step by step.</para>
/// </example>
/// <seealso cref="GetAliyunProfileCommand"/>
/// <seealso cref="SwitchAliyunProfileCommand"/>
[Cmdlet(VerbsCommon.New, "AliyunRamUser", SupportsShouldProcess = true)]
[OutputType(typeof(AliyunRamUser))]
public sealed class NewAliyunRamUserCommand : AliyunCommand
{
    /// <summary>The user's name: 1 to 64 letters, digits, points, hyphens and underscores.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    public string UserName { get; set; } = "";

    /// <summary>The name shown in the console. Without it: the user's name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? DisplayName { get; set; }

    /// <summary>A note on the user.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Comment { get; set; }

    /// <summary>Names of policies to attach, of the system or of the account.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] PolicyName { get; set; } = Array.Empty<string>();

    /// <summary>The profile to save the new key in. Without it no key is made.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SaveProfile { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryFor(UserName, () =>
    {
        var request = new RamUserRequest(UserName, NullIfEmpty(DisplayName), NullIfEmpty(Comment), PolicyName, NullIfEmpty(SaveProfile));
        var setup = new RamUserSetup(request, Api, new ProfileStore(Sessions.ConfigPath), Sessions.Describe(ProfileName, RegionId));
        var missing = Await(setup.FindMissingAsync);
        if (setup.UserExists)
            WriteWarning($"There is a RAM user {UserName} already. {(missing.Count == 0 ? "It has all that was asked for." : "What it lacks is added.")}");
        if (request.ProfileName is not null && setup.OtherKeys.Count > 0)
            WriteWarning($"{UserName} has other AccessKeys: {string.Join(", ", setup.OtherKeys)}. Delete in the RAM console what nobody uses.");
        var declined = false;
        foreach (var step in missing)
        {
            if (!ShouldProcess($"{step.Action}: {UserName}", $"{step.Action} for {UserName}?", step.Action, out var reason))
            {
                declined = true;
                // Under -WhatIf all steps are told; whoever says no to one ends it there.
                if (reason != ShouldProcessReason.WhatIf)
                    return;
            }
            else
            {
                Await(cancellation => setup.RunAsync(step, cancellation));
            }
        }

        if (!declined)
            WriteObject(setup.Describe());
    });

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

using System.Linq;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Sessions;
using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Cmdlets.Session;

/// <summary>Gets the profiles that the aliyun CLI and this module share, without their secrets.</summary>
/// <remarks>
/// The next cmdlet of a pipeline works with each of them in turn: their names bind to its -ProfileName, their regions to its -RegionId.
/// Problem tells what a profile lacks, by the rules of the CLI; nobody is asked whether its key works, which Get-AliyunCallerIdentity does.
/// </remarks>
/// <example><code>Get-AliyunProfile</code></example>
/// <example><code>Get-AliyunProfile prod* | Get-OosExecution -Status Running</code></example>
/// <seealso cref="SetAliyunProfileCommand"/>
/// <seealso cref="SwitchAliyunProfileCommand"/>
/// <seealso cref="ConnectAliyunCommand"/>
[Cmdlet(VerbsCommon.Get, "AliyunProfile")]
[OutputType(typeof(AliyunProfile))]
public sealed class GetAliyunProfileCommand : ProfileCommand
{
    /// <summary>Names of profiles, with wildcards. Without it: all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ProfileName")]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = { "*" };

    /// <summary>Only the current one.</summary>
    [Parameter]
    public SwitchParameter Current { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
            TryFor(name, () => Write(name));
    }

    private void Write(string name)
    {
        var file = ProfileFile.Read(ConfigPath);
        var all = file?.Profiles ?? Enumerable.Empty<StoredProfile>();
        // A name may hold brackets and the like: what is typed as it stands is found as it stands. Of a name that is there twice the first counts.
        // For the same reason a name need not be a pattern when it is there.
        var named = all.Any(profile => profile.Name == name);
        var pattern = named && !NameArgument.IsPattern(name) ? null : NameArgument.Pattern(name);
        var found = all.Where(profile => profile.Name == name || pattern?.IsMatch(profile.Name) == true).GroupBy(profile => profile.Name).Select(same => same.First()).ToList();
        if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            throw ProfileFile.NotFound(name, ConfigPath, all.Select(profile => profile.Name));
        foreach (var profile in found.Select(profile => profile.ToAliyunProfile(file!.Current)))
            if (!Current || profile.IsCurrent)
                WriteObject(profile);
    }
}

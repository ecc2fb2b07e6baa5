using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>Completes names of profiles from <c>config.json</c>. It reads the file and nothing else.</summary>
public sealed class ProfileNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        SavedProfiles.ForCompletion()
            .Where(profile => profile.Name.Length > 0)
            .Select(profile => new Candidate(profile.Name, string.Join(", ", new[] { profile.Mode, profile.RegionId }.Where(part => part is not null))))
            .Matching(wordToComplete);
}

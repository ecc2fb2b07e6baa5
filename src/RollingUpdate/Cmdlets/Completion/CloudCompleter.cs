using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>
/// Completes an argument with what the cloud has, with the credentials and in the region that the command itself would use. It waits a
/// moment at most, and gives nothing where something goes wrong: at the Tab key there is nobody to tell.
/// </summary>
public abstract class CloudCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return Runspace.DefaultRunspace is null
                ? Array.Empty<CompletionResult>()
                : Find(new TypedArguments(fakeBoundParameters)).Matching(wordToComplete);
        }
        catch (Exception)
        {
            return Array.Empty<CompletionResult>();
        }
    }

    /// <summary>Which arguments, besides profile and region, what is read depends on.</summary>
    private protected virtual string? ScopeOf(TypedArguments typed) => null;

    /// <summary>Reads from the cloud, telling each candidate as it comes.</summary>
    private protected abstract Task ReadAsync(IOpenApi api, TypedArguments typed, Action<Candidate> found, CancellationToken cancellation);

    private IReadOnlyList<Candidate> Find(TypedArguments typed)
    {
        var sessions = RunspaceSessions.Current;
        // Two accounts can have a region in common: what was found belongs to the one it was read with.
        var session = sessions.Describe(typed.ProfileName, typed.RegionId);
        var key = string.Join("\n", GetType().FullName, ScopeOf(typed), session.ProfileName, session.RegionId, session.Mode, session.AccessKeyId, session.Source, session.Endpoint);
        var api = sessions.Open(typed.ProfileName, typed.RegionId, SilentObserver.Instance, RetryPolicy.Never);
        return CompletionCache.Of(sessions).Get(key, api.Clock, (found, cancellation) => ReadAsync(api, typed, found, cancellation));
    }
}

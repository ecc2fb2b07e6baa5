using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates.Planning;

/// <summary>Whether whoever the template works as may do all that it does.</summary>
internal sealed class PermissionCheck
{
    private const string Name = "Permissions";
    private readonly IOpenApi _api;

    public PermissionCheck(IOpenApi api) => _api = api;

    public async Task<EssRollingUpdatePlanCheck> RunAsync(string templateName, string? ramRole, CancellationToken cancellation)
    {
        var who = ramRole is null ? "the caller that Get-AliyunCallerIdentity shows" : $"role {ramRole}";
        try
        {
            return await new OosClient(_api).FindMissingPolicyAsync(templateName, ramRole, cancellation).ConfigureAwait(false) is not { } missing || !missing.Contains("Action")
                ? PlanChecks.Passed(Name, $"{Capital(who)} may do all that the template does.")
                : PlanChecks.Failed(Name, $"{Capital(who)} may not do {Actions(missing)}, so the update would stop on the way.", $"Have that granted to {who}.");
        }
        catch (AliyunApiException error) when (error is AccessDeniedException or InvalidRequestException)
        {
            return PlanChecks.Warning(Name, $"Whether {who} may do all that the template does could not be checked ({error.Code}).",
                "Have oos:GenerateExecutionPolicy granted too, and the next plan tells.");
        }
        catch (ResourceNotFoundException error)
        {
            return PlanChecks.Failed(Name, error.Message, "Check the name given with -OosAssumeRole.");
        }
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);

    // The text is a policy written as Python writes it; where no action can be found in it, it is shown as it is.
    private static string Actions(string policy)
    {
        var actions = Regex.Matches(policy, "[a-z]+:[A-Za-z*]+", RegexOptions.CultureInvariant).Cast<Match>()
            .Select(match => match.Value).Where(action => !action.StartsWith("acs:", System.StringComparison.Ordinal)).Distinct().ToList();
        return actions.Count > 0 ? string.Join(", ", actions) : policy;
    }
}

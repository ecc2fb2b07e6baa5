using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Ess;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Planning;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates;

/// <summary>
/// A file that each instance downloads, and a script that it runs then. The instances keep serving meanwhile, and a lifecycle hook, which
/// the template makes or changes and never removes, does the same with instances that are scaled out later.
/// </summary>
internal abstract class HookUpdate : UpdatePayload
{
    protected HookUpdate(string destination) => Destination = destination;

    /// <summary>The folder on the instances that the file goes to.</summary>
    public string Destination { get; }

    /// <summary>The folder that the file of a rollback goes to; null for the same.</summary>
    public string? RollbackDestination { get; set; }

    /// <summary>What is run after the download; null for nothing.</summary>
    public string? Script { get; set; }

    /// <summary>What a rollback runs after its download; null for nothing.</summary>
    public string? RollbackScript { get; set; }

    /// <summary>Whether what is downloaded is kept as a file; the templates' default.</summary>
    public bool SavesToFile { get; set; } = true;

    /// <summary>The parameter that says which file a rollback goes back to.</summary>
    protected abstract string RollbackParameter { get; }

    /// <summary>Whether the admin said what a rollback goes back to.</summary>
    protected abstract bool HasRollback { get; }

    /// <summary>What the hook holds of the update, and of its rollback, with the names of the parameters.</summary>
    protected abstract HookText[] HookTexts { get; }

    /// <summary>The name of the hook that a template keeps, as the template has it; null for templates that keep none.</summary>
    public static string? HookOf(RollingUpdateKind kind) => kind switch
    {
        RollingUpdateKind.File => "ACS-ESS-LifeCycleDownloadFileAndRunCommand",
        RollingUpdateKind.OssFile => "ACS-ESS-LifeCycleDownloadOSSFileAndRunCommand",
        _ => null,
    };

    public override void Check()
    {
        Script = HookText.Normalise(Script);
        RollbackScript = HookText.Normalise(RollbackScript);
        foreach (var text in HookTexts)
            text.Check();
    }

    public override async Task CompleteAsync(GroupFacts facts, PlanChecks checks, UpdateRecord record, CancellationToken cancellation)
    {
        checks.Pass("Standby", "The instances stay in service: nothing is put into Standby, and what serves requests goes on while the file and the script do their work.");
        var hook = await CheckHookAsync(facts, checks, cancellation).ConfigureAwait(false);
        if (HookText.PlaceholderIn(Script) is { } placeholder)
        {
            checks.Warn("Script", $"-Script has {placeholder}: on the instances that is a variable of the shell, but in the lifecycle hook Auto Scaling puts a value of its own there.",
                "Give the variable another name.");
        }

        if (HasRollback)
            checks.Pass("RollbackFile", $"A rollback goes back to {DescribeRollback()}.");
        else if (!string.IsNullOrEmpty(RollbackScript))
            checks.Pass("RollbackFile", "A rollback brings the same file again and runs the rollback script.");
        else
            checks.Warn("RollbackFile", $"Without -{RollbackParameter} a rollback has nothing to go back to.", Advice(hook));
    }

    /// <summary>What a rollback goes back to, in words.</summary>
    protected abstract string DescribeRollback();

    /// <summary>Which file a hook's values name, in words; null when they name none.</summary>
    protected abstract string? DescribeHook(EssLifecycleHook hook);

    /// <summary>Writes what the two templates share.</summary>
    protected void WriteShared(JObject parameters)
    {
        parameters["invokeDestinationDir"] = Destination;
        parameters["invokeScript"] = Script ?? "";
        parameters["rollbackDestinationDir"] = RollbackDestination ?? Destination;
        parameters["rollbackScript"] = RollbackScript ?? "";
        if (!SavesToFile)
            parameters["whetherSaveToFile"] = false;
    }

    /// <summary>Writes what the rollbacks of the two templates share, from the update or what the admin said.</summary>
    protected static void WriteSharedRollback(JObject parameters, TemplateParameters source, RollbackSettings settings)
    {
        parameters["invokeDestinationDir"] = source.Text("invokeDestinationDir") ?? "";
        parameters["rollbackDestinationDir"] = settings.RollbackDestination ?? source.Text("rollbackDestinationDir") ?? "";
        parameters["rollbackScript"] = HookText.Normalise(settings.RollbackScript) ?? source.Text("rollbackScript") ?? "";
        if (bool.TryParse(source.Text("whetherSaveToFile"), out var saves) && !saves)
            parameters["whetherSaveToFile"] = false;
    }

    /// <summary>Refuses a rollback that would only do the update again: the templates want a file for the rollback, and the update was given none.</summary>
    /// <exception cref="RollingUpdateException">It would.</exception>
    protected static void CheckGoesBack(JObject parameters, TemplateParameters source, string executionId, string advice, params string[] names)
    {
        var script = (string?)parameters["rollbackScript"];
        if (script is { Length: > 0 } && script != source.Text("invokeScript"))
            return;
        if (names.Any(name => (string?)parameters["rollback" + name] != source.Text("invoke" + name)))
            return;
        throw new RollingUpdateException(ErrorKind.InvalidInput, "RollbackFileUnknown", $"{executionId} does not record what there was before: its rollback would bring the same file again.",
            $"Say it: Start-EssRollback {executionId} {advice} (or -RollbackScript with what undoes the update).");
    }

    private async Task<EssLifecycleHook?> CheckHookAsync(GroupFacts facts, PlanChecks checks, CancellationToken cancellation)
    {
        var name = HookOf(Kind)!;
        EssLifecycleHook? hook;
        try
        {
            hook = await new EssClient(facts.Api).FindLifecycleHookAsync(facts.Group.ScalingGroupId, name, cancellation).ConfigureAwait(false);
        }
        catch (AccessDeniedException error)
        {
            checks.Warn("LifecycleHook", $"Whether {facts.Group.Label} has the lifecycle hook {name} could not be read ({error.Code}); the template reads it too.", "Have ess:DescribeLifecycleHooks granted.");
            return null;
        }

        var when = Kind == RollingUpdateKind.File ? "before the first instance is touched" : "after all instances succeeded";
        if (hook is null)
        {
            checks.Warn("LifecycleHook", $"The group gets the lifecycle hook {name} ({when}), which stays: every instance scaled out from then on gets the file and runs the script before it goes into service, by the RAM role OOSServiceRole.",
                "See that the account has that role; delete the hook in the console when new instances should not get the file.");
        }
        else
        {
            checks.Pass("LifecycleHook", $"The lifecycle hook {name} is changed ({when}): instances scaled out from then on get {Describe()} instead of {DescribeHook(hook) ?? "what it names now"}.");
        }

        return hook;
    }

    private string Advice(EssLifecycleHook? hook) =>
        hook is not null && DescribeHook(hook) is { } before && before != Describe()
            ? $"Say it now, to have it recorded; the hook of the last update names {before}."
            : $"Give -{RollbackParameter} now, to have it recorded.";
}

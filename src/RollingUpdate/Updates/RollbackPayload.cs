using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Updates.Planning;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates;

/// <summary>The template parameters a rollback needs, recovered from the update it takes back; an argument of the admin overrides.</summary>
internal static class RollbackPayload
{
    /// <summary>Writes them, and says in words what is gone back to.</summary>
    /// <param name="parameters">Takes the parameters.</param>
    /// <param name="kind">The update's kind.</param>
    /// <param name="executionId">The update's id.</param>
    /// <param name="source">The update's parameters.</param>
    /// <param name="record">What was recorded with the update.</param>
    /// <param name="settings">What the admin said.</param>
    /// <exception cref="RollingUpdateException">Something cannot be recovered, or an argument does not fit the kind.</exception>
    public static string Write(JObject parameters, RollingUpdateKind kind, string executionId, TemplateParameters source, UpdateRecord record, RollbackSettings settings)
    {
        CheckArguments(kind, executionId, settings);
        return kind switch
        {
            RollingUpdateKind.Image => WriteImage(parameters, executionId, source, settings),
            RollingUpdateKind.Script => WriteScript(parameters, executionId, source, settings),
            RollingUpdateKind.Package => WritePackage(parameters, executionId, source, record, settings),
            RollingUpdateKind.File => FileUpdate.WriteRollback(parameters, executionId, source, settings),
            RollingUpdateKind.OssFile => OssFileUpdate.WriteRollback(parameters, executionId, source, settings),
            _ => ContainerGroupUpdate.WriteRollback(parameters, executionId, source, settings),
        };
    }

    /// <summary>Checks that what is gone back to is still there.</summary>
    /// <param name="parameters">The parameters of the rollback.</param>
    /// <param name="kind">The update's kind.</param>
    /// <param name="facts">The group.</param>
    /// <param name="cancellation">Ends the calls.</param>
    /// <returns>What the admin should know.</returns>
    /// <exception cref="RollingUpdateException">It is not: the rollback would fail on every instance, and leave it in Standby.</exception>
    public static async Task<IReadOnlyList<string>> CheckAsync(JObject parameters, RollingUpdateKind kind, GroupFacts facts, CancellationToken cancellation)
    {
        var checks = new PlanChecks();
        if (kind == RollingUpdateKind.Image)
            await new ImageUpdate((string)parameters["sourceImageId"]!).CheckImageAsync(facts, checks, cancellation).ConfigureAwait(false);
        else if (kind == RollingUpdateKind.Package)
            await PackageOf(parameters).CheckPackageAsync(facts, checks, cancellation).ConfigureAwait(false);
        var made = checks.ToArray();
        if (Array.Find(made, check => check.Status == PlanCheckStatus.Failed) is { } failed)
        {
            throw new RollingUpdateException(ErrorKind.InvalidState, "RollbackContentMissing", $"{failed.Detail} So the rollback was not started.",
                $"{failed.RecommendedAction} Then say it: {(kind == RollingUpdateKind.Image ? "-ImageId m-…" : "-PackageVersion v3")}.");
        }

        return made.Where(check => check.Status == PlanCheckStatus.Warning).Select(check => $"{check.Detail} {check.RecommendedAction}").ToList();
    }

    private static PackageUpdate PackageOf(JObject parameters) => new(
        (string)parameters["packageName"]!, (string?)parameters["packageVersion"] is { Length: > 0 } version ? version : null,
        (string?)parameters["action"] == PackageUpdate.ActionText(PackageAction.Uninstall) ? PackageAction.Uninstall : PackageAction.Install);

    private static string WriteImage(JObject parameters, string executionId, TemplateParameters source, RollbackSettings settings)
    {
        var image = settings.ImageId ?? source.Text("sourceImageId") ?? throw new RollingUpdateException(
            ErrorKind.InvalidInput, "SourceImageUnknown", $"{executionId} does not record which image its instances had before.",
            $"Say it: Start-EssRollback {executionId} -ImageId m-….");
        new ImageUpdate(image).Check();
        parameters["sourceImageId"] = image;
        parameters["maxErrors"] = settings.MaxErrors ?? source.Number("maxErrors") ?? 0;
        return $"image {image}";
    }

    private static string WriteScript(JObject parameters, string executionId, TemplateParameters source, RollbackSettings settings)
    {
        if (source.Text("commandType") is { } type && type != nameof(CommandType.RunShellScript))
        {
            throw new RollingUpdateException(ErrorKind.InvalidState, "RollbackNotOnWindows",
                $"{executionId} ran a {type} on Windows, and the template runs every rollback script in the Linux shell, so it would fail on each instance and leave it in Standby.",
                "Undo it with an update instead: Start-EssRollingUpdate … -Script <what undoes it> -CommandType " + type + ".");
        }

        var script = settings.RollbackScript ?? source.Text("rollbackScript") ?? throw new RollingUpdateException(
            ErrorKind.InvalidInput, "RollbackScriptUnknown", $"{executionId} was started without a rollback script.",
            $"Say it: Start-EssRollback {executionId} -RollbackScript '…' (or -RollbackScriptPath ./undo.sh).");
        script = UpdateScript.Normalise(script, CommandType.RunShellScript);
        UpdateScript.Check(script, "RollbackScript", "InvalidRollbackScript");
        parameters["rollbackScript"] = script;
        return $"what its rollback script leaves ({script.Length} characters)";
    }

    private static string WritePackage(JObject parameters, string executionId, TemplateParameters source, UpdateRecord record, RollbackSettings settings)
    {
        var name = source.Text("packageName") ?? throw new RollingUpdateException(
            ErrorKind.InvalidState, "PackageUnknown", $"{executionId} does not record a package.", "Start the template's rollback with Start-OosExecution.");
        var (action, version) = settings is { PackageVersion: null, Action: null }
            ? PackageBefore(executionId, name, record.Packages)
            : (settings.Action ?? PackageAction.Install, settings.PackageVersion);
        parameters["action"] = PackageUpdate.ActionText(action);
        parameters["packageName"] = name;
        parameters["packageVersion"] = version ?? "";
        return new PackageUpdate(name, version, action).Describe();
    }

    private static (PackageAction Action, string? Version) PackageBefore(string executionId, string name, PackageVersions? before)
    {
        if (before is { IsUniform: true })
            return before.Uniform is { } version ? (PackageAction.Install, version) : (PackageAction.Uninstall, null);
        throw new RollingUpdateException(ErrorKind.InvalidInput, "PackageVersionUnknown",
            before is null
                ? $"{executionId} does not record which version of {name} was there before."
                : $"Before {executionId} the instances had different versions of {name}: {before.Describe()}. A rollback can give them only one.",
            $"Say it: Start-EssRollback {executionId} -PackageVersion v3 (or -Action Uninstall when there was none).");
    }

    private static void CheckArguments(RollingUpdateKind kind, string executionId, RollbackSettings settings)
    {
        var wrong = new List<string>();
        void Belongs(string parameter, bool given, params RollingUpdateKind[] to)
        {
            if (given && Array.IndexOf(to, kind) < 0)
                wrong.Add("-" + parameter);
        }

        Belongs("ImageId", settings.ImageId is not null, RollingUpdateKind.Image);
        Belongs("MaxErrors", settings.MaxErrors is not null, RollingUpdateKind.Image);
        Belongs("RollbackScript", settings.RollbackScript is not null, RollingUpdateKind.Script, RollingUpdateKind.File, RollingUpdateKind.OssFile);
        Belongs("PackageVersion", settings.PackageVersion is not null, RollingUpdateKind.Package);
        Belongs("Action", settings.Action is not null, RollingUpdateKind.Package);
        Belongs("RollbackSourceUri", settings.RollbackSource is not null, RollingUpdateKind.File);
        Belongs("RollbackDestinationPath", settings.RollbackDestination is not null, RollingUpdateKind.File, RollingUpdateKind.OssFile);
        Belongs("RollbackBucketName", settings.RollbackBucket is not null, RollingUpdateKind.OssFile);
        Belongs("RollbackObjectName", settings.RollbackObject is not null, RollingUpdateKind.OssFile);
        Belongs("OssRegionId", settings.OssRegion is not null, RollingUpdateKind.OssFile);
        Belongs("UrlExpirationTime", settings.UrlExpiration is not null, RollingUpdateKind.OssFile);
        Belongs("SourceContainer", settings.SourceContainers is not null, RollingUpdateKind.ContainerGroup);
        Belongs("UpdateType", settings.ContainerUpdateType is not null, RollingUpdateKind.ContainerGroup);
        if (wrong.Count > 0)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "ArgumentOfAnotherKind",
                $"{executionId} is an update of the kind {kind}, which has no {string.Join(", ", wrong)}.", "Leave it out.");
        }
    }
}

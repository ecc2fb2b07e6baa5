using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.Ess;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates;

/// <summary>Prepares and starts the rollback of a rolling update.</summary>
internal sealed class RollbackStarter
{
    private readonly IOpenApi _api;
    private readonly OosClient _oos;

    public RollbackStarter(IOpenApi api)
    {
        _api = api;
        _oos = new OosClient(api);
    }

    /// <summary>Reads the update and recovers from it what the rollback needs; changes nothing.</summary>
    /// <exception cref="RollingUpdateException">It cannot be rolled back; the message says why.</exception>
    /// <exception cref="AliyunApiException">A call failed.</exception>
    public async Task<PreparedRollback> PrepareAsync(string executionId, RollbackSettings settings, CancellationToken cancellation)
    {
        Ids.CheckExecution(executionId);
        UpdateRecord.CheckRoom(settings.Tags);
        if (settings.ImageId is not null)
            new ImageUpdate(settings.ImageId).Check();
        var source = await _oos.FindExecutionAsync(executionId, cancellation).ConfigureAwait(false)
            ?? throw ExecutionNotFound.For(executionId, _api.RegionId);
        var kind = CheckSource(source);
        var from = new TemplateParameters(source);
        var groupId = from.ScalingGroupId ?? throw NotARollingUpdate.Because(source, "it names no scaling group");
        var facts = await GroupFacts.ReadAsync(_api, groupId, cancellation).ConfigureAwait(false);
        var recorded = UpdateRecord.Of(source);
        var parameters = new JObject { ["invokeType"] = "rollback", ["scalingGroupId"] = groupId, ["sourceExecutionId"] = executionId };
        var goal = RollbackPayload.Write(parameters, kind, executionId, from, recorded, settings);
        var batches = settings.BatchNumber ?? from.Number("batchNumber") ?? UpdateSettings.DefaultBatchNumber;
        parameters["batchPauseOption"] = settings.BatchPauseOption.ToString();
        parameters["batchNumber"] = batches;
        parameters["OOSAssumeRole"] = settings.OosAssumeRole ?? from.Text("OOSAssumeRole") ?? "";
        var token = settings.ClientToken ?? UpdateSettings.NewClientToken();
        var record = new UpdateRecord { SuspendedBefore = facts.SuspendedOnPurpose.ToList() };
        var request = new StartExecutionRequest(source.TemplateName, parameters.ToString(Formatting.None), token)
        {
            Mode = settings.FailureAction == UpdateFailureAction.Pause ? "FailurePause" : "Automatic",
            SafetyCheck = settings.SafetyCheck.ToString(),
            Description = settings.Description,
            Tags = record.ToTags(token, groupId, settings.Tags),
        };
        var configuration = settings.KeepScalingConfiguration
            ? null
            : RestoreOf(from, settings.ImageId ?? recorded.ConfigurationImageId ?? (string?)parameters["sourceImageId"]);
        var reach = await RollbackReach.ReadAsync(facts, EssRollingUpdate.From(source)!, cancellation).ConfigureAwait(false);
        // What the template does with no instance at all is not documented. Of container groups it still gives the configuration back.
        if (reach.IsEmpty && kind != RollingUpdateKind.ContainerGroup)
            throw NothingToRollBack(source, groupId);
        var contentWarnings = await RollbackPayload.CheckAsync(parameters, kind, facts, cancellation).ConfigureAwait(false);
        var summary = $"Roll {facts.Group.Label} back to {goal}" + await reach.DescribeAsync(parameters, batches, cancellation).ConfigureAwait(false);
        if (!source.IsTerminal)
            summary = $"Cancel {executionId} (it is {source.Status}), then: {summary}";
        var (imageNow, hindrance) = configuration is null ? default : await ForeseeConfigurationAsync(configuration, cancellation).ConfigureAwait(false);
        if (hindrance is not null)
            configuration = null;
        if (configuration is not null && imageNow != configuration.ImageId)
            summary += $"\n  {configuration.ScalingConfigurationId}: image {configuration.UpdatedImageId} -> {configuration.ImageId}";
        var prepared = new PreparedRollback(source, groupId, summary, request, configuration);
        prepared.Warnings.AddRange(contentWarnings);
        prepared.Warnings.AddRange(Since(source, facts));
        if (hindrance is not null)
            prepared.Warnings.Add(hindrance);
        if (kind == RollingUpdateKind.Image && !settings.KeepScalingConfiguration && settings.ImageId is null && recorded.ConfigurationImageId is { } named && named != (string?)parameters["sourceImageId"])
            prepared.Warnings.Add($"{from.Text("scalingConfigurationId")} named {named} before {executionId}, and not {parameters["sourceImageId"]}: new instances get {named} after the rollback.");
        prepared.Warnings.AddRange(reach.Warnings);
        // The instances of an update that still runs are on their way into Standby and out of it: that ends with its cancel.
        if (source.IsTerminal && await new EssClient(_api).DescribeActivitiesInProgress(groupId).NextAsync(cancellation).ConfigureAwait(false) is { } activities)
        {
            prepared.Warnings.Add($"{string.Join(", ", activities.Select(activity => $"{activity.ScalingActivityId} ({activity.Description})"))} is in progress, and while it is, no instance can leave service: the rollback tries again for five minutes, then it fails. Wait until the activity has ended.");
        }

        if (facts.SuspendedOnPurpose.Intersect(from.List("exitProcess") ?? Array.Empty<string>()).ToList() is { Count: > 0 } resumed)
        {
            prepared.Warnings.Add($"{string.Join(", ", resumed)} {(resumed.Count == 1 ? "has" : "have")} been suspended since {executionId}, and the template's rollback resumes {(resumed.Count == 1 ? "it" : "them")} at its end. With -Wait this is put right.");
        }

        return prepared;
    }

    /// <summary>What a client token that the admin gave has started already; null for nothing.</summary>
    /// <exception cref="RollingUpdateException">It started something else.</exception>
    public async Task<OosExecution?> FindStartedAsync(PreparedRollback prepared, string clientToken, CancellationToken cancellation)
    {
        if (await new ExecutionStarter(_api).FindStartedAsync(clientToken, cancellation).ConfigureAwait(false) is not { } started)
            return null;
        // Not by JObject.Parse, which takes a text that looks like a time for one.
        using var json = JsonReading.Open(new StringReader(prepared.Request.ParametersJson));
        return started.TemplateName == prepared.Request.TemplateName && new TemplateParameters(started).Have(JObject.Load(json))
            ? started
            : throw ExecutionStarter.ClientTokenReused(clientToken, started);
    }

    /// <summary>Cancels the update where it still runs, and starts the rollback.</summary>
    /// <param name="prepared">What was prepared.</param>
    /// <param name="onStarted">Is told the rollback on any thread as soon as it is started.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public async Task<OosExecution> StartAsync(PreparedRollback prepared, Action<OosExecution> onStarted, CancellationToken cancellation)
    {
        var sourceId = prepared.Source.ExecutionId;
        if (!prepared.Source.IsTerminal)
        {
            await new ExecutionCanceller(_api).CancelAsync(sourceId, cancellation).ConfigureAwait(false);
            prepared.Warnings.Add($"{sourceId} was {prepared.Source.Status} and has been cancelled for its rollback.");
        }

        await new RunningUpdates(_api).CheckNoneAsync(prepared.ScalingGroupId, sourceId, cancellation).ConfigureAwait(false);
        return await new ExecutionStarter(_api).StartAsync(prepared.Request, prepared.ScalingGroupId, prepared.Warnings, onStarted, cancellation).ConfigureAwait(false);
    }

    /// <summary>Gives the scaling configuration its old image back. What keeps it from doing so is told in the answer; null when all is well.</summary>
    public async Task<string?> RestoreConfigurationAsync(ConfigurationRestore restore, CancellationToken cancellation)
    {
        var (image, hindrance) = await LookAtConfigurationAsync(restore, cancellation).ConfigureAwait(false);
        if (hindrance is null && image != restore.ImageId)
            await new EssClient(_api).ModifyScalingConfigurationImageAsync(restore.ScalingConfigurationId, restore.ImageId, cancellation).ConfigureAwait(false);
        return hindrance;
    }

    // Where it may not be read, the attempt itself will tell.
    private async Task<(string? ImageId, string? Hindrance)> ForeseeConfigurationAsync(ConfigurationRestore restore, CancellationToken cancellation)
    {
        try
        {
            return await LookAtConfigurationAsync(restore, cancellation).ConfigureAwait(false);
        }
        catch (AccessDeniedException)
        {
            return default;
        }
    }

    // The image it has now, and what keeps it from being given the old one back; null for nothing.
    private async Task<(string? ImageId, string? Hindrance)> LookAtConfigurationAsync(ConfigurationRestore restore, CancellationToken cancellation)
    {
        var found = await new EssClient(_api).DescribeScalingConfigurations(null, new[] { restore.ScalingConfigurationId }).NextAsync(cancellation).ConfigureAwait(false);
        if (found is null)
            return (null, $"Scaling configuration {restore.ScalingConfigurationId} is gone, so it cannot be given image {restore.ImageId} back.");
        var image = found[0].ImageId;
        return (image, image == restore.ImageId || image == restore.UpdatedImageId
            ? null
            : $"Scaling configuration {restore.ScalingConfigurationId} names image {image} by now, which this update did not put there; it is left alone.");
    }

    // What has happened to the group since the update, and its rollback knows nothing of.
    private static IEnumerable<string> Since(OosExecution source, GroupFacts facts)
    {
        var later = facts.History.Updates.Where(update => update.Update.StartDate > source.StartDate).ToList();
        if (later.Find(update => update.Update.SourceExecutionId == source.ExecutionId && update.Succeeded) is { } taken)
            yield return $"{source.ExecutionId} was taken back by {taken.Update.ExecutionId} already.";
        var others = later.Where(update => update.Update.SourceExecutionId != source.ExecutionId).Select(update => update.Update.ExecutionId).ToList();
        if (others.Count > 0)
            yield return $"{string.Join(", ", others)} {(others.Count == 1 ? "has" : "have")} worked on {facts.Group.Label} since {source.ExecutionId}; its rollback goes back to what was before {(others.Count == 1 ? "both" : "them all")}.";
    }

    private static RollingUpdateException NothingToRollBack(OosExecution source, string groupId) => new(
        ErrorKind.InvalidState, "NothingToRollBack", $"{source.ExecutionId} ({source.Status}) has worked on no instance that exists, so there is nothing for a rollback to do.",
        source.IsTerminal
            ? $"Put right what is left of it: Repair-EssScalingGroup {groupId}."
            : $"Cancel it with Stop-OosExecution {source.ExecutionId}, then put right what is left: Repair-EssScalingGroup {groupId}.");

    private static RollingUpdateKind CheckSource(OosExecution source)
    {
        var kind = UpdateTemplate.KindOf(source) ?? throw NotARollingUpdate.For(source);
        var parameters = new TemplateParameters(source);
        if (parameters.IsRollback)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "IsARollback",
                $"{source.ExecutionId} is itself a rollback (of {parameters.Text("sourceExecutionId")}), and a rollback cannot be rolled back.",
                "Start the update again with Start-EssRollingUpdate.");
        }

        if (parameters.List("enterProcess") is { Length: 0 })
        {
            throw new RollingUpdateException(ErrorKind.InvalidState, "SourceSuspendedNothing",
                $"{source.ExecutionId} was started with an empty enterProcess, and the template's rollback fails on that at once.",
                "Undo it with an update instead: Start-EssRollingUpdate with the old image, script or package version.");
        }

        return kind;
    }

    private static ConfigurationRestore? RestoreOf(TemplateParameters source, string? imageId) =>
        imageId is not null && source.Text("scalingConfigurationId") is { } configurationId && source.Text("imageId") is { } updatedImageId && updatedImageId != imageId
            ? new ConfigurationRestore(configurationId, updatedImageId, imageId)
            : null;
}

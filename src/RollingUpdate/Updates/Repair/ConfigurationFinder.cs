using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Ess;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates.Repair;

/// <summary>Finds whether the image of the group's scaling configuration does not fit what the instances run, because of an update.</summary>
internal sealed class ConfigurationFinder
{
    private const int MostNamed = 5;
    private readonly GroupFacts _facts;

    public ConfigurationFinder(GroupFacts facts) => _facts = facts;

    public async Task<EssRepairStep?> FindAsync(CancellationToken cancellation)
    {
        var last = _facts.History.Updates.FirstOrDefault(update => update.ImageId is not null && update.Update.Execution.IsTerminal);
        if (last is null || _facts.Group.ActiveScalingConfigurationId is not { } configurationId)
            return null;
        var found = await new EssClient(_facts.Api).DescribeScalingConfigurations(_facts.Group.ScalingGroupId, new[] { configurationId })
            .NextAsync(cancellation).ConfigureAwait(false);
        if (found is null || found[0].ImageId is not { } imageId)
            return null;
        var running = Images(last);
        var isUpdates = PutThereByAnUpdate(configurationId, imageId);
        var others = running.Where(entry => entry.Key != imageId && (isUpdates || IsOfAnUpdate(entry.Key))).ToList();
        if (others.Count == 0)
            return null;
        var described = others.Select(entry => $"{Named(entry.Value)} {(entry.Value.Count == 1 ? "runs" : "run")} {entry.Key}");
        var step = new EssRepairStep
        {
            ExecutionId = last.Update.ExecutionId,
            ScalingConfigurationId = configurationId,
            Description = $"{configurationId} gives new instances image {imageId}, {(running.TryGetValue(imageId, out var same) ? $"which {same.Count} run, " : "")}but {string.Join(", ", described)}",
        };
        if (isUpdates && !running.ContainsKey(imageId) && (running.Count == 1 ? running.Keys.First() : ImageBefore(imageId, running)) is { } right)
        {
            step.Action = RepairAction.ModifyScalingConfiguration;
            step.ImageId = right;
            return step;
        }

        step.Action = RepairAction.Decide;
        var forward = $"Start-EssRollingUpdate {_facts.Group.ScalingGroupId} -ImageId {imageId}";
        step.RecommendedAction = isUpdates && !last.Succeeded
            ? $"Go back with Start-EssRollback {last.Source?.ExecutionId ?? last.Update.ExecutionId}, or forward with {forward}."
            : $"Give all instances the configuration's image with {forward}, or release those that differ, so that Auto Scaling replaces them.";
        return step;
    }

    // After a repair the image is what somebody wants.
    private bool PutThereByAnUpdate(string configurationId, string imageId) => _facts.History.Updates.Where(update => !update.Record.IsRepaired).Any(update =>
    {
        var parameters = new TemplateParameters(update.Source ?? update.Update.Execution);
        return parameters.Text("scalingConfigurationId") == configurationId && parameters.Text("imageId") == imageId;
    });

    private bool IsOfAnUpdate(string imageId) => _facts.History.Updates.Any(update =>
        !update.Record.IsRepaired && (update.ImageId == imageId || new TemplateParameters(update.Source ?? update.Update.Execution).Text("imageId") == imageId));

    // An instance that was attached by hand, or that the update was not meant for, has its own image.
    private Dictionary<string, List<string>> Images(PastUpdate last) => _facts.Members
        .Where(member => member.CreationType is null or "AutoCreated" && (last.TakesProtected || member.LifecycleState != nameof(UpdatableLifecycleState.Protected))
            && _facts.Machines.TryGetValue(member.InstanceId, out var machine) && machine.ImageId is not null)
        .GroupBy(member => _facts.Machines[member.InstanceId].ImageId!, member => member.InstanceId, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.ToList());

    private static string Named(List<string> ids) =>
        string.Join(", ", ids.Take(MostNamed)) + (ids.Count > MostNamed ? $" and {ids.Count - MostNamed} more" : "");

    private string? ImageBefore(string imageId, Dictionary<string, List<string>> running) => _facts.History.Updates
        .Where(update => update.ImageId == imageId)
        .Select(update => update.Record.ConfigurationImageId ?? new TemplateParameters(update.Update.Execution).Text("sourceImageId"))
        .FirstOrDefault(before => before is not null && running.ContainsKey(before));
}

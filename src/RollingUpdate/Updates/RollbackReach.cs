using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Ecs;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates;

/// <summary>
/// What the rollback of an update reaches: every instance the update began to work on, as long as it exists. Not those that it never
/// reached, and none that were added since. Of container groups the template takes also those that do not exist any more.
/// </summary>
internal sealed class RollbackReach
{
    private readonly GroupFacts _facts;
    private readonly EssRollingUpdate _update;
    private readonly IReadOnlyDictionary<string, EcsInstance> _machines;
    private readonly List<string> _taken;
    private readonly List<string> _skipped = new();

    private RollbackReach(GroupFacts facts, EssRollingUpdate update, IReadOnlyList<string> touched, IReadOnlyDictionary<string, EcsInstance> machines)
    {
        _facts = facts;
        _update = update;
        _machines = machines;
        _taken = touched.Where(id => IsOfContainers || machines.ContainsKey(id)).ToList();
        foreach (var id in touched.Except(_taken))
            _skipped.Add($"{id} (gone)");
        var members = new HashSet<string>(facts.Members.Select(member => member.InstanceId));
        foreach (var id in _taken.Where(id => !members.Contains(id)))
            Warnings.Add(IsOfContainers
                ? $"{id} is no longer in {facts.Group.ScalingGroupId}, but the template takes it all the same and fails on it; the batches after its own are not begun then. Undo the update with another one instead: Start-EssRollingUpdate with the old containers."
                : $"{id} is no longer in {facts.Group.ScalingGroupId} but exists, so the template takes it and fails on it. Release it first, or attach it again.");
        if (IsOfContainers && facts.Members.Where(member => member.LifecycleState == "Standby" && touched.Contains(member.InstanceId)).Select(member => member.InstanceId).ToList() is { Count: > 0 } standby)
            Warnings.Add($"{string.Join(", ", standby)} {(standby.Count == 1 ? "is" : "are")} in Standby, and the template's rollback gives back the containers but does not end that. Put it right afterwards: Repair-EssScalingGroup {facts.Group.ScalingGroupId}");
        foreach (var member in facts.Members.Where(member => !touched.Contains(member.InstanceId)))
            _skipped.Add(WhySkipped(member.InstanceId, member.CreationTime > update.StartDate));
    }

    /// <summary>What the admin should know of it.</summary>
    public List<string> Warnings { get; } = new();

    /// <summary>Whether it reaches no instance at all.</summary>
    public bool IsEmpty => _taken.Count == 0;

    private bool IsOfContainers => _update.Kind == RollingUpdateKind.ContainerGroup;

    public static async Task<RollbackReach> ReadAsync(GroupFacts facts, EssRollingUpdate update, CancellationToken cancellation)
    {
        var children = await new InstanceUpdates(facts.Api).ReadAsync(update, cancellation).ConfigureAwait(false);
        var touched = children.Select(child => child.InstanceId).Distinct().ToList();
        // The template lists the children of the update, the newest first, and takes container groups in that order.
        if (update.Kind == RollingUpdateKind.ContainerGroup)
            touched.Reverse();
        // ECS does not know container groups.
        var machines = update.Kind == RollingUpdateKind.ContainerGroup || touched.TrueForAll(facts.Machines.ContainsKey)
            ? facts.Machines
            : await new EcsClient(facts.Api).MapInstancesAsync(touched.Union(facts.Machines.Keys), cancellation).ConfigureAwait(false);
        return new RollbackReach(facts, update, touched, machines);
    }

    /// <summary>Batch by batch, from what to what, and who is skipped and why.</summary>
    /// <param name="parameters">The rollback's parameters.</param>
    /// <param name="batchNumber">The number of batches.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public async Task<string> DescribeAsync(JObject parameters, int batchNumber, CancellationToken cancellation)
    {
        var change = await ChangesAsync(parameters, cancellation).ConfigureAwait(false);
        var sizes = BatchRule.Sizes(_taken.Count, batchNumber);
        var text = $" in {sizes.Length} {(sizes.Length == 1 ? "batch" : "batches")}";
        var first = 0;
        for (var batch = 0; batch < sizes.Length; batch++)
        {
            // A change that is the same for many is told once.
            var changes = _taken.Skip(first).Take(sizes[batch]).GroupBy(change).Select(same => string.Join(", ", same) + same.Key);
            text += $"\n  batch {batch + 1}: {string.Join(", ", changes)}";
            first += sizes[batch];
        }

        return _skipped.Count == 0 ? text : $"{text}\n  skipped: {string.Join(", ", _skipped)}";
    }

    private async Task<Func<string, string>> ChangesAsync(JObject parameters, CancellationToken cancellation)
    {
        if (_update.Kind == RollingUpdateKind.Image)
            return id => $" ({_machines[id].ImageId} -> {parameters["sourceImageId"]})";
        if (_update.Kind != RollingUpdateKind.Package || (string?)parameters["packageName"] is not { } package)
            return _ => "";
        IReadOnlyDictionary<string, string?> versions;
        try
        {
            versions = await InstalledPackages.ReadAsync(_facts.Api, _taken, package, cancellation).ConfigureAwait(false);
        }
        catch (AccessDeniedException error)
        {
            Warnings.Add($"Which version of {package} the instances have now could not be read ({error.Code}). Have oos:ListInstancePackageStates granted to see it.");
            return _ => "";
        }

        var to = (string?)parameters["action"] == "uninstall" ? "none" : (string?)parameters["packageVersion"] is { Length: > 0 } version ? version : "latest";
        return id => $" ({package} {versions[id] ?? "none"} -> {to})";
    }

    private string WhySkipped(string instanceId, bool isNew)
    {
        if (!isNew)
            return $"{instanceId} (never reached)";
        // What was scaled out in the meantime was made with what the update put into the configuration.
        var image = _update.Kind == RollingUpdateKind.Image && _machines.TryGetValue(instanceId, out var machine) ? machine.ImageId : null;
        if (image is not null && image == new TemplateParameters(_update.Execution).Text("imageId"))
            Warnings.Add($"{instanceId} was added since {_update.ExecutionId} with image {image}, and a rollback does not reach it. It has to be replaced, or updated by itself.");
        return $"{instanceId} (added since)";
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Ecs;
using RollingUpdate.Ess;
using RollingUpdate.Oos;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates.Coverage;

/// <summary>What an update should have made of an instance, held against what ECS and OOS say the instance is.</summary>
internal sealed class ExpectedState
{
    private const string Tag = "ess:rollingupdate";
    private readonly PastUpdate _update;
    private readonly IReadOnlyDictionary<string, EcsInstance> _machines;
    private readonly IReadOnlyDictionary<string, string?>? _versions;

    private readonly EssLifecycleHook? _hook;

    private ExpectedState(PastUpdate update, IReadOnlyDictionary<string, EcsInstance> machines, IReadOnlyDictionary<string, string?>? versions, EssLifecycleHook? hook)
    {
        _update = update;
        _machines = machines;
        _versions = versions;
        _hook = hook;
    }

    private TemplateParameters Parameters => new(_update.Update.Execution);

    public static async Task<ExpectedState> ReadAsync(GroupFacts facts, PastUpdate update, CancellationToken cancellation)
    {
        var package = update.Update.Kind == RollingUpdateKind.Package ? new TemplateParameters(update.Update.Execution).Text("packageName") : null;
        var versions = package is null
            ? null
            : await InstalledPackages.ReadAsync(facts.Api, facts.Members.Select(member => member.InstanceId), package, cancellation).ConfigureAwait(false);
        var hook = HookUpdate.HookOf(update.Update.Kind) is { } name
            ? await new EssClient(facts.Api).FindLifecycleHookAsync(facts.Group.ScalingGroupId, name, cancellation).ConfigureAwait(false)
            : null;
        return new ExpectedState(update, facts.Machines, versions, hook);
    }

    /// <summary>What is not as it should be, for an instance the update worked on; null when nothing speaks against it.</summary>
    public string? WhyDifferent(string instanceId) => WhyNotLike(instanceId) ?? (IsTagMissing(instanceId) ? $"it has no tag {Tag}" : null);

    /// <summary>What is not as the update makes instances; null when nothing speaks against it.</summary>
    public string? WhyNotLike(string instanceId)
    {
        if (_update.ImageId is { } image)
            return _machines.TryGetValue(instanceId, out var machine) && machine.ImageId != image ? $"it runs image {machine.ImageId}" : null;
        if (_versions is null || !_versions.TryGetValue(instanceId, out var version))
            return null;
        var package = Parameters.Text("packageName");
        if (Parameters.Text("action") == "uninstall")
            return version is null ? null : $"it has {package} {version}";
        if (version is null)
            return $"it has no {package}";
        return Parameters.Text("packageVersion") is { } wanted && wanted != version ? $"it has {package} {version}" : null;
    }

    /// <summary>Whether facts can tell what an instance got that the update did not work on; of a script they cannot.</summary>
    public bool CanTell => _update.ImageId is not null || _versions is not null;

    /// <summary>What gives an instance that was added since the same as the update gave the others, in words; null when nothing is known to.</summary>
    public string? WhatServes(EssScalingInstance added)
    {
        var isAfterwards = _update.Succeeded && added.CreationTime > _update.Update.EndDate;
        // Only an update by file changes the hook before it comes to the first instance; one by OSS file, and each rollback, after the last.
        var isHookFirst = _update.Update is { Kind: RollingUpdateKind.File, Direction: UpdateDirection.Invoke };
        if (_hook is not null && IsHookOfUpdate(_hook) && (isHookFirst || isAfterwards))
            return $"added since, and served by the lifecycle hook {_hook.LifecycleHookName}";
        return _update.Update.Kind == RollingUpdateKind.ContainerGroup && isAfterwards && added.ScalingConfigurationId == Parameters.Text("scalingConfigurationId")
            ? $"added since, from {added.ScalingConfigurationId} with these containers"
            : null;
    }

    // The hook is the update's own as long as it names the update's file, object and script.
    private bool IsHookOfUpdate(EssLifecycleHook hook)
    {
        if (hook.Values is not { } values)
            return false;
        var direction = _update.Update.Direction == UpdateDirection.Rollback ? "rollback" : "invoke";
        bool Is(string value, string parameter) =>
            !values.TryGetValue(value, out var kept) || Convert.ToString(kept, CultureInfo.InvariantCulture) == (Parameters.Text(direction + parameter) ?? "");
        return Is("sourcePath", "SourcePath") && Is("bucketName", "BucketName") && Is("objectName", "ObjectName")
            && Is("destinationDir", "DestinationDir") && Is("commandContent", "Script");
    }

    // A later update writes its own id over it; only its absence shows something.
    private bool IsTagMissing(string instanceId) =>
        _update.Update is { Direction: UpdateDirection.Invoke, Status: OosStatus.Success }
        && _machines.TryGetValue(instanceId, out var machine) && !machine.Tags.ContainsKey(Tag);
}

using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Ecs;
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

    private ExpectedState(PastUpdate update, IReadOnlyDictionary<string, EcsInstance> machines, IReadOnlyDictionary<string, string?>? versions)
    {
        _update = update;
        _machines = machines;
        _versions = versions;
    }

    private TemplateParameters Parameters => new(_update.Update.Execution);

    public static async Task<ExpectedState> ReadAsync(GroupFacts facts, PastUpdate update, CancellationToken cancellation)
    {
        var package = update.Update.Kind == RollingUpdateKind.Package ? new TemplateParameters(update.Update.Execution).Text("packageName") : null;
        var versions = package is null
            ? null
            : await InstalledPackages.ReadAsync(facts.Api, facts.Members.Select(member => member.InstanceId), package, cancellation).ConfigureAwait(false);
        return new ExpectedState(update, facts.Machines, versions);
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

    // A later update writes its own id over it; only its absence shows something.
    private bool IsTagMissing(string instanceId) =>
        _update.Update is { Direction: UpdateDirection.Invoke, Status: OosStatus.Success }
        && _machines.TryGetValue(instanceId, out var machine) && !machine.Tags.ContainsKey(Tag);
}

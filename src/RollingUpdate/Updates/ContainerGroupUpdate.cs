using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Ess;
using RollingUpdate.Updates.Planning;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates;

/// <summary>Other containers for the container groups (ECI) of a scaling group, and for its scaling configuration.</summary>
internal sealed class ContainerGroupUpdate : UpdatePayload
{
    /// <param name="containers">Objects with Name, Image and so on.</param>
    public ContainerGroupUpdate(JArray containers) => Containers = ToTemplate(containers);

    public override RollingUpdateKind Kind => RollingUpdateKind.ContainerGroup;

    public JArray Containers { get; }

    /// <summary>The containers of a rollback; null for those of the scaling configuration.</summary>
    public JArray? SourceContainers { get; set; }

    /// <summary>The scaling configuration that gets the containers too; null for the active one.</summary>
    public string? ScalingConfigurationId { get; set; }

    public ContainerUpdateType UpdateType { get; set; }

    public override string Describe() => $"containers {string.Join(", ", Containers.OfType<JObject>().Select(Describe))}";

    public override void Check()
    {
        Check(Containers, "Container");
        if (SourceContainers is not null)
            Check(SourceContainers = ToTemplate(SourceContainers), "SourceContainer");
        if (ScalingConfigurationId is not null)
            Ids.CheckScalingConfiguration(ScalingConfigurationId);
    }

    public override async Task CompleteAsync(GroupFacts facts, PlanChecks checks, UpdateRecord record, CancellationToken cancellation)
    {
        // A group of ECS instances has none of this, and the plan has failed for that already.
        if (facts.Group.GroupType != "ECI")
            return;
        ScalingConfigurationId ??= facts.Group.ActiveScalingConfigurationId ?? throw new RollingUpdateException(
            ErrorKind.InvalidState, "ScalingConfigurationMissing", $"Scaling group {facts.Group.Label} has no active scaling configuration, which the template needs.",
            "Say -ScalingConfigurationId asc-….");
        var found = await new EssClient(facts.Api).DescribeEciScalingConfigurations(facts.Group.ScalingGroupId, new[] { ScalingConfigurationId })
            .NextAsync(cancellation).ConfigureAwait(false);
        if (found is null)
        {
            throw new RollingUpdateException(ErrorKind.NotFound, "ScalingConfigurationNotFound",
                $"{facts.Group.Label} has no scaling configuration {ScalingConfigurationId}.", "Leave -ScalingConfigurationId out to use the active one.");
        }

        CheckSource(facts, checks);
        CheckContainers(checks, new ContainersBefore(found[0].Containers.Select(container => JObject.FromObject(container.Settings)), Containers, UpdateType));
        checks.Pass("Standby", "A container group is in Standby while its containers are changed. One that fails stays there, and so does one that is retried after a pause, even when it succeeds then: Repair-EssScalingGroup ends that.");
        checks.Pass("Errors", "The template has no use for maxErrors: the first container group that fails ends the update.");
        checks.Pass("Coverage", "The template tags no container group, so coverage is told from the execution alone.");
    }

    public override void WriteInvoke(JObject parameters)
    {
        parameters["containerConfigure"] = Containers;
        parameters["sourceContainerConfigure"] = SourceContainers is { Count: > 0 } ? SourceContainers : new JObject();
        parameters["updateType"] = UpdateType.ToString();
        parameters["scalingConfigurationId"] = ScalingConfigurationId ?? "";
    }

    /// <summary>Writes the template parameters of a rollback from those of the update, and says what is gone back to.</summary>
    /// <exception cref="RollingUpdateException">The update does not record the containers there were before.</exception>
    public static string WriteRollback(JObject parameters, string executionId, TemplateParameters source, RollbackSettings settings)
    {
        var before = settings.SourceContainers is { } said ? ToTemplate(said) : source.Json("sourceContainerConfigure");
        if (settings.SourceContainers is not null)
            Check((JArray)before!, "SourceContainer");
        if (before is not { HasValues: true })
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "SourceContainerUnknown", $"{executionId} does not record the containers there were before.",
                $"Say them: Start-EssRollback {executionId} -SourceContainer @{{ Name = 'web'; Image = 'registry/web:1' }}.");
        }

        parameters["containerConfigure"] = source.Json("containerConfigure") ?? new JArray();
        parameters["sourceContainerConfigure"] = before;
        parameters["updateType"] = settings.ContainerUpdateType?.ToString() ?? source.Text("updateType") ?? nameof(ContainerUpdateType.IncrementalUpdate);
        parameters["scalingConfigurationId"] = source.Text("scalingConfigurationId") ?? "";
        var containers = before is JArray list ? list.OfType<JObject>() : new[] { (JObject)before };
        return $"containers {string.Join(", ", containers.Select(Describe))}";
    }

    private void CheckSource(GroupFacts facts, PlanChecks checks)
    {
        if (ScalingConfigurationId == facts.Group.ActiveScalingConfigurationId)
        {
            checks.Pass("Source", $"New container groups are made from {ScalingConfigurationId}, which gets the containers too when all groups have them; a rollback gives them back.");
        }
        else
        {
            checks.Warn("Source", $"{ScalingConfigurationId} gets the containers, but new container groups are made from {facts.Group.ActiveScalingConfigurationId}.",
                "Leave -ScalingConfigurationId out to use the active one.");
        }
    }

    private void CheckContainers(PlanChecks checks, ContainersBefore before)
    {
        const string Say = "Give -SourceContainer with all that a rollback is to give back.";
        if (before.IsSame)
            checks.Warn("SameContainer", $"{ScalingConfigurationId} has these containers already.", "Nothing needs an update, unless the container groups themselves differ.");
        if (before.Removed.ToList() is { Count: > 0 } removed)
        {
            checks.Warn("Container", $"-UpdateType RenewUpdate takes {string.Join(", ", removed)} away, which {(removed.Count == 1 ? "is" : "are")} not among the given containers.",
                "Leave -UpdateType out to change only what is given.");
        }

        if (UpdateType == ContainerUpdateType.IncrementalUpdate && before.Added.ToList() is { Count: > 0 } added)
            checks.Warn("Container", $"{string.Join(", ", added)} is new in {ScalingConfigurationId}; a rollback changes containers and takes none away.", "Check the names, if no container was to be added.");
        if (SourceContainers is not null)
        {
            checks.Pass("SourceContainer", "A rollback goes back to the containers given with -SourceContainer.");
            return;
        }

        SourceContainers = before.Containers;
        var lost = before.Lost.ToList();
        if (before.Containers.Count == 0)
            checks.Warn("SourceContainer", $"{ScalingConfigurationId} has nothing that a rollback could go back to.", Say);
        else if (lost.Count > 0)
            checks.Warn("SourceContainer", $"A rollback goes back to the containers of {ScalingConfigurationId}, but cannot give back: {string.Join(", ", lost)}.", Say);
        else
            checks.Pass("SourceContainer", $"A rollback goes back to {string.Join(", ", before.Containers.OfType<JObject>().Select(Describe))}, as {ScalingConfigurationId} has it now.");
    }

    private static string Describe(JObject container) =>
        (string?)container["Image"] is { } image ? $"{container[ContainerSettings.Name]} ({image})" : $"{container[ContainerSettings.Name]}";

    private static JArray ToTemplate(JArray containers) => new(containers.Select(container => container is JObject settings ? ContainerSettings.ToTemplate(settings) : container));

    private static void Check(JArray containers, string parameter)
    {
        var advice = $"Give a hashtable for each: -{parameter} @{{ Name = 'web'; Image = 'registry/web:2' }}.";
        if (containers.Count == 0 || containers.Any(container => container is not JObject { HasValues: true }))
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidContainer", $"-{parameter} has to hold a set of names and values for each container.", advice);
        var names = new HashSet<string>();
        foreach (var container in containers.OfType<JObject>())
        {
            if (container[ContainerSettings.Name] is not JValue { Value: string { Length: > 0 } name })
                throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidContainer", $"A container of -{parameter} has no Name.", advice);
            if (container.Count == 1)
                throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidContainer", $"Container {name} of -{parameter} has nothing but its name, so nothing is said to change.", advice);
            if (!names.Add(name))
                throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidContainer", $"-{parameter} has two containers {name}.", "Put all settings of a container into one set.");
        }
    }
}

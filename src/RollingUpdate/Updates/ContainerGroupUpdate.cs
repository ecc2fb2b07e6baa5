using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Updates.Planning;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates;

/// <summary>Other containers for the container groups (ECI) of a scaling group, and for its scaling configuration.</summary>
internal sealed class ContainerGroupUpdate : UpdatePayload
{
    /// <param name="containers">What the template's containerConfigure holds: objects with Name, Image and so on.</param>
    public ContainerGroupUpdate(JArray containers) => Containers = containers;

    public override RollingUpdateKind Kind => RollingUpdateKind.ContainerGroup;

    public JArray Containers { get; }

    /// <summary>The containers of a rollback; null when they are not known.</summary>
    public JArray? SourceContainers { get; set; }

    /// <summary>The scaling configuration that gets the containers too; null for the active one.</summary>
    public string? ScalingConfigurationId { get; set; }

    public ContainerUpdateType UpdateType { get; set; }

    public override string Describe() => $"containers {string.Join(", ", Containers.OfType<JObject>().Select(container => container["Name"] ?? container["Image"]))}";

    public override void Check()
    {
        if (Containers.Count == 0 || Containers.Any(container => container is not JObject { HasValues: true }))
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidContainer", "-Container has to hold a set of names and values for each container.",
                "Give hashtables: -Container @{ Name = 'web'; Image = 'registry/web:2' }.");
        }

        if (Containers.OfType<JObject>().Any(container => string.IsNullOrEmpty((string?)container["Name"])))
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidContainer", "A container of -Container has no Name.",
                "Give each its name: -Container @{ Name = 'web'; Image = 'registry/web:2' }.");
        }

        if (ScalingConfigurationId is not null)
            Ids.CheckScalingConfiguration(ScalingConfigurationId);
    }

    public override Task CompleteAsync(GroupFacts facts, PlanChecks checks, UpdateRecord record, CancellationToken cancellation)
    {
        ScalingConfigurationId ??= facts.Group.ActiveScalingConfigurationId ?? throw new RollingUpdateException(
            ErrorKind.InvalidState, "ScalingConfigurationMissing", $"Scaling group {facts.Group.Label} has no active scaling configuration, which the template needs.",
            "Say -ScalingConfigurationId asc-….");
        if (SourceContainers is null)
            checks.Warn("SourceContainer", "Without -SourceContainer a rollback has nothing to go back to.", "Say it to have the present containers recorded now.");
        else
            checks.Pass("SourceContainer", "A rollback goes back to the containers given with -SourceContainer.");
        return Task.CompletedTask;
    }

    public override void WriteInvoke(JObject parameters)
    {
        parameters["containerConfigure"] = Containers;
        parameters["sourceContainerConfigure"] = SourceContainers ?? (JToken)new JObject();
        parameters["updateType"] = UpdateType.ToString();
        parameters["scalingConfigurationId"] = ScalingConfigurationId;
    }

    /// <summary>Writes the template parameters of a rollback from those of the update, and says what is gone back to.</summary>
    /// <exception cref="RollingUpdateException">The update does not record the containers there were before.</exception>
    public static string WriteRollback(JObject parameters, string executionId, TemplateParameters source)
    {
        var before = source.Json("sourceContainerConfigure");
        if (before is not { HasValues: true })
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "SourceContainerUnknown", $"{executionId} does not record the containers there were before.",
                "Undo it with an update instead: Start-EssRollingUpdate with the old containers.");
        }

        parameters["containerConfigure"] = source.Json("containerConfigure") ?? new JArray();
        parameters["sourceContainerConfigure"] = before;
        parameters["updateType"] = source.Text("updateType") ?? nameof(ContainerUpdateType.IncrementalUpdate);
        parameters["scalingConfigurationId"] = source.Text("scalingConfigurationId") ?? "";
        return "the containers there were before";
    }
}

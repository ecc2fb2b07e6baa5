using System;
using System.Collections.Generic;
using System.Linq;
using RollingUpdate.Oos;

namespace RollingUpdate.Updates.Records;

/// <summary>An update or rollback of the past, with what it meant for the group's processes.</summary>
internal sealed class PastUpdate
{
    /// <param name="execution">The execution.</param>
    /// <param name="source">Of a rollback: the update it took back; null when it is gone.</param>
    public PastUpdate(OosExecution execution, OosExecution? source)
    {
        Update = EssRollingUpdate.From(execution) ?? throw NotARollingUpdate.For(execution);
        Source = source;
        // A rollback suspends and resumes what its source says, whatever its own parameters say.
        var says = new TemplateParameters(source ?? execution);
        Suspends = says.List("enterProcess") ?? Array.Empty<string>();
        Resumes = says.List("exitProcess") ?? Array.Empty<string>();
        TakesProtected = says.List("lifecycleState") is { } states && Array.IndexOf(states, nameof(UpdatableLifecycleState.Protected)) >= 0;
        Record = UpdateRecord.Of(execution);
        SuspendedBefore = Record.SuspendedBefore ?? (source is null ? null : UpdateRecord.Of(source).SuspendedBefore);
    }

    public EssRollingUpdate Update { get; }

    public OosExecution? Source { get; }

    public UpdateRecord Record { get; }

    public bool Succeeded => Update.Status == OosStatus.Success;

    /// <summary>Whether it ended without having found an instance. The templates end early then; a success is no proof of what comes later in them.</summary>
    private bool FoundNoInstance => Succeeded && (Update.Execution.IsParent == false || Update.InstancesTotal == 0);

    /// <summary>Whether it suspended its processes, as far as can be told. Without an instance only the template for container groups does.</summary>
    public bool Suspended => !FoundNoInstance || Update.Kind == RollingUpdateKind.ContainerGroup;

    /// <summary>Whether its processes were resumed: it came to the end, where it does that, or a repair did.</summary>
    public bool Resumed => Record.IsRepaired || (Succeeded && !FoundNoInstance);

    /// <summary>Whether it took protected instances, and their protection for as long as it worked on them.</summary>
    public bool TakesProtected { get; }

    public IReadOnlyCollection<string> Suspends { get; }

    public IReadOnlyCollection<string> Resumes { get; }

    /// <summary>The processes that were suspended before, as it was recorded; null when it was not.</summary>
    public IReadOnlyCollection<string>? SuspendedBefore { get; }

    /// <summary>The processes that it leaves suspended when it does not come to its end.</summary>
    public IEnumerable<string> Leaves => Suspends.Where(process => SuspendedBefore is { } before ? !before.Contains(process) : Resumes.Contains(process));

    /// <summary>The image that an image update gave the instances, or that a rollback gave back.</summary>
    public string? ImageId => Update.Kind != RollingUpdateKind.Image
        ? null
        : new TemplateParameters(Update.Execution).Text(Update.Direction == UpdateDirection.Rollback ? "sourceImageId" : "imageId");
}

using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Updates.Planning;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Updates;

/// <summary>What one kind of update changes: its own template parameters. One small class a kind.</summary>
internal abstract class UpdatePayload
{
    public abstract RollingUpdateKind Kind { get; }

    /// <summary>In words, for -WhatIf and -Confirm: "image m-…".</summary>
    public abstract string Describe();

    /// <summary>Finds what is wrong with it before any call is made.</summary>
    /// <exception cref="RollingUpdateException">Something is.</exception>
    public abstract void Check();

    /// <summary>Reads from the cloud what was left out and a later rollback will need, and checks what only this kind has to fear.</summary>
    /// <param name="facts">The group to update.</param>
    /// <param name="checks">Takes the checks.</param>
    /// <param name="record">Takes what is kept with the execution.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public virtual Task CompleteAsync(GroupFacts facts, PlanChecks checks, UpdateRecord record, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Writes the template parameters of an update.</summary>
    public abstract void WriteInvoke(JObject parameters);
}

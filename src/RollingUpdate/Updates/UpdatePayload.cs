using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Ess;
using RollingUpdate.OpenApi;

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

    /// <summary>Reads from the cloud what was left out and a later rollback will need.</summary>
    /// <param name="api">The connection.</param>
    /// <param name="group">The group to update.</param>
    /// <param name="warnings">Takes what the admin should know.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public virtual Task CompleteAsync(IOpenApi api, EssScalingGroup group, ICollection<string> warnings, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Writes the template parameters of an update.</summary>
    public abstract void WriteInvoke(JObject parameters);
}

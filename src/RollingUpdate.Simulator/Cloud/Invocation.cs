using System;
using System.Collections.Generic;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>One run of a Cloud Assistant command on one or more instances.</summary>
internal sealed class Invocation
{
    public Invocation(string id, string commandId, string name, string type, string content, DateTimeOffset created)
    {
        Id = id;
        CommandId = commandId;
        Name = name;
        Type = type;
        Content = content;
        Created = created;
    }

    public string Id { get; }

    public string CommandId { get; }

    public string Name { get; }

    public string Type { get; }

    /// <summary>The script as plain text.</summary>
    public string Content { get; }

    public DateTimeOffset Created { get; }

    public List<InvocationResult> Results { get; } = new();

    /// <summary>Running until all are done; Failed when it failed to run on all, Finished otherwise, whatever the exit codes.</summary>
    public string Status
    {
        get
        {
            if (Results.Exists(r => r.Finished == null))
                return "Running";
            return Results.TrueForAll(r => r.ErrorCode.Length > 0) ? "Failed" : "Finished";
        }
    }
}

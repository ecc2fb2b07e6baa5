using System.Collections.Generic;
using System.Threading.Tasks;

namespace RollingUpdate.Simulator.Engine;

/// <summary>A template that can be started: what it takes and what it does.</summary>
internal abstract class TemplateDefinition
{
    public abstract string Name { get; }

    public abstract string Id { get; }

    public virtual string Version => "v1";

    /// <summary>In the simulator's own words.</summary>
    public abstract string Description { get; }

    public abstract IReadOnlyList<ParameterDefinition> Parameters { get; }

    /// <summary>The parameter that names the role the execution assumes.</summary>
    public virtual string RoleParameter => "OOSAssumeRole";

    /// <summary>The names and actions of the tasks, for whoever reads the template.</summary>
    public abstract IReadOnlyList<KeyValuePair<string, string>> Outline { get; }

    /// <summary>The RAM actions that it needs, for its policy.</summary>
    public abstract IReadOnlyList<string> Permissions { get; }

    /// <summary>The name of its output; null when it has none.</summary>
    public virtual string? OutputName => null;

    public abstract Task Run(Flow flow);
}

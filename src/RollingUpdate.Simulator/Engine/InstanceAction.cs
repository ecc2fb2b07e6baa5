using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Simulator.Engine;

/// <summary>A cloud product action: what a loop runs for one instance, as a child execution.</summary>
internal abstract class InstanceAction
{
    /// <summary>The action's name, which is also the template name of the child execution.</summary>
    public abstract string Name { get; }

    /// <summary>The action's own parameters that have a default, in order; they show in the child's parameters.</summary>
    public virtual IReadOnlyList<KeyValuePair<string, JToken>> Defaults { get; } = Array.Empty<KeyValuePair<string, JToken>>();

    /// <summary>The steps. Outputs go to the execution.</summary>
    public abstract Task Run(Flow flow);
}

using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>The arguments that are on the command line already. What comes from a pipeline is not known.</summary>
internal sealed class TypedArguments
{
    private readonly IDictionary _bound;

    public TypedArguments(IDictionary? bound) => _bound = bound ?? new Hashtable();

    public string? ProfileName => Text("ProfileName");

    public string? RegionId => Text("RegionId");

    public string? ScalingGroupId => Text("ScalingGroupId");

    /// <summary>A parameter's text, of several the first; null when it is not there, or not known before the line is run.</summary>
    public string? Text(string parameter) => Text(_bound.Contains(parameter) ? _bound[parameter] : null);

    private static string? Text(object? value) => value switch
    {
        PSObject wrapped => Text(wrapped.BaseObject),
        string text => text.Length > 0 ? text : null,
        IEnumerable list => list.Cast<object?>().Select(Text).FirstOrDefault(),
        _ => null,
    };
}

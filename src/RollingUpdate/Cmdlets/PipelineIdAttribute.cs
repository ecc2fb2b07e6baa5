using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace RollingUpdate.Cmdlets;

/// <summary>
/// Takes the id out of an object that has it as a property. PowerShell itself, before it looks at properties, makes a text of the whole
/// object for a parameter of several texts: of an instance the instance's id, also where the id of its execution is wanted.
/// An object of this module without that property, such as a profile, only says for whom and where to work: it is passed over.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PipelineIdAttribute : ArgumentTransformationAttribute
{
    private readonly string _property;

    /// <param name="property">The property, which is named as the parameter.</param>
    public PipelineIdAttribute(string property) => _property = property;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null or string or ValueType => inputData,
            IDictionary => inputData,
            IEnumerable list => list.Cast<object?>().Select(IdIn).ToArray(),
            _ => IdIn(inputData),
        };

    private object? IdIn(object? item)
    {
        if (item is null || PSObject.AsPSObject(item) is var wrapped && wrapped.BaseObject is string)
            return item;
        if (wrapped.Properties[_property] is { } property)
            return property.Value;
        // A failed cast of something that comes down the pipeline is no error: PowerShell then leaves the parameter as it is.
        return wrapped.BaseObject.GetType().Assembly == typeof(PipelineIdAttribute).Assembly
            ? throw new ArgumentTransformationMetadataException($"A {wrapped.BaseObject.GetType().Name} has no {_property}.", new PSInvalidCastException())
            : item;
    }
}

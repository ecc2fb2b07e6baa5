using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace RollingUpdate.Cmdlets;

/// <summary>
/// Takes the id out of an object that has it as a property. PowerShell itself, before it looks at properties, makes a text of the whole
/// object for a parameter of several texts: of an instance the instance's id, also where the id of its execution is wanted.
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

    private object? IdIn(object? item) =>
        item is not null && PSObject.AsPSObject(item) is var wrapped && wrapped.BaseObject is not string && wrapped.Properties[_property] is { } property ? property.Value : item;
}

using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using RollingUpdate.Ecs;
using RollingUpdate.Sessions;
using RollingUpdate.Sts;

namespace RollingUpdate.Cmdlets;

/// <summary>
/// Takes the id out of an object that has it as a property. PowerShell itself, before it looks at properties, makes a text of the whole
/// object for a parameter of several texts: of an instance the instance's id, also where the id of its execution is wanted.
/// An object of this module that names only an account and a region, such as a profile, says for whom and where to work: it is passed over.
/// Any other without that property is an error. Its profile and region would bind all the same, and the cmdlet would take everything there is.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PipelineIdAttribute : ArgumentTransformationAttribute
{
    private static readonly Type[] Places = { typeof(AliyunSession), typeof(AliyunProfile), typeof(AliyunRamUser), typeof(AliyunRegion), typeof(AliyunCallerIdentity) };
    private readonly string _property;
    private readonly string[] _others;

    /// <param name="property">The property that has the id.</param>
    /// <param name="others">Properties that bind to another parameter of the cmdlet, which selects as well.</param>
    public PipelineIdAttribute(string property, params string[] others) => (_property, _others) = (property, others);

    /// <summary>Where only objects of some types name what is meant: what others have under that name says where they come from.</summary>
    public Type[]? Only { get; set; }

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
        var type = wrapped.BaseObject.GetType();
        var isOwn = type.Assembly == typeof(PipelineIdAttribute).Assembly;
        if (isOwn && Only is not null && !Only.Contains(type))
            throw Wrong(wrapped, type);
        if (wrapped.Properties[_property] is { } property && !(isOwn && property.Value is null or ""))
            return property.Value;
        if (!isOwn)
            return item;
        // A failed cast of something that comes down the pipeline is no error: PowerShell then leaves the parameter as it is.
        if (Places.Contains(type) || _others.Any(other => wrapped.Properties[other]?.Value is not (null or "")))
            throw new ArgumentTransformationMetadataException($"{type.Name} has no {_property}.", new PSInvalidCastException());
        throw Wrong(wrapped, type);
    }

    private ArgumentTransformationMetadataException Wrong(PSObject item, Type type) => new($"{type.Name} has no {(_property == "ProfileName" ? "name of a profile to change" : _property)}. {Advice(item)}");

    private string Advice(PSObject item) => _property switch
    {
        "ExecutionId" when item.Properties["ScalingGroupId"] is not null => "Get-EssRollingUpdate gets the updates of a scaling group; pipe those instead.",
        "ScalingGroupId" when item.Properties["ExecutionId"] is not null => "Get-EssRollingUpdate tells the scaling group of an execution that is an update; pipe its output instead.",
        "ExecutionId" => "Pipe what Get-OosExecution or Get-EssRollingUpdate gives.",
        "ScalingGroupId" => "Pipe what Get-EssScalingGroup gives.",
        "TemplateName" => "Pipe what Get-OosTemplate gives.",
        "ProfileName" => "Pipe what Get-AliyunProfile gives.",
        _ => "Pipe what Get-AliyunRegion gives.",
    };
}

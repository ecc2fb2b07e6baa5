using System;
using System.Management.Automation;

namespace RollingUpdate.Cmdlets;

/// <summary>
/// Takes a time with its offset, as the objects of this module have it, for a date: PowerShell itself converts none to a DateTime. Dates and
/// texts are left to PowerShell, which takes them for local time.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MomentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    // By its property: one that came back from a file or a job (deserialised) is no DateTimeOffset any more.
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is not null && PSObject.AsPSObject(inputData).Properties["UtcDateTime"]?.Value is DateTime utc ? DateTime.SpecifyKind(utc, DateTimeKind.Utc) : inputData;
}

using System;
using System.Collections.Generic;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Updates;

/// <summary>The names of Alibaba's public templates for rolling updates.</summary>
internal static class UpdateTemplate
{
    /// <summary>What all the names begin with; ListExecutions finds them by it, as its filter matches a part of the name.</summary>
    public const string CommonPart = "ACS-ESS-RollingUpdateBy";

    private static readonly RollingUpdateKind[] Kinds = (RollingUpdateKind[])Enum.GetValues(typeof(RollingUpdateKind));

    public static string NameOf(RollingUpdateKind kind) => kind switch
    {
        RollingUpdateKind.Image => CommonPart + "ReplaceSystemDiskInScalingGroup",
        RollingUpdateKind.Script => CommonPart + "RunCommandInScalingGroup",
        RollingUpdateKind.Package => CommonPart + "ConfigureOOSPackage",
        RollingUpdateKind.File => CommonPart + "DownloadFileAndRunCommand",
        RollingUpdateKind.OssFile => CommonPart + "DownloadOSSFileAndRunCommand",
        RollingUpdateKind.ContainerGroup => CommonPart + "UpdateContainerGroup",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The group that an execution of a template with these parameters would work on; null when it is another template, or names none.</summary>
    public static string? GroupOf(string templateName, string parametersJson) =>
        KindOf(templateName) is not null && JsonReading.Decode(parametersJson) is IReadOnlyDictionary<string, object?> values ? new TemplateParameters(values).ScalingGroupId : null;

    /// <summary>Which update an execution is; null when it is none.</summary>
    public static RollingUpdateKind? KindOf(OosExecution execution) => KindOf(execution.TemplateName);

    /// <summary>Which update a template makes; null when it is another template.</summary>
    public static RollingUpdateKind? KindOf(string templateName)
    {
        foreach (var kind in Kinds)
            if (NameOf(kind) == templateName)
                return kind;
        return null;
    }
}

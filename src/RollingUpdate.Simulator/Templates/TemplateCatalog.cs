using System;
using System.Collections.Generic;
using System.Linq;
using RollingUpdate.Simulator.Engine;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Templates;

/// <summary>The templates that the simulator can run.</summary>
internal static class TemplateCatalog
{
    public static IReadOnlyList<TemplateDefinition> All { get; } = new TemplateDefinition[]
    {
        new ImageTemplate(),
        new ScriptTemplate(),
        new PackageTemplate(),
        new FileTemplate(),
        new OssFileTemplate(),
        new ContainerGroupTemplate(),
    };

    /// <exception cref="ApiException">EntityNotExists.Template.</exception>
    public static TemplateDefinition Find(string name, string? version)
    {
        var template = All.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.Ordinal));
        if (template == null || (version != null && version != template.Version))
            throw new ApiException(404, "EntityNotExists.Template", $"The specified template {name} does not exist.");
        return template;
    }
}

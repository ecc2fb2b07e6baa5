using System.Collections.Generic;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>An OOS software package: a template of type Package with versions, the last of which is the latest.</summary>
internal sealed class Package
{
    public Package(string name, string templateId, IReadOnlyList<string> versions)
    {
        Name = name;
        TemplateId = templateId;
        Versions = versions;
    }

    public string Name { get; }

    public string TemplateId { get; }

    public IReadOnlyList<string> Versions { get; }

    public string Latest => Versions[Versions.Count - 1];
}

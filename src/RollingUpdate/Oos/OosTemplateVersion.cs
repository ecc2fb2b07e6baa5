using System;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Oos;

/// <summary>A version of a template, or of a package.</summary>
internal sealed class OosTemplateVersion
{
    /// <summary>Such as v3.</summary>
    public string TemplateVersion { get; private set; } = "";

    public string? Description { get; private set; }

    public DateTimeOffset? UpdatedDate { get; private set; }

    public static OosTemplateVersion? Read(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var version = new OosTemplateVersion();
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "TemplateVersion": version.TemplateVersion = json.Text() ?? ""; break;
                case "Description": version.Description = json.Text(); break;
                case "UpdatedDate": version.UpdatedDate = json.Time(); break;
                default: json.Skip(); break;
            }
        }

        return version;
    }
}

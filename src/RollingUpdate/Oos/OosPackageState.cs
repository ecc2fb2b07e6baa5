using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Oos;

/// <summary>A software package that OOS has installed on an instance.</summary>
internal sealed class OosPackageState
{
    /// <summary>The package's name.</summary>
    public string TemplateName { get; private set; } = "";

    /// <summary>The version as it is given to an update: <c>v4</c>.</summary>
    public string Version { get; private set; } = "";

    public static OosPackageState? Read(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var state = new OosPackageState();
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "TemplateName": state.TemplateName = json.Text() ?? ""; break;
                case "TemplateVersion": state.Version = json.Text() ?? ""; break;
                default: json.Skip(); break;
            }
        }

        return state;
    }
}

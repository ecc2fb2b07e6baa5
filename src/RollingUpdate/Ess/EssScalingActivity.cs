using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Ess;

/// <summary>A scaling activity: something Auto Scaling does with a group's instances.</summary>
internal sealed class EssScalingActivity
{
    public string ScalingActivityId { get; private set; } = "";

    public string? Description { get; private set; }

    public static EssScalingActivity? Read(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var activity = new EssScalingActivity();
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "ScalingActivityId": activity.ScalingActivityId = json.Text() ?? ""; break;
                case "Description": activity.Description = json.Text(); break;
                default: json.Skip(); break;
            }
        }

        return activity;
    }
}

using System.Collections.Generic;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Ess;

/// <summary>A lifecycle hook of a group: what is done with an instance before it goes into service, or out of it.</summary>
internal sealed class EssLifecycleHook
{
    public string LifecycleHookName { get; private set; } = "";

    /// <summary>What the hook tells whom it notifies: a text, up to 4,096 characters.</summary>
    public string NotificationMetadata { get; private set; } = "";

    /// <summary>The metadata's values by name; null when it is no JSON object, as after a quote that was not meant for it.</summary>
    public IReadOnlyDictionary<string, object?>? Values => JsonReading.Decode(NotificationMetadata) as IReadOnlyDictionary<string, object?>;

    public static EssLifecycleHook? Read(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var hook = new EssLifecycleHook();
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "LifecycleHookName": hook.LifecycleHookName = json.Text() ?? ""; break;
                case "NotificationMetadata": hook.NotificationMetadata = json.Text() ?? ""; break;
                default: json.Skip(); break;
            }
        }

        return hook;
    }
}

using System;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>
/// What a lifecycle hook does with an instance that is scaled out. The hook of a file update has OOS bring the file, run the script and then let
/// the instance go on; of that only what the instance sees is simulated, not the execution. Where it fails, or its text is not JSON, and with any
/// other hook, the instance waits until the time of the hook is over.
/// </summary>
internal sealed class LifecycleAction
{
    private LifecycleAction(TimeSpan wait, bool isAbandoned)
    {
        Wait = wait;
        IsAbandoned = isAbandoned;
    }

    /// <summary>How long the instance is Pending:Wait.</summary>
    public TimeSpan Wait { get; }

    /// <summary>Whether the instance is released then, instead of going into service.</summary>
    public bool IsAbandoned { get; }

    public static LifecycleAction Begin(World world, LifecycleHook hook, Instance instance)
    {
        var timeout = TimeSpan.FromSeconds(hook.HeartbeatTimeout);
        if (TemplateValues(hook) is { } values)
        {
            var download = SimulatedShell.Run(world, instance, $"oosutil download_content,{Source(values)},{values["destinationDir"]}");
            var content = (string?)values["commandContent"] ?? "";
            var script = SimulatedShell.Run(world, instance, content);
            var needed = download.Duration + script.Duration;
            if (needed <= timeout)
            {
                instance.ScriptHistory.Add(content);
                world.Clock.Schedule(download.Duration, download.Apply);
                world.Clock.Schedule(needed, script.Apply);
                if (download.ExitCode == 0 && script.ExitCode == 0)
                    return new LifecycleAction(needed, isAbandoned: false);
            }
        }

        return new LifecycleAction(timeout, hook.DefaultResult == "ABANDON");
    }

    // What the template of a hook is given; null when it calls none that is known, or the text is spoilt by what was put into it.
    private static JObject? TemplateValues(LifecycleHook hook)
    {
        if (!hook.NotificationArn.EndsWith("template/ACS-ESS-LifeCycleDownloadFileAndRunCommand", StringComparison.Ordinal)
            && !hook.NotificationArn.EndsWith("template/ACS-ESS-LifeCycleDownloadOSSFileAndRunCommand", StringComparison.Ordinal))
            return null;
        try
        {
            return ApiParameters.Parse(hook.NotificationMetadata) as JObject;
        }
        catch (JsonReaderException)
        {
            return null;
        }
    }

    private static string Source(JObject values) => (string?)values["sourcePath"] ?? $"oss://{values["bucketName"]}/{values["objectName"]}";
}

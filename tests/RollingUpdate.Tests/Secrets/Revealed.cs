using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text;
using Newtonsoft.Json;

namespace RollingUpdate.Tests.Secrets;

/// <summary>Everything that a session shows, or that can be got from what it gives out: streams, errors down to their causes, each public property.</summary>
internal static class Revealed
{
    public static string Everything(ShellResult result)
    {
        var text = new StringBuilder();
        foreach (var line in Streams(result))
            text.AppendLine(line);
        foreach (var item in result.Output)
            Show(text, item.BaseObject);
        foreach (var error in result.Errors)
            Show(text, error);
        if (result.Terminating is not null)
            Show(text, result.Terminating);
        return text.ToString();
    }

    /// <summary>The lines of all streams but the output.</summary>
    public static IEnumerable<string> Streams(ShellResult result) =>
        result.Verbose.Concat(result.Debug).Concat(result.Warnings).Concat(result.Information)
            .Concat(result.Progress.Select(record => $"{record.Activity} {record.StatusDescription} {record.CurrentOperation}"))
            .Concat(result.Errors.Select(error => $"{error} {error.ErrorDetails?.Message} {error.ErrorDetails?.RecommendedAction}"));

    /// <summary>What the screen shows of it: the output as the views lay it out, warnings, progress.</summary>
    public static string OnScreen(Shell shell, ShellResult result)
    {
        shell.Run("$In | Out-Host", result.Output);
        return string.Join("\n", shell.Host.Lines.Concat(shell.Host.WarningLines).Concat(shell.Host.ProgressRecords.Select(record => $"{record.Activity} {record.StatusDescription} {record.CurrentOperation}")));
    }

    // What a snapshot, a log or a report could make of an object.
    private static void Show(StringBuilder text, object item)
    {
        text.AppendLine(item.ToString());
        // What an error record has besides its exception is what was typed, and the engine.
        text.AppendLine(PSSerializer.Serialize(item, item is ErrorRecord ? 2 : 6));
        text.AppendLine(JsonConvert.SerializeObject(item is ErrorRecord error ? error.Exception : item, new JsonSerializerSettings
        {
            ReferenceLoopHandling = ReferenceLoopHandling.Ignore,
            MaxDepth = 16,
            // A property that cannot be read says nothing.
            Error = (_, context) => context.ErrorContext.Handled = true,
        }));
        Walk(text, item, new HashSet<object>(ReferenceEqualityComparer.Instance), 0);
    }

    private static void Walk(StringBuilder text, object? item, HashSet<object> seen, int depth)
    {
        if (item is null || depth > 8)
            return;
        text.AppendLine(item.ToString());
        if (item is string or Type or MemberInfo or Delegate || item.GetType().IsPrimitive || item.GetType().IsEnum || !seen.Add(item))
            return;
        if (item is IDictionary pairs)
        {
            foreach (DictionaryEntry pair in pairs)
            {
                Walk(text, pair.Key, seen, depth + 1);
                Walk(text, pair.Value, seen, depth + 1);
            }

            return;
        }

        if (item is IEnumerable list)
        {
            foreach (var element in list)
                Walk(text, element, seen, depth + 1);
            return;
        }

        // The engine's own objects lead to the engine; ours, and exceptions whosever, are walked through.
        if (item is not (Exception or ErrorRecord) && item.GetType().Assembly.GetName().Name?.StartsWith("RollingUpdate", StringComparison.Ordinal) != true)
            return;
        foreach (var property in item.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.CanRead))
        {
            if (item is Exception && property.Name is "TargetSite")
                continue;
            Walk(text, property.GetValue(item), seen, depth + 1);
        }
    }
}

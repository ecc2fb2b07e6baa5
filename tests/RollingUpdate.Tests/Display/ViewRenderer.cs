using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RollingUpdate.Tests.Display;

/// <summary>
/// Shows objects in PowerShell's own formatter, with the modules' format files. The bare engine has no Format-List: the list views are
/// shown by taking away all others.
/// </summary>
internal static class ViewRenderer
{
    /// <summary>The format files of both modules.</summary>
    public static IReadOnlyList<string> FormatFiles { get; } = new[] { "src/RollingUpdate/Display", "src/RollingUpdate.Simulator/Display" }
        .SelectMany(folder => Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot, folder), "*.ps1xml")).Order(StringComparer.Ordinal).ToList();

    /// <summary>The lines Out-Host writes.</summary>
    /// <param name="items">The objects.</param>
    /// <param name="control">TableControl or ListControl.</param>
    /// <param name="width">The width of the screen.</param>
    /// <param name="color">Whether the host has colour.</param>
    /// <param name="before">A script that runs before, in the same session.</param>
    public static IReadOnlyList<string> Render(IEnumerable<object> items, string control, int width, bool color = false, string before = "")
    {
        var folder = Directory.CreateTempSubdirectory("rollingupdate-views-");
        try
        {
            var state = InitialSessionState.CreateDefault2();
            foreach (var file in FormatFiles)
                state.Formats.Add(new SessionStateFormatEntry(Only(file, control, folder.FullName)));
            var host = new RecordingHost { Width = width, HasColor = color };
            using var runspace = RunspaceFactory.CreateRunspace(host, state);
            runspace.Open();
            using var shell = PowerShell.Create(runspace);
            shell.AddScript($"param($In) {before}\n$In | Out-Host").AddArgument(items.ToArray());
            shell.Invoke();
            if (shell.Streams.Error.Count > 0)
                throw new InvalidOperationException(shell.Streams.Error[0].ToString());
            return host.Lines.ToList();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The same on every machine and at every time of day.</summary>
    public static string WithoutDates(string text) => Regex.Replace(text, @"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "yyyy-MM-dd HH:mm:ss");

    private static string Only(string file, string control, string folder)
    {
        var document = XDocument.Load(file);
        document.Descendants("View").Where(view => view.Element(control) is null).ToList().ForEach(view => view.Remove());
        var path = Path.Combine(folder, Path.GetFileName(file));
        document.Save(path);
        return path;
    }
}

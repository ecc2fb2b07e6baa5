using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;

namespace Packager;

/// <summary>What a package needs to know of a module, read from its manifest by PowerShell's own parser.</summary>
internal sealed class ModuleManifest
{
    private readonly Hashtable _values;

    private ModuleManifest(string path, Hashtable values)
    {
        Path = path;
        _values = values;
    }

    public string Path { get; }

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Version => Text("ModuleVersion");

    public string Author => Text("Author");

    public string Copyright => Text("Copyright");

    public string Description => Text("Description");

    public string ReleaseNotes => (string)Published["ReleaseNotes"]!;

    /// <summary>As the Gallery finds modules by: what kind it is, its editions, its own tags and its cmdlets.</summary>
    public IEnumerable<string> Tags => new[] { "PSModule", "PSIncludes_Cmdlet" }
        .Concat(List(Published, "Tags"))
        .Concat(List(_values, "CmdletsToExport").SelectMany(name => new[] { "PSCmdlet_" + name, "PSCommand_" + name }));

    /// <summary>The module's assembly, relative to its folder.</summary>
    public string RootModule => Text("RootModule");

    /// <summary>The files it names, relative to its folder; itself first.</summary>
    public IEnumerable<string> Files => new[] { System.IO.Path.GetFileName(Path), RootModule }
        .Concat(List(_values, "FormatsToProcess")).Concat(List(_values, "TypesToProcess")).Concat(List(_values, "ScriptsToProcess")).Concat(List(_values, "NestedModules"));

    private Hashtable Published => (Hashtable)((Hashtable)_values["PrivateData"]!)["PSData"]!;

    /// <exception cref="InvalidDataException">It is no manifest.</exception>
    public static ModuleManifest Read(string path)
    {
        var script = Parser.ParseFile(path, out _, out var errors);
        if (errors.Length > 0 || script.Find(node => node is HashtableAst, searchNestedScriptBlocks: false) is not HashtableAst table)
            throw new InvalidDataException($"{path} is no manifest: {errors.FirstOrDefault()?.Message}");
        return new ModuleManifest(path, (Hashtable)table.SafeGetValue());
    }

    private string Text(string name) => _values[name] as string ?? throw new InvalidDataException($"{Path} has no {name}.");

    private static IEnumerable<string> List(Hashtable table, string name) => table[name] switch
    {
        null => Array.Empty<string>(),
        string one => new[] { one },
        var many => ((IEnumerable)many).Cast<string>(),
    };
}

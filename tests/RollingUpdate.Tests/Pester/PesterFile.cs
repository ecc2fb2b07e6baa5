using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using System.Threading.Tasks;
using Newtonsoft.Json;
using RollingUpdate.Tests.Packages;

namespace RollingUpdate.Tests.Pester;

/// <summary>One Pester file: the tests it names, and what came of them in a PowerShell of its own.</summary>
internal sealed class PesterFile
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<PesterRun>>> Runs = new();
    private static readonly string Folder = Path.Combine(SharedFiles.RepositoryRoot, "tests", "Pester");
    private readonly string _name;

    private PesterFile(string name) => _name = name;

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.Tests.ps1").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static PesterFile Of(string name) => new(name);

    /// <summary>The names of its tests, after those of the blocks around them, as they are written: a test with data is one name.</summary>
    public IReadOnlyList<string> Tests() =>
        Parser.ParseFile(Path.Combine(Folder, _name), out _, out _)
            .FindAll(ast => ast is CommandAst command && command.GetCommandName() == "It", searchNestedScriptBlocks: true)
            .Select(FullName).ToList();

    /// <summary>Runs the file, once for all who ask.</summary>
    public Task<PesterRun> RunAsync() => Runs.GetOrAdd(_name, name => new(() => RunAsync(name))).Value;

    private static async Task<PesterRun> RunAsync(string name)
    {
        var folder = Directory.CreateTempSubdirectory("pester-");
        try
        {
            var result = Path.Combine(folder.FullName, "result.json");
            var (_, output) = await PowerShellProcess.EndAsync(
                ["-NoProfile", "-NonInteractive", "-File", Path.Combine(Folder, "Invoke-Pester.ps1"), "-Path", Path.Combine(Folder, name), "-PesterPath", BuildFact.Pester, "-ResultPath", result]);
            return File.Exists(result)
                ? JsonConvert.DeserializeObject<PesterRun>(await File.ReadAllTextAsync(result))! with { Output = output }
                : new PesterRun { Failures = ["Pester wrote no result.\n" + output], Output = output };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string FullName(Ast test)
    {
        var names = new List<string>();
        for (Ast? ast = test; ast is not null; ast = ast.Parent)
            if (ast is CommandAst command && command.GetCommandName() is "It" or "Context" or "Describe")
                names.Insert(0, ((StringConstantExpressionAst)((CommandAst)ast).CommandElements[1]).Value);
        return string.Join(" / ", names);
    }
}

using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace HelpBuilder;

/// <summary>
/// Writes the help of a module from one source, the XML documentation of its cmdlets and their parameters: the MAML file that Get-Help
/// reads, and a page of Markdown for each cmdlet. What has no text is an error of the build.
/// </summary>
internal static class Program
{
    private const int ExitIncomplete = 1;
    private const int ExitUsage = 64;

    private static int Main(string[] args)
    {
        if (args.Length != 4)
        {
            Console.Error.WriteLine("usage: HelpBuilder module.dll module.xml path-of-the-maml-file folder-of-the-pages");
            return ExitUsage;
        }

        var module = Assembly.LoadFrom(Path.GetFullPath(args[0]));
        var name = module.GetName().Name!;
        var reader = new ModuleReader(module, XmlDocs.Read(args[1]));
        var help = reader.Read();
        // In the form that the build shows as errors of its own.
        foreach (var problem in reader.Problems)
            Console.Error.WriteLine($"{name} : error HELP001: {problem}");
        if (reader.Problems.Count > 0)
            return ExitIncomplete;

        TextFile.Write(args[2], MamlWriter.Write(help));
        PageFolder.Write(args[3], name, help.ToDictionary(cmdlet => cmdlet.Name, cmdlet => MarkdownWriter.Write(cmdlet, name)), MarkdownWriter.WriteIndex(name, help));
        return 0;
    }
}

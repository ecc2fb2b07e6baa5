using System;
using System.Collections.Generic;
using System.IO;

namespace HelpBuilder;

/// <summary>The folder with a page for each cmdlet of all modules, and an index page for each module.</summary>
internal static class PageFolder
{
    public static void Write(string folder, string module, IReadOnlyDictionary<string, string> pages, string index)
    {
        var mark = MarkdownWriter.Mark(module);
        Directory.CreateDirectory(folder);
        // The page of a cmdlet that is no more goes with it; other modules' pages carry another mark.
        foreach (var path in Directory.GetFiles(folder, "*.md"))
            if (!pages.ContainsKey(Path.GetFileNameWithoutExtension(path)) && File.ReadAllText(path).StartsWith(mark, StringComparison.Ordinal))
                File.Delete(path);
        foreach (var (name, text) in pages)
            TextFile.Write(Path.Combine(folder, name + ".md"), text);
        TextFile.Write(Path.Combine(folder, module + ".md"), index);
    }
}

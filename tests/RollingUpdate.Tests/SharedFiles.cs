using System;
using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Tests;

/// <summary>The reference material that may lie beside the repository: the official template texts.</summary>
internal static class SharedFiles
{
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>The full path of a file or folder below <c>../shared</c>; null where there is none.</summary>
    public static string? Find(params string[] relativeParts)
    {
        var path = Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", Path.Combine(relativeParts)));
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    /// <summary>A JSON file with its dates left as the texts they are.</summary>
    public static JObject ReadJson(string path)
    {
        using var reader = new JsonTextReader(new StreamReader(path)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "RollingUpdate.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"There is no RollingUpdate.sln above {AppContext.BaseDirectory}.");
    }
}

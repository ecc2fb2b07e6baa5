using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;

namespace RollingUpdate.Tests;

/// <summary>Finds the folder "shared", with the reference material, beside the repository. Not every machine has it.</summary>
internal static class SharedFiles
{
    /// <summary>The path of a file or folder in it; false when this machine does not have it.</summary>
    public static bool TryFind(string relativePath, [NotNullWhen(true)] out string? path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            path = Path.Combine(folder.FullName, "shared", relativePath);
            if (Directory.Exists(path) || File.Exists(path))
                return true;
        }

        path = null;
        return false;
    }
}

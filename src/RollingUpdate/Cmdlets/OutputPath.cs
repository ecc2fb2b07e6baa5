using System.Management.Automation;

namespace RollingUpdate.Cmdlets;

/// <summary>Where a file is to be written, by PowerShell's own rules: its current location, its drives, its wildcards.</summary>
internal static class OutputPath
{
    /// <summary>The full path in the file system.</summary>
    /// <param name="cmdlet">Whose location and drives.</param>
    /// <param name="path">As it was typed.</param>
    /// <param name="wildcards">Whether wildcards in it stand for a file that is there.</param>
    /// <exception cref="RollingUpdateException">It is not in the file system, or stands for several files or for none.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path, bool wildcards)
    {
        if (wildcards && WildcardPattern.ContainsWildcardCharacters(path) && Match(cmdlet, path) is { } match)
            return match;
        var place = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        Check(path, provider);
        return place;
    }

    // As Export-Csv does it: a pattern that matches nothing is the name of a new file.
    private static string? Match(PSCmdlet cmdlet, string path)
    {
        System.Collections.ObjectModel.Collection<string> files;
        ProviderInfo provider;
        try
        {
            files = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);
        }
        catch (ItemNotFoundException)
        {
            return null;
        }

        Check(path, provider);
        if (files.Count > 1)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "PathAmbiguous", $"{path} stands for {files.Count} files.",
                "Give one file; with -LiteralPath no character is taken for a wildcard.");
        }

        return files.Count == 1 ? files[0] : null;
    }

    private static void Check(string path, ProviderInfo provider)
    {
        if (provider.Name != "FileSystem")
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "PathNotInFileSystem", $"{path} is in {provider.Name}, not in the file system.",
                "Give the path of a file, with its drive where the current location is elsewhere.");
        }
    }
}

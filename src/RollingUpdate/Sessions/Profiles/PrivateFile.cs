using System;
using System.IO;
using System.Text;

namespace RollingUpdate.Sessions.Profiles;

/// <summary>
/// Writes a file of secrets: whole or not at all, whatever happens meanwhile, and readable by its owner alone (on Windows: by whom the
/// folder lets). A symbolic link stays, and what it points to is replaced.
/// </summary>
internal static class PrivateFile
{
    // Not the name of the CLI's own temporary files: what a killed writer of ours left is cleared away, what the CLI is writing is not.
    private const string TemporaryMark = ".rollingupdate-";
    private const int MostLinks = 40;
    private static readonly bool OnWindows = Path.DirectorySeparatorChar == '\\';

    /// <summary>The file that a path leads to when links are followed; it need not be there.</summary>
    /// <exception cref="IOException">The links lead in a circle, or cannot be read.</exception>
    public static string FollowLinks(string path)
    {
        if (OnWindows)
            return File.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0 ? WindowsFile.FollowLinks(path) : path;
        for (var followed = 0; followed < MostLinks; followed++)
        {
            if (UnixFile.ReadLink(path) is not { } target)
                return path;
            path = Path.Combine(Path.GetDirectoryName(path)!, target);
        }

        throw new IOException($"the links of {path} lead in a circle");
    }

    /// <summary>Makes the folder a file is to be in.</summary>
    public static void MakeFolder(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (Directory.Exists(folder))
            return;
        if (OnWindows)
        {
            Directory.CreateDirectory(folder);
            return;
        }

        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent)
            Directory.CreateDirectory(parent);
        UnixFile.CreateFolder(folder);
    }

    /// <summary>Replaces the file by one with this text, UTF-8 without a byte order mark. The caller holds the file's lock.</summary>
    public static void Write(string path, string text)
    {
        var folder = Path.GetDirectoryName(path)!;
        var start = Path.GetFileName(path) + TemporaryMark;
        foreach (var left in Directory.GetFiles(folder, start + "*"))
            File.Delete(left);
        var file = OnWindows ? CreateOnWindows(Path.Combine(folder, start), out var temporary) : UnixFile.CreatePrivate(Path.Combine(folder, start), out temporary);
        try
        {
            using (file)
            {
                var bytes = new UTF8Encoding(false).GetBytes(text);
                file.Write(bytes, 0, bytes.Length);
                file.Flush(flushToDisk: true);
            }

            if (OnWindows)
                WindowsFile.Replace(temporary, path);
            else
                UnixFile.Replace(temporary, path);
        }
        catch (IOException)
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static FileStream CreateOnWindows(string prefix, out string path)
    {
        path = prefix + Guid.NewGuid().ToString("N");
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }
}

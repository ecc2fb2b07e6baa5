using System.IO;
using System.Text;

namespace HelpBuilder;

/// <summary>Files that are the same on every platform: UTF-8 without a mark, lines ended by LF.</summary>
internal static class TextFile
{
    /// <summary>Writes a file, and leaves one alone that holds this text already except for its time, which tells the build it is new.</summary>
    public static void Write(string path, string text)
    {
        text = text.Replace("\r\n", "\n");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!File.Exists(path) || File.ReadAllText(path).Replace("\r\n", "\n") != text)
            File.WriteAllText(path, text, new UTF8Encoding(false));
        else
            File.SetLastWriteTimeUtc(path, System.DateTime.UtcNow);
    }
}

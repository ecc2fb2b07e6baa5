using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RollingUpdate.Sessions.Profiles;

/// <summary>
/// What .NET Standard cannot do with files on Linux and macOS. The functions are chosen so that neither flags nor struct layouts, which
/// differ between systems, nor variable arguments, which Apple's processors pass in their own way, are needed.
/// </summary>
internal static class UnixFile
{
    private const int NotALink = 22;
    private const int NoSuchFile = 2;
    private const uint OwnerOnlyChanges = 0x1ED;

    /// <summary>Creates a file of a new name that only its owner can read, from its first moment on.</summary>
    /// <param name="prefix">Folder and beginning of the name.</param>
    /// <param name="path">The whole name.</param>
    /// <exception cref="IOException">It cannot be created.</exception>
    public static FileStream CreatePrivate(string prefix, out string path)
    {
        var name = Encoding.UTF8.GetBytes(prefix + "XXXXXX\0");
        var descriptor = Mkstemp(name);
        if (descriptor < 0)
            throw Failed("create a file in " + Path.GetDirectoryName(prefix));
        path = Encoding.UTF8.GetString(name, 0, name.Length - 1);
        return new FileStream(new SafeFileHandle((IntPtr)descriptor, ownsHandle: true), FileAccess.Write);
    }

    /// <summary>Gives a file the name of another one in one step: who looks sees the old or the new, never none and never half of one.</summary>
    /// <exception cref="IOException">It cannot be done.</exception>
    public static void Replace(string from, string to)
    {
        if (Rename(Terminated(from), Terminated(to)) != 0)
            throw Failed("replace " + to);
    }

    /// <summary>What a symbolic link points to; null when it is no link, or not there.</summary>
    /// <exception cref="IOException">It cannot be told.</exception>
    public static string? ReadLink(string path)
    {
        var target = new byte[4096];
        var length = (int)Readlink(Terminated(path), target, (UIntPtr)target.Length);
        if (length >= 0)
            return Encoding.UTF8.GetString(target, 0, length);
        return Marshal.GetLastWin32Error() is NotALink or NoSuchFile ? null : throw Failed("read the link " + path);
    }

    /// <summary>Creates a folder that others can look into but not change (0755), as the CLI does.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public static void CreateFolder(string path)
    {
        if (Mkdir(Terminated(path), OwnerOnlyChanges) != 0 && !Directory.Exists(path))
            throw Failed("create " + path);
    }

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + "\0");

    private static IOException Failed(string what)
    {
        var reason = new Win32Exception(Marshal.GetLastWin32Error());
        return new IOException($"cannot {what}: {reason.Message}", reason);
    }

    [DllImport("libc", EntryPoint = "mkstemp", SetLastError = true)]
    private static extern int Mkstemp(byte[] template);

    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    private static extern int Rename(byte[] from, byte[] to);

    [DllImport("libc", EntryPoint = "readlink", SetLastError = true)]
    private static extern IntPtr Readlink(byte[] path, [Out] byte[] target, UIntPtr size);

    [DllImport("libc", EntryPoint = "mkdir", SetLastError = true)]
    private static extern int Mkdir(byte[] path, uint mode);
}

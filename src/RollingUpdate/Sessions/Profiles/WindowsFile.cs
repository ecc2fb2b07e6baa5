using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RollingUpdate.Sessions.Profiles;

/// <summary>What .NET Standard cannot do with files on Windows.</summary>
internal static class WindowsFile
{
    private const uint ReplaceExisting = 1;
    private const uint WriteThrough = 8;

    /// <summary>Gives a file the name of another one in one step.</summary>
    /// <exception cref="IOException">It cannot be done.</exception>
    public static void Replace(string from, string to)
    {
        if (!MoveFileEx(from, to, ReplaceExisting | WriteThrough))
            throw Failed("replace " + to);
    }

    /// <summary>The file a path leads to when all links are followed.</summary>
    /// <exception cref="IOException">It cannot be told.</exception>
    public static string FollowLinks(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var target = new char[32768];
        var length = GetFinalPathNameByHandle(file.SafeFileHandle, target, (uint)target.Length, 0);
        if (length == 0)
            throw Failed("follow the link " + path);
        var found = new string(target, 0, (int)length);
        return found.StartsWith(@"\\?\UNC\", StringComparison.Ordinal) ? @"\\" + found.Substring(8)
            : found.StartsWith(@"\\?\", StringComparison.Ordinal) ? found.Substring(4)
            : found;
    }

    private static IOException Failed(string what)
    {
        var reason = new Win32Exception(Marshal.GetLastWin32Error());
        return new IOException($"cannot {what}: {reason.Message}", reason);
    }

    [DllImport("kernel32", EntryPoint = "MoveFileExW", SetLastError = true, CharSet = CharSet.Unicode)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool MoveFileEx(string from, string to, uint flags);

    [DllImport("kernel32", EntryPoint = "GetFinalPathNameByHandleW", SetLastError = true, CharSet = CharSet.Unicode)]
    private static extern uint GetFinalPathNameByHandle(SafeFileHandle file, [Out] char[] path, uint length, uint flags);
}

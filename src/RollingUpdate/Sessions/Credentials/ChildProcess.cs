using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>Runs a program without a shell and gives what it wrote to its standard output.</summary>
internal static class ChildProcess
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="path">The folders in which a program without a folder is looked for, as in PATH.</param>
    /// <param name="timeout">How long it may take; it is killed then.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <returns>Its exit code and its output.</returns>
    /// <exception cref="FileNotFoundException">There is no such program.</exception>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyList<string> command, string path, TimeSpan timeout, CancellationToken cancellation)
    {
        using var process = new Process
        {
            EnableRaisingEvents = true,
            StartInfo = new ProcessStartInfo(Find(command[0], path), CommandLine.Join(command.Skip(1)))
            {
                UseShellExecute = false,
                CreateNoWindow = true,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = new UTF8Encoding(false),
            },
        };
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => ended.TrySetResult(true);
        process.Start();
        // Nobody is there to answer questions; a program that asks gets its end of input at once.
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        // Read so that the program is not held up by a full pipe, and thrown away: it may hold anything.
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (limit.Token.Register(() => stopped.TrySetResult(true)))
        {
            var all = Task.WhenAll(ended.Task, output, errors);
            if (await Task.WhenAny(all, stopped.Task).ConfigureAwait(false) == all)
                return (process.ExitCode, await output.ConfigureAwait(false));
        }

        Kill(process);
        cancellation.ThrowIfCancellationRequested();
        throw new TimeoutException();
    }

    // Only the folders of PATH are looked into: a program of that name in the current folder, or beside PowerShell, is another.
    private static string Find(string program, string path)
    {
        if (program.IndexOfAny(new[] { Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar }) >= 0)
            return program;
        var endings = Path.DirectorySeparatorChar == '\\' && !Path.HasExtension(program) ? new[] { ".exe", ".cmd", ".bat", ".com" } : new[] { "" };
        // Windows takes a folder in quotes too; one that cannot be a folder would be an exception on .NET Framework.
        var folders = path.Split(new[] { Path.PathSeparator }, StringSplitOptions.RemoveEmptyEntries).Select(folder => folder.Trim('"'));
        foreach (var folder in folders.Where(folder => folder.IndexOfAny(Path.GetInvalidPathChars()) < 0))
            foreach (var ending in endings)
                if (File.Exists(Path.Combine(folder, program + ending)))
                    return Path.Combine(folder, program + ending);
        throw new FileNotFoundException($"there is no program '{program}' in the folders of PATH");
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It has ended, or is ending, in the same moment.
        }
    }
}

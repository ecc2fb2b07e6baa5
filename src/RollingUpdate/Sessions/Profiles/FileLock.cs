using System;
using System.IO;
using System.Threading;

namespace RollingUpdate.Sessions.Profiles;

/// <summary>
/// A lock that all writers of a file take, in this process and in others. It is an open handle on a file next to it, so that the system
/// gives it free when its holder dies. The lock file stays: removing it would let two writers hold two files of one name.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);
    private readonly FileStream _handle;

    private FileLock(FileStream handle) => _handle = handle;

    /// <summary>Waits until nobody else has the lock of this file.</summary>
    /// <exception cref="TimeoutException">Another had it for 20 seconds.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FileLock Take(string path, CancellationToken cancellation)
    {
        var lockPath = path + ".lock";
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return new FileLock(new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException error) when (error is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
            {
                // The system does not tell a lock from other trouble in a way that holds everywhere; trouble that stays ends in the timeout.
                if (waited.Elapsed > Patience)
                    throw new TimeoutException($"another program has held {lockPath} for {Patience.TotalSeconds:0} seconds, or it cannot be opened: {error.Message}", error);
            }

            cancellation.WaitHandle.WaitOne(Pause);
        }
    }

    public void Dispose() => _handle.Dispose();
}

using System;
using System.IO;
using System.Text;

namespace RollingUpdate.Updates.Reports;

/// <summary>The file of a report. It is either the old one or the whole new one, never a part.</summary>
internal sealed class ReportFile
{
    private readonly string _path;
    private readonly bool _force;

    /// <summary>Looks at the place before anything is read from the cloud.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="noClobber">Whether a file that is there has to stay.</param>
    /// <param name="force">Whether a file that is read-only may be replaced.</param>
    /// <exception cref="RollingUpdateException">It cannot be written to.</exception>
    public ReportFile(string path, bool noClobber, bool force)
    {
        (_path, _force) = (path, force);
        if (Directory.Exists(path))
            throw new RollingUpdateException(ErrorKind.InvalidInput, "ReportPathIsFolder", $"{path} is a folder.", "Give the name of a file in it, such as report.html.");
        if (!Directory.Exists(Folder))
            throw new RollingUpdateException(ErrorKind.NotFound, "ReportFolderNotFound", $"There is no folder {Folder}.", "Make it, or give another path.");
        if (!File.Exists(path))
            return;
        if (noClobber)
            throw new RollingUpdateException(ErrorKind.InvalidState, "ReportExists", $"There is a file {path} already.", "Give another path, or leave -NoClobber out to replace it.");
        if (new FileInfo(path).IsReadOnly && !force)
            throw new RollingUpdateException(ErrorKind.InvalidState, "ReportReadOnly", $"The file {path} is read-only.", "Give another path, or add -Force to replace it.");
    }

    private string Folder => Path.GetDirectoryName(_path) is { Length: > 0 } folder ? folder : ".";

    /// <summary>Writes it beside its place and moves it there.</summary>
    /// <exception cref="RollingUpdateException">It cannot be written; what was there is still there.</exception>
    public FileInfo Write(Action<TextWriter> write)
    {
        var draft = Path.Combine(Folder, $".{Path.GetFileName(_path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            try
            {
                using (var output = new StreamWriter(draft, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
                    write(output);
                Replace(draft);
            }
            finally
            {
                File.Delete(draft);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RollingUpdateException(ErrorKind.InvalidState, "ReportNotWritten", $"{_path} could not be written: {error.Message}", "Give another path, or free this one.", error);
        }

        return new FileInfo(_path);
    }

    private void Replace(string draft)
    {
        var file = new FileInfo(_path);
        if (!file.Exists)
        {
            File.Move(draft, _path);
            return;
        }

        // As Export-Csv -Force does it: a read-only file is replaced, and read-only again.
        var readOnly = file.IsReadOnly && _force;
        if (readOnly)
            file.IsReadOnly = false;
        try
        {
            File.Replace(draft, _path, destinationBackupFileName: null);
        }
        finally
        {
            if (readOnly)
                new FileInfo(_path).IsReadOnly = true;
        }
    }
}

using System;
using System.IO;
using System.Management.Automation;
using System.Text;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>A script that is given as text or as a file.</summary>
internal static class ScriptArgument
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>The text; null when neither is given. The path follows PowerShell's rules: its own current location, its drives.</summary>
    /// <exception cref="RollingUpdateException">Both are given, or the file cannot be read, is too large, or is no text in UTF-8.</exception>
    public static string? Read(PSCmdlet cmdlet, string parameter, string? text, string? path)
    {
        if (path is null)
            return text;
        if (text is not null)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, $"{parameter}And{parameter}Path",
                $"-{parameter} and -{parameter}Path exclude each other.", "Give the commands or the file, not both.");
        }

        var file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (provider.Name != "FileSystem" || !File.Exists(file))
        {
            throw new RollingUpdateException(ErrorKind.NotFound, $"{parameter}FileNotFound",
                $"-{parameter}Path: there is no file {file}.", "Check the path; it is taken from the current location of PowerShell.");
        }

        try
        {
            var size = new FileInfo(file).Length;
            if (size > UpdateScript.LargestBytes)
            {
                throw new RollingUpdateException(ErrorKind.InvalidInput, $"Invalid{parameter}",
                    $"-{parameter}Path: {file} has {size:N0} bytes; Cloud Assistant takes {UpdateScript.LargestBytes:N0} at most.",
                    "Put the script where the instances can fetch it, and give one that fetches and runs it.");
            }

            // Reads UTF-8, or what a byte order mark says, and leaves the mark out: a shell would take it for a part of the first command.
            using var reader = new StreamReader(file, Utf8, detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException error)
        {
            // Read all the same, it would be run on every instance with question marks in place of its letters.
            throw new RollingUpdateException(ErrorKind.InvalidInput, $"Invalid{parameter}",
                $"-{parameter}Path: {file} is not UTF-8, and has no byte order mark that says what it is.",
                "Save it as UTF-8, in an editor or with iconv, which wants to be told what it is: iconv -f GBK -t UTF-8.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, $"{parameter}FileUnreadable",
                $"-{parameter}Path: {file} cannot be read: {error.Message}", "Check the file and its permissions.", error);
        }
    }
}

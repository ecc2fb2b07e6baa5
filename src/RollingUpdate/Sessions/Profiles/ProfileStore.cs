using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Sessions.Profiles;

/// <summary>
/// Changes the profiles in <c>config.json</c>. Every change reads the file anew under a lock that all writers of this module take, touches
/// only its own keys, and replaces the file in one step: parallel writers lose nothing, and who is killed leaves the old file or the new one.
/// A file that the CLI could not read either is not touched.
/// </summary>
internal sealed class ProfileStore
{
    private readonly string _path;

    /// <param name="path">The file; it need not be there.</param>
    public ProfileStore(string path) => _path = path;

    /// <summary>Changes a profile that is there: the first of that name, as the CLI takes it. Keys are found under the CLI's spelling, and new ones are put where the CLI would write them.</summary>
    /// <returns>False when there is no such profile (any more); nothing is written then.</returns>
    /// <exception cref="RollingUpdateException">The file cannot be read (<c>ConfigFileUnreadable</c>) or written (<c>ConfigFileNotWritten</c>).</exception>
    public bool ChangeProfile(string name, Action<JObject> change, CancellationToken cancellation = default) =>
        Edit(document => document.Change(name, change), cancellation);

    /// <summary>Changes a profile, or adds it when there is none of that name. Where the current profile is none there is, as in a new file, it becomes the current one: without one the CLI refuses all work.</summary>
    /// <returns>Whether it was added.</returns>
    /// <exception cref="RollingUpdateException">The file cannot be read or written.</exception>
    public bool SaveProfile(string name, Action<JObject> change, bool makeCurrent, CancellationToken cancellation = default) =>
        Edit(
            document =>
            {
                var added = !document.Change(name, change);
                if (added)
                    document.Add(name, change);
                if (makeCurrent || !document.Has(document.Current))
                    document.Current = name;
                return added;
            },
            cancellation);

    /// <summary>A copy of what <see cref="SaveProfile"/> would change, under the CLI's spelling of its keys; null when it would add one. To look at a change before it is made.</summary>
    /// <exception cref="RollingUpdateException">The file cannot be read.</exception>
    public JObject? CopyOf(string name)
    {
        JObject? copy = null;
        Guard(() => Load(PrivateFile.FollowLinks(_path)).Change(name, profile => copy = profile));
        return copy;
    }

    /// <summary>The names there are.</summary>
    /// <exception cref="RollingUpdateException">The file cannot be read.</exception>
    public IReadOnlyList<string> Names() => Guard(() => Load(PrivateFile.FollowLinks(_path)).Names);

    /// <summary>Removes all profiles of that name. When the current one goes, or is not there anyway, the first of those left becomes the current one.</summary>
    /// <returns>Whether the current one is another now, and its name; null when none is left.</returns>
    /// <exception cref="RollingUpdateException">There is no such profile (<c>ProfileNotFound</c>), or the file cannot be read or written.</exception>
    public (bool CurrentChanged, string? Current) RemoveProfile(string name, CancellationToken cancellation = default) =>
        Edit(
            document =>
            {
                var before = document.Current;
                if (document.Remove(name) == 0)
                    throw ProfileFile.NotFound(name, _path, document.Names);
                return document.Names.Count == 0 ? (true, null) : (before != document.Current, document.Current);
            },
            cancellation);

    /// <summary>Makes a profile the current one, for the CLI too.</summary>
    /// <exception cref="RollingUpdateException">There is no such profile (<c>ProfileNotFound</c>), or the file cannot be read or written.</exception>
    public void MakeCurrent(string name, CancellationToken cancellation = default) =>
        Edit(
            document =>
            {
                if (!document.Has(name))
                    throw ProfileFile.NotFound(name, _path, document.Names);
                document.Current = name;
                return true;
            },
            cancellation);

    private T Edit<T>(Func<ConfigDocument, T> edit, CancellationToken cancellation) => Guard(() =>
    {
        var path = PrivateFile.FollowLinks(_path);
        PrivateFile.MakeFolder(path);
        using var held = FileLock.Take(path, cancellation);
        var document = Load(path);
        var before = document.ToString();
        var result = edit(document);
        var after = document.ToString();
        if (after != before)
            PrivateFile.Write(path, after);
        return result;
    });

    private static ConfigDocument Load(string path) => File.Exists(path) ? ConfigDocument.Parse(ReadText(path)) : ConfigDocument.Empty();

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (JsonReaderException error)
        {
            // The cause is not handed on: a JSON reader quotes what it stumbled on, and that can be a secret.
            throw Unreadable(error.LineNumber > 0 ? $"it is no JSON: line {error.LineNumber}, position {error.LinePosition}" : "it is empty or no JSON");
        }
        catch (DecoderFallbackException)
        {
            throw Unreadable("it is no UTF-8 text");
        }
        catch (FormatException error)
        {
            throw Unreadable(error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw new RollingUpdateException(
                ErrorKind.InvalidState, "ConfigFileNotWritten", $"The profiles in {_path} were not changed: {error.Message.TrimEnd('.')}.",
                "See to it that you may write the file and its folder, then type it again.", error);
        }
    }

    // A byte order mark is passed over; it is not written again, since the CLI stumbles on it.
    private static string ReadText(string path)
    {
        using var file = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        return file.ReadToEnd();
    }

    private RollingUpdateException Unreadable(string reason) => new(
        ErrorKind.InvalidState, "ConfigFileUnreadable", $"The profiles in {_path} cannot be read: {reason}. The file was left as it is.",
        "Mend the file, or move it away to begin with a new one.");
}

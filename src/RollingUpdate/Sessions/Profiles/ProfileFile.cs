using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Sessions.Profiles;

/// <summary>The profiles that <c>aliyun configure</c> wrote.</summary>
internal sealed class ProfileFile
{
    private ProfileFile(string path, string current, IReadOnlyList<StoredProfile> profiles)
    {
        Path = path;
        Current = current;
        Profiles = profiles;
    }

    public string Path { get; }

    /// <summary>The name of the current profile; <c>default</c> when the file names none.</summary>
    public string Current { get; }

    public IReadOnlyList<StoredProfile> Profiles { get; }

    /// <summary>The file; null when there is none.</summary>
    /// <exception cref="RollingUpdateException">It cannot be read.</exception>
    public static ProfileFile? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        JObject content;
        try
        {
            // The text reader passes over a byte order mark; the CLI stumbles on it.
            using var json = new JsonTextReader(new StreamReader(path)) { DateParseHandling = DateParseHandling.None };
            content = JObject.Load(json);
        }
        catch (JsonReaderException error)
        {
            throw Unreadable(path, error.LineNumber > 0 ? $"it is no JSON: line {error.LineNumber}, position {error.LinePosition}" : "it is empty or no JSON", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, error.Message.TrimEnd('.'), error);
        }

        var profiles = (content.GetValue("profiles", StringComparison.OrdinalIgnoreCase) as JArray)?.OfType<JObject>().Select(fields => new StoredProfile(fields)).ToList();
        var current = content.GetValue("current", StringComparison.OrdinalIgnoreCase) is JValue { Value: string name } ? name : "default";
        return new ProfileFile(path, current, profiles ?? new List<StoredProfile>());
    }

    /// <summary>The first profile of that name, which is the one the CLI takes.</summary>
    /// <exception cref="RollingUpdateException">There is none.</exception>
    public StoredProfile Find(string name) =>
        Profiles.FirstOrDefault(profile => profile.Name == name) ?? throw NotFound(name, Path, Profiles.Select(profile => profile.Name));

    public static RollingUpdateException NotFound(string name, string path, IEnumerable<string> names)
    {
        var all = names.ToList();
        return new RollingUpdateException(
            ErrorKind.NotAuthenticated, "ProfileNotFound", $"There is no profile '{name}' in {path}.",
            all.Count == 0 ? $"Make it with: aliyun configure --profile {name}" : $"There are: {string.Join(", ", all)}.");
    }

    private static RollingUpdateException Unreadable(string path, string reason, Exception error) => new(
        ErrorKind.NotAuthenticated, "ConfigFileUnreadable", $"The profiles in {path} cannot be read: {reason}.",
        "Mend the file, or sign in without it: Connect-Aliyun -AccessKeyId … -AccessKeySecret (Read-Host -AsSecureString) -RegionId cn-hangzhou.", error);
}

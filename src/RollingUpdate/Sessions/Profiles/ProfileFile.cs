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
    /// <summary>The name the CLI takes where a file names none.</summary>
    public const string DefaultName = "default";

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
        try
        {
            // The text reader passes over a byte order mark; the CLI stumbles on it.
            using var json = new JsonTextReader(new StreamReader(path)) { DateParseHandling = DateParseHandling.None };
            if (!json.Read())
                throw Unreadable(path, "it is empty", null);
            var content = JObject.Load(json);
            while (json.Read())
                if (json.TokenType != JsonToken.Comment)
                    throw Unreadable(path, $"something follows its end: line {json.LineNumber}, position {json.LinePosition}", null);
            return new ProfileFile(path, CurrentOf(content), ProfilesOf(content));
        }
        catch (JsonReaderException error)
        {
            throw Unreadable(path, $"it is no JSON object: line {Math.Max(error.LineNumber, 1)}, position {error.LinePosition}", null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, error.Message.TrimEnd('.'), error);
        }
    }

    /// <summary>The first profile of that name, which is the one the CLI takes.</summary>
    /// <exception cref="RollingUpdateException">There is none.</exception>
    public StoredProfile Find(string name) => FindOrNull(name) ?? throw NotFound(name, Path, Profiles.Select(profile => profile.Name));

    /// <summary>The first profile of that name; null when there is none.</summary>
    public StoredProfile? FindOrNull(string name) => Profiles.FirstOrDefault(profile => profile.Name == name);

    public static RollingUpdateException NotFound(string name, string path, IEnumerable<string> names)
    {
        var all = names.ToList();
        return new RollingUpdateException(
            ErrorKind.NotAuthenticated, "ProfileNotFound", $"There is no profile '{name}' in {path}.",
            all.Count == 0 ? $"Make it with: aliyun configure --profile {name}" : $"There are: {string.Join(", ", all)}.");
    }

    private static string CurrentOf(JObject content) =>
        ProfileKeys.Read(content, "current") is JValue { Value: string name } ? name : DefaultName;

    // The CLI decodes the first profile over one that it has prepared, so the first alone has a name when it has none.
    private static List<StoredProfile> ProfilesOf(JObject content) =>
        (ProfileKeys.Read(content, "profiles") as JArray ?? new JArray()).OfType<JObject>().Select((fields, i) => new StoredProfile(fields, i == 0 ? DefaultName : "")).ToList();

    // The cause is not handed on: the message of a JSON reader quotes what it stumbled on, and that can be a secret.
    private static RollingUpdateException Unreadable(string path, string reason, Exception? error) => new(
        ErrorKind.NotAuthenticated, "ConfigFileUnreadable", $"The profiles in {path} cannot be read: {reason}.",
        "Mend the file, or sign in without it: Connect-Aliyun -AccessKeyId … -AccessKeySecret (Read-Host -AsSecureString) -RegionId cn-hangzhou.", error);
}

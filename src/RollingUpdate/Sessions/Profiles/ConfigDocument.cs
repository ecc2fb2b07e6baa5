using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Sessions.Profiles;

/// <summary>The content of <c>config.json</c> while it is changed. What nobody changes stays as it was, keys the CLI does not know included.</summary>
internal sealed class ConfigDocument
{
    private readonly JObject _content;

    private ConfigDocument(JObject content)
    {
        _content = content;
        ProfileKeys.Fold(content, ProfileKeys.OfFile);
    }

    /// <summary>The content of a file that is not there yet.</summary>
    public static ConfigDocument Empty() => new(new JObject { ["current"] = "", ["profiles"] = new JArray(), ["meta_path"] = "" });

    /// <exception cref="Newtonsoft.Json.JsonReaderException">It is no JSON object.</exception>
    /// <exception cref="FormatException">It is one, but what it calls profiles are none.</exception>
    public static ConfigDocument Parse(string text)
    {
        var document = new ConfigDocument(ConfigText.Parse(text));
        var profiles = document._content["profiles"];
        if (profiles is not (null or JArray or JValue { Type: JTokenType.Null }) || document.Elements.Any(element => element is not (JObject or JValue { Type: JTokenType.Null })))
            throw new FormatException("its 'profiles' is no list of objects");
        return document;
    }

    /// <summary>The name of the current profile: <c>default</c> where the file names none, as the CLI takes it.</summary>
    public string Current
    {
        get => ProfileKeys.Read(_content, "current") is JValue { Value: string name } ? name : ProfileFile.DefaultName;
        set
        {
            if (_content["current"] is { } current)
                current.Replace(value);
            else
                _content.AddFirst(new JProperty("current", value));
        }
    }

    /// <summary>The profiles' names in their order; a name that is there twice is there twice.</summary>
    public IReadOnlyList<string> Names => Profiles.Select(NameOf).ToList();

    /// <summary>Whether there is a profile of that name.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>Changes the first profile of that name, which is the one the CLI takes.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Change(string name, Action<JObject> change)
    {
        if (Find(name) is not { } profile)
            return false;
        ProfileKeys.Fold(profile, ProfileKeys.OfProfile);
        var before = new HashSet<string>(profile.Properties().Select(field => field.Name));
        change(profile);
        ProfileKeys.Arrange(profile, before);
        return true;
    }

    /// <summary>Adds a profile behind the others.</summary>
    public void Add(string name, Action<JObject> fill)
    {
        if (_content["profiles"] is not JArray profiles)
        {
            // Absent or null. The CLI has an unconfigured profile in mind then, which it does not write either.
            profiles = new JArray();
            if (_content["profiles"] is { } nothing)
                nothing.Replace(profiles);
            else
                _content.Add("profiles", profiles);
        }

        var profile = new JObject { ["name"] = name, ["mode"] = "" };
        fill(profile);
        ProfileKeys.Arrange(profile, Array.Empty<string>());
        profiles.Add(profile);
    }

    /// <summary>
    /// Removes all profiles of that name, as the CLI does. When the current one goes, the first of those left becomes the current one. When
    /// none is left, so are the keys: an empty list, or a current profile that is not there, would stop the CLI altogether.
    /// </summary>
    /// <returns>How many there were.</returns>
    public int Remove(string name)
    {
        var gone = Profiles.Where(profile => NameOf(profile) == name).ToList();
        var names = Profiles.ToDictionary(profile => profile, NameOf, ReferenceComparer.Instance);
        foreach (var profile in gone)
            profile.Remove();
        // The CLI takes a first profile without a name for 'default': one that comes to be the first must not change its name by that.
        if (Profiles.FirstOrDefault() is { } first && NameOf(first) != names[first])
            first.AddFirst(new JProperty("name", names[first]));
        if (gone.Count > 0 && Names.Count == 0)
        {
            _content.Remove("profiles");
            _content.Remove("current");
        }
        else if (gone.Count > 0 && !Has(Current))
        {
            Current = Names[0];
        }

        return gone.Count;
    }

    /// <summary>The text of the file.</summary>
    public override string ToString() => ConfigText.Format(_content);

    private IEnumerable<JToken> Elements => _content["profiles"] is JArray profiles ? profiles : Enumerable.Empty<JToken>();

    private IEnumerable<JObject> Profiles => Elements.OfType<JObject>();

    private JObject? Find(string name) => Profiles.FirstOrDefault(profile => NameOf(profile) == name);

    // The CLI reads the first element over a profile of its own that is called default.
    private string NameOf(JObject profile) =>
        ProfileKeys.Read(profile, "name") is JValue { Value: string name } ? name : ReferenceEquals(profile, Elements.First()) ? ProfileFile.DefaultName : "";

    private sealed class ReferenceComparer : IEqualityComparer<JObject>
    {
        public static readonly ReferenceComparer Instance = new();

        public bool Equals(JObject? x, JObject? y) => ReferenceEquals(x, y);

        public int GetHashCode(JObject obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}

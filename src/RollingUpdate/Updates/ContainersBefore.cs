using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Updates;

/// <summary>What a rollback of a container update has to give back, found in the containers the scaling configuration has now.</summary>
internal sealed class ContainersBefore
{
    private readonly Dictionary<string, JObject> _present;
    private readonly IReadOnlyList<JObject> _given;
    private readonly bool _isIncremental;

    /// <param name="present">The containers of the configuration, as they were read.</param>
    /// <param name="given">The update's, by the template's names.</param>
    /// <param name="type">How the update changes them; its rollback changes them in the same way.</param>
    public ContainersBefore(IEnumerable<JObject> present, JArray given, ContainerUpdateType type)
    {
        _present = new Dictionary<string, JObject>();
        foreach (var container in present)
            _present[NameOf(container)] = container;
        _given = given.OfType<JObject>().ToList();
        _isIncremental = type == ContainerUpdateType.IncrementalUpdate;
        Containers = _isIncremental ? Changed() : new JArray(_present.Values.Select(ContainerSettings.Restorable));
    }

    /// <summary>The containers for the rollback; empty when there is nothing to go back to.</summary>
    public JArray Containers { get; }

    /// <summary>Containers the update adds; changing only what is given, a rollback cannot take them away.</summary>
    public IEnumerable<string> Added => _given.Select(NameOf).Where(name => !_present.ContainsKey(name));

    /// <summary>Containers that are not among the given ones, so that an update of the type RenewUpdate takes them away.</summary>
    public IEnumerable<string> Removed => _isIncremental ? Enumerable.Empty<string>() : _present.Keys.Except(_given.Select(NameOf));

    /// <summary>What a rollback could not give back, as container.setting.</summary>
    public IEnumerable<string> Lost => _isIncremental ? NotThereBefore() : _present.SelectMany(container => ContainerSettings.NotRestorable(container.Value).Select(setting => $"{container.Key}.{setting}"));

    /// <summary>Whether the update would leave everything as it is.</summary>
    public bool IsSame => !Added.Any() && !Removed.Any() && _given.All(container =>
    {
        var before = ContainerSettings.Restorable(_present[NameOf(container)]);
        return container.Properties().All(setting => AreSame(before[setting.Name], setting.Value));
    });

    private static string NameOf(JObject container) => (string?)container[ContainerSettings.Name] ?? "";

    // A number typed as a text is the same number: the call is made of texts.
    private static bool AreSame(JToken? one, JToken other) => JToken.DeepEquals(one, other) || (one is JValue && other is JValue && one.ToString() == other.ToString());

    // An incremental rollback changes nothing but the settings that the update changed.
    private JArray Changed()
    {
        var changed = new JArray();
        foreach (var container in _given.Where(container => _present.ContainsKey(NameOf(container))))
        {
            var before = ContainerSettings.Restorable(_present[NameOf(container)]);
            changed.Add(new JObject(container.Properties().Where(setting => before[setting.Name] is not null).Select(setting => new JProperty(setting.Name, before[setting.Name]))));
        }

        return changed;
    }

    private IEnumerable<string> NotThereBefore() => _given
        .Where(container => _present.ContainsKey(NameOf(container)))
        .SelectMany(container =>
        {
            var before = ContainerSettings.Restorable(_present[NameOf(container)]);
            return container.Properties().Where(setting => before[setting.Name] is null).Select(setting => $"{NameOf(container)}.{setting.Name}");
        });
}

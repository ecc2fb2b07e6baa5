using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>Changing the containers of a container group or its configuration.</summary>
internal static class Containers
{
    /// <summary>The containers after a change.</summary>
    /// <param name="present">Those before.</param>
    /// <param name="given">One container or an array of them, each with at least a Name.</param>
    /// <param name="updateType">RenewUpdate puts the given ones in place of all; IncrementalUpdate changes those of the same name and adds others.</param>
    /// <exception cref="ApiException">MissingParameter: no container is given.</exception>
    public static List<JObject> Update(IReadOnlyList<JObject> present, JToken? given, string updateType)
    {
        var changes = given is JArray array ? array.OfType<JObject>().ToList() : given is JObject { Count: > 0 } one ? new List<JObject> { one } : new List<JObject>();
        if (changes.Count == 0 || changes.Exists(c => c["Name"] == null))
            throw ApiException.Missing(changes.Count == 0 ? "Container.N" : "Container.N.Name");
        if (updateType == "RenewUpdate")
            return changes.Select(Copy).ToList();
        var result = present.Select(Copy).ToList();
        foreach (var change in changes)
        {
            var same = result.Find(c => (string?)c["Name"] == (string?)change["Name"]);
            if (same == null)
                result.Add(Copy(change));
            else
                same.Merge(change, new JsonMergeSettings { MergeArrayHandling = MergeArrayHandling.Replace });
        }

        return result;
    }

    private static JObject Copy(JObject container) => (JObject)container.DeepClone();
}

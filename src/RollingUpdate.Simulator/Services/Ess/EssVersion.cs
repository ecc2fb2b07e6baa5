using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Simulator.Services.Ess;

/// <summary>
/// What differs between the two versions of ESS on the wire: the older one has singular list names in requests, and its arrays in answers are
/// wrapped in an object with the singular name.
/// </summary>
internal sealed class EssVersion
{
    private EssVersion(string number, bool isFlat)
    {
        Number = number;
        IsFlat = isFlat;
    }

    public static EssVersion V2014 { get; } = new("2014-08-28", isFlat: false);

    public static EssVersion V2022 { get; } = new("2022-02-22", isFlat: true);

    public string Number { get; }

    public bool IsFlat { get; }

    /// <summary>The name of a list parameter, given its plural: InstanceIds or InstanceId.</summary>
    public string List(string plural) => IsFlat ? plural : Singular(plural);

    /// <summary>An array as this version answers it.</summary>
    public JToken Array(string plural, IEnumerable<JToken> items)
    {
        var array = new JArray(items);
        return IsFlat ? array : new JObject { [Singular(plural)] = array };
    }

    private static string Singular(string plural)
    {
        if (plural.EndsWith("ies", System.StringComparison.Ordinal))
            return plural.Substring(0, plural.Length - 3) + "y";
        return plural.EndsWith("sses", System.StringComparison.Ordinal) ? plural.Substring(0, plural.Length - 2) : plural.TrimEnd('s');
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RollingUpdate.Oos;

namespace RollingUpdate.Updates.Records;

/// <summary>
/// What an update keeps of the state before it, in tags of its execution: the templates keep none of it, and a rollback or repair, by
/// whomever and whenever, needs it.
/// </summary>
internal sealed class UpdateRecord
{
    /// <summary>The tags every start has room for besides the admin's own.</summary>
    public const int MostOwnTags = 5;

    private const int MostTags = 20;
    private const string Prefix = "rollingupdate:";
    private const string SuspendedKey = Prefix + "suspended";
    private const string ImageKey = Prefix + "configurationimage";
    private const string PackageKey = Prefix + "package";
    private const string StartKey = Prefix + "start";
    private const string GroupKey = Prefix + "group";
    private const string RepairedKey = Prefix + "repaired";

    // Tag values may not be empty everywhere in Alibaba Cloud.
    private const string Nothing = "none";

    /// <summary>The processes that somebody had suspended before; null when it was not recorded.</summary>
    public IReadOnlyCollection<string>? SuspendedBefore { get; set; }

    /// <summary>The image the scaling configuration had before; null when it was not recorded.</summary>
    public string? ConfigurationImageId { get; set; }

    /// <summary>The package's versions before; null when they were not recorded.</summary>
    public PackageVersions? Packages { get; set; }

    /// <summary>Whether a repair has put right all that it left: what looks like its leftovers now was done on purpose since.</summary>
    public bool IsRepaired { get; private set; }

    /// <summary>What was recorded with an execution; empty for one that was started elsewhere.</summary>
    public static UpdateRecord Of(OosExecution execution) => new()
    {
        SuspendedBefore = Text(execution, SuspendedKey) is { } suspended
            ? suspended == Nothing ? Array.Empty<string>() : suspended.Split(' ', ',')
            : null,
        ConfigurationImageId = Text(execution, ImageKey),
        IsRepaired = Text(execution, RepairedKey) is not null,
        Packages = Text(execution, PackageKey) is { } packages ? PackageVersions.Parse(packages, number => Text(execution, InstancesKey(number))) : null,
    };

    /// <summary>Whether a tag is the record's and not the admin's.</summary>
    public static bool Keeps(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The tag by which the execution that a client token started is found again.</summary>
    public static IReadOnlyDictionary<string, string> StartTag(string clientToken) => new Dictionary<string, string> { [StartKey] = clientToken };

    /// <summary>The tag by which the updates and rollbacks of a group are found among those of all others.</summary>
    public static IReadOnlyDictionary<string, string> GroupTag(string scalingGroupId) => new Dictionary<string, string> { [GroupKey] = scalingGroupId };

    /// <summary>All tags of an execution, with the one that says that its leftovers have been put right.</summary>
    /// <param name="execution">The execution with the tags it has.</param>
    /// <param name="at">When that was.</param>
    public static IReadOnlyDictionary<string, string> WithRepaired(OosExecution execution, DateTimeOffset at)
    {
        var tags = execution.Tags.ToDictionary(tag => tag.Key, tag => Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "");
        tags[RepairedKey] = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return tags;
    }

    /// <summary>The admin's own tags with those by which the execution is found again.</summary>
    /// <param name="clientToken">The token it is started with.</param>
    /// <param name="scalingGroupId">The group it works on; null when it works on none.</param>
    /// <param name="own">The admin's.</param>
    public static Dictionary<string, string> WithStart(string clientToken, string? scalingGroupId, IReadOnlyDictionary<string, string>? own)
    {
        var tags = own?.ToDictionary(tag => tag.Key, tag => tag.Value) ?? new Dictionary<string, string>();
        tags[StartKey] = clientToken;
        if (scalingGroupId is not null)
            tags[GroupKey] = scalingGroupId;
        return tags;
    }

    /// <summary>Finds before any call whether the record has room besides the admin's own tags.</summary>
    /// <exception cref="RollingUpdateException">There are too many of the admin's.</exception>
    public static void CheckRoom(IReadOnlyDictionary<string, string>? own)
    {
        if (own?.Count > MostTags - MostOwnTags)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "TooManyTags",
                $"-Tag has {own.Count} tags; OOS takes {MostTags}, and {MostOwnTags} of them keep what a rollback needs.", "Leave some out.");
        }
    }

    /// <summary>The admin's own tags with the record's.</summary>
    public IReadOnlyDictionary<string, string> ToTags(string clientToken, string scalingGroupId, IReadOnlyDictionary<string, string>? own)
    {
        var tags = WithStart(clientToken, scalingGroupId, own);
        if (SuspendedBefore is not null)
            tags[SuspendedKey] = SuspendedBefore.Count == 0 ? Nothing : string.Join(",", SuspendedBefore);
        if (ConfigurationImageId is not null)
            tags[ImageKey] = ConfigurationImageId;
        if (Packages is { IsEmpty: false })
        {
            tags[PackageKey] = Packages.Summary;
            var number = 0;
            // Which instance had which of several versions, as far as there is room; a repair needs one tag more.
            foreach (var line in Packages.InstanceLines.Take(MostTags - 1 - tags.Count))
                tags[InstancesKey(++number)] = line;
        }

        return tags;
    }

    private static string InstancesKey(int number) => PackageKey + number.ToString(CultureInfo.InvariantCulture);

    private static string? Text(OosExecution execution, string key) =>
        execution.Tags.TryGetValue(key, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null : null;
}

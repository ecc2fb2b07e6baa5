using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Services.Ess;

/// <summary>The reading actions of Auto Scaling, in both versions. Ids that do not exist are left out, as the service does.</summary>
internal sealed class EssReadService
{
    private readonly World _world;

    public EssReadService(World world) => _world = world;

    public void Register(ApiCatalog catalog)
    {
        foreach (var version in new[] { EssVersion.V2014, EssVersion.V2022 })
        {
            catalog.Read("ess", version.Number, "DescribeRegions", c => DescribeRegions(c, version));
            catalog.Read("ess", version.Number, "DescribeScalingGroups", c => DescribeScalingGroups(c, version));
            catalog.Read("ess", version.Number, "DescribeScalingInstances", c => DescribeScalingInstances(c, version));
            catalog.Read("ess", version.Number, "DescribeScalingConfigurations", c => DescribeScalingConfigurations(c, version));
            catalog.Read("ess", version.Number, "DescribeEciScalingConfigurations", c => DescribeEciScalingConfigurations(c, version));
            catalog.Read("ess", version.Number, "DescribeScalingActivities", c => DescribeScalingActivities(c, version));
        }
    }

    private static JObject DescribeRegions(ApiCall call, EssVersion version) => new()
    {
        ["Regions"] = version.Array("Regions", Region.All.Select(r => new JObject
        {
            ["RegionId"] = r.Id,
            ["LocalName"] = r.LocalName(call.Parameters.Text("AcceptLanguage")),
            ["RegionEndpoint"] = $"ess.{r.Id}.aliyuncs.com",
            ["ClassicUnavailable"] = false,
            ["VpcUnavailable"] = false,
        })),
    };

    private JObject DescribeScalingGroups(ApiCall call, EssVersion version)
    {
        var p = call.Parameters;
        p.Required("RegionId");
        var ids = p.List(version.List("ScalingGroupIds"));
        var names = p.List(version.List("ScalingGroupNames"));
        var name = p.Text("ScalingGroupName");
        var type = p.OneOf("GroupType", "ECS", "ECI");
        var tags = p.Objects(version.List("Tags"));
        var found = _world.Groups.Where(g => g.RegionId == call.RegionId
            && (ids.Count == 0 || ids.Contains(g.Id))
            && (names.Count == 0 || names.Contains(g.Name))
            && (name == null || g.Name.IndexOf(name, StringComparison.Ordinal) >= 0)
            && (type == null || g.Type == type)
            && tags.All(t => HasTag(g, t))).ToList();
        var answer = new JObject();
        var page = NumberedPage.Of(p, found, 50, answer);
        answer["ScalingGroups"] = version.Array("ScalingGroups", page.Select(g => EssJson.Group(g, version)));
        return answer;
    }

    private JObject DescribeScalingInstances(ApiCall call, EssVersion version)
    {
        var p = call.Parameters;
        p.Required("RegionId");
        var groupId = p.Text("ScalingGroupId");
        var ids = p.List(version.List("InstanceIds"));
        if (ids.Count > 20 && !version.IsFlat)
            throw ApiException.Invalid("InstanceId.N", "at most 20 instances in one call.");
        var states = p.List("LifecycleStates");
        if (p.Text("LifecycleState") is { } state)
        {
            if (states.Count > 0)
                throw ApiException.Invalid("LifecycleState", "not together with LifecycleStates.");
            states.Add(state);
        }

        var types = p.List("CreationTypes");
        if (p.Text("CreationType") is { } creation)
            types.Add(creation);
        var health = p.Text("HealthStatus");
        var configuration = p.Text("ScalingConfigurationId");
        var found = Candidates(groupId, ids).Where(i => i.RegionId == call.RegionId
            && (states.Count == 0 || states.Contains(i.LifecycleState))
            && (types.Count == 0 || types.Contains(i.CreationType))
            && (health == null || i.HealthStatus == health)
            && (configuration == null || i.ScalingConfigurationId == configuration)).ToList();
        var answer = new JObject { ["TotalSpotCount"] = 0 };
        var page = NumberedPage.Of(p, found, 100, answer);
        answer["ScalingInstances"] = version.Array("ScalingInstances", page.Select(EssJson.Instance));
        return answer;
    }

    private JObject DescribeScalingConfigurations(ApiCall call, EssVersion version) =>
        Configurations(call, version, "ECS", c => EssJson.Configuration(c, _world, version));

    private JObject DescribeEciScalingConfigurations(ApiCall call, EssVersion version) =>
        Configurations(call, version, "ECI", c => EssJson.EciConfiguration(c, version));

    private JObject Configurations(ApiCall call, EssVersion version, string groupType, Func<ScalingConfiguration, JObject> json)
    {
        var p = call.Parameters;
        p.Required("RegionId");
        var groupId = p.Text("ScalingGroupId");
        var ids = p.List(version.List("ScalingConfigurationIds"));
        var names = p.List(version.List("ScalingConfigurationNames"));
        var found = _world.Configurations.Where(c => c.Group.RegionId == call.RegionId && c.Group.Type == groupType
            && (groupId == null || c.Group.Id == groupId)
            && (ids.Count == 0 || ids.Contains(c.Id))
            && (names.Count == 0 || names.Contains(c.Name))).ToList();
        var answer = new JObject();
        var page = NumberedPage.Of(p, found, 50, answer);
        answer["ScalingConfigurations"] = version.Array("ScalingConfigurations", page.Select(json));
        return answer;
    }

    private JObject DescribeScalingActivities(ApiCall call, EssVersion version)
    {
        var p = call.Parameters;
        p.Required("RegionId");
        var groupId = p.Text("ScalingGroupId");
        var ids = p.List(version.List("ScalingActivityIds"));
        if ((groupId == null) == (ids.Count == 0))
            throw groupId == null ? ApiException.Missing("ScalingGroupId") : ApiException.Invalid("ScalingGroupId", "not together with ScalingActivityIds.");
        var status = p.Text("StatusCode");
        var groups = groupId == null ? _world.Groups.AsEnumerable() : new[] { _world.Groups.Find(groupId) }.OfType<ScalingGroup>();
        // Newest first, as the service lists them.
        var found = groups.SelectMany(g => Enumerable.Reverse(g.Activities).Select(a => new KeyValuePair<ScalingActivity, ScalingGroup>(a, g)))
            .Where(a => (ids.Count == 0 || ids.Contains(a.Key.Id)) && (status == null || a.Key.Status == status)).ToList();
        var answer = new JObject();
        var page = NumberedPage.Of(p, found, 50, answer);
        answer["ScalingActivities"] = version.Array("ScalingActivities", page.Select(a => EssJson.Activity(a.Key, a.Value)));
        return answer;
    }

    // By id where ids are given, so that asking for one of thousands does not look at thousands.
    private IEnumerable<Instance> Candidates(string? groupId, List<string> ids)
    {
        if (ids.Count > 0)
            return ids.Distinct().Select(_world.Instances.Find).OfType<Instance>().Where(i => i.Group != null && (groupId == null || i.Group.Id == groupId));
        if (groupId != null)
            return _world.Groups.Find(groupId)?.Instances ?? Enumerable.Empty<Instance>();
        return _world.Instances.Where(i => i.Group != null);
    }

    private static bool HasTag(ScalingGroup group, Dictionary<string, string> wanted) =>
        wanted.TryGetValue("Key", out var key) && group.Tags.TryGetValue(key, out var value) && (!wanted.TryGetValue("Value", out var v) || v == value);
}

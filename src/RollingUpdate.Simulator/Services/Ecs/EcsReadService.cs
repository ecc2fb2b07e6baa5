using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Services.Ecs;

/// <summary>The reading actions of ECS, 2014-05-26.</summary>
internal sealed class EcsReadService
{
    /// <summary>The one version of ECS.</summary>
    public const string Version = "2014-05-26";
    private readonly World _world;

    public EcsReadService(World world) => _world = world;

    public void Register(ApiCatalog catalog)
    {
        catalog.Read("ecs", Version, "DescribeRegions", DescribeRegions);
        catalog.Read("ecs", Version, "DescribeInstances", DescribeInstances);
        catalog.Read("ecs", Version, "DescribeImages", DescribeImages);
        catalog.Read("ecs", Version, "DescribeDisks", DescribeDisks);
        catalog.Read("ecs", Version, "DescribeLaunchTemplates", DescribeLaunchTemplates);
        catalog.Read("ecs", Version, "DescribeLaunchTemplateVersions", DescribeLaunchTemplateVersions);
        catalog.Read("ecs", Version, "ListTagResources", ListTagResources);
    }

    private static JObject DescribeRegions(ApiCall call) => new()
    {
        ["Regions"] = EcsJson.Wrap("Region", Region.All.Select(r => new JObject
        {
            ["RegionId"] = r.Id,
            ["LocalName"] = r.LocalName(call.Parameters.Text("AcceptLanguage")),
            ["RegionEndpoint"] = $"ecs.{r.Id}.aliyuncs.com",
            ["Status"] = "available",
        })),
    };

    private JObject DescribeInstances(ApiCall call)
    {
        var p = call.Parameters;
        p.Required("RegionId");
        var ids = p.JsonList("InstanceIds");
        if (ids?.Count > 100)
            throw ApiException.Invalid("InstanceIds", "at most 100 instances in one call.");
        var status = p.Text("Status");
        var imageId = p.Text("ImageId");
        var tags = p.Objects("Tag");
        var candidates = ids == null ? _world.Instances : ids.Distinct().Select(_world.Instances.Find).OfType<Instance>();
        var found = candidates.Where(i => !i.IsContainerGroup && i.RegionId == call.RegionId
            && (status == null || i.Status == status)
            && (imageId == null || i.ImageId == imageId)
            && tags.All(t => t.TryGetValue("Key", out var k) && i.Tags.TryGetValue(k, out var v) && (!t.TryGetValue("Value", out var w) || w == v))).ToList();
        var answer = new JObject();
        var page = HasTokenPages(p)
            ? TokenPage.Of(p, found, 10, 1, 100, answer, smallest: 10)
            : NumberedPage.Of(p, found, 100, answer).ToList();
        answer["TotalCount"] = found.Count;
        answer["Instances"] = EcsJson.Wrap("Instance", page.Select(i => EcsJson.Instance(i, _world.Images.Find(i.ImageId))));
        return answer;
    }

    private JObject DescribeImages(ApiCall call)
    {
        var p = call.Parameters;
        p.Required("RegionId");
        var ids = p.Text("ImageId")?.Split(',');
        var name = p.Text("ImageName");
        var owner = p.OneOf("ImageOwnerAlias", "system", "self", "others", "marketplace");
        var family = p.Text("ImageFamily");
        var states = (p.Text("Status") ?? "Available").Split(',');
        var osType = p.OneOf("OSType", "linux", "windows");
        var found = _world.Images.Where(i => (ids == null || ids.Contains(i.Id))
            && (name == null || i.Name.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0)
            && (owner == null || i.OwnerAlias == owner)
            && (family == null || i.Family == family)
            && (osType == null || i.OsType == osType)
            && states.Contains(i.Status)).ToList();
        var answer = new JObject { ["RegionId"] = call.RegionId };
        var page = NumberedPage.Of(p, found, 100, answer);
        answer["Images"] = EcsJson.Wrap("Image", page.Select(EcsJson.Image));
        return answer;
    }

    private JObject DescribeDisks(ApiCall call)
    {
        var p = call.Parameters;
        p.Required("RegionId");
        var ids = p.JsonList("DiskIds");
        var instanceId = p.Text("InstanceId");
        var type = p.OneOf("DiskType", "all", "system", "data");
        var status = p.Text("Status") is { } s && s != "All" ? s : null;
        var candidates = ids == null ? _world.Instances : ids.Distinct().Select(id => _world.SystemDisks.TryGetValue(id, out var owner) ? owner : null).OfType<Instance>();
        var found = candidates.Where(i => !i.IsContainerGroup && i.RegionId == call.RegionId && type != "data"
            && (instanceId == null || i.Id == instanceId)
            && (status == null || i.SystemDiskStatus == status)).ToList();
        var answer = new JObject();
        var page = HasTokenPages(p) ? TokenPage.Of(p, found, 10, 10, 500, answer) : NumberedPage.Of(p, found, 100, answer).ToList();
        answer["TotalCount"] = found.Count;
        answer["Disks"] = EcsJson.Wrap("Disk", page.Select(i => EcsJson.Disk(i, _world.Images.Find(i.ImageId)?.Size ?? 40)));
        return answer;
    }

    private JObject DescribeLaunchTemplates(ApiCall call)
    {
        var p = call.Parameters;
        p.Required("RegionId");
        var ids = p.List("LaunchTemplateId");
        var names = p.List("LaunchTemplateName");
        var found = _world.LaunchTemplates.Where(t => (ids.Count == 0 || ids.Contains(t.Id)) && (names.Count == 0 || names.Contains(t.Name))).ToList();
        var answer = new JObject();
        var page = NumberedPage.Of(p, found, 50, answer);
        answer["LaunchTemplateSets"] = EcsJson.Wrap("LaunchTemplateSet", page.Select(t => new JObject
        {
            ["LaunchTemplateId"] = t.Id,
            ["LaunchTemplateName"] = t.Name,
            ["DefaultVersionNumber"] = t.DefaultVersion,
            ["LatestVersionNumber"] = t.Versions.Count,
        }));
        return answer;
    }

    private JObject DescribeLaunchTemplateVersions(ApiCall call)
    {
        var p = call.Parameters;
        p.Required("RegionId");
        var id = p.Required("LaunchTemplateId");
        var template = _world.LaunchTemplates.Find(id) ?? throw new ApiException(404, "InvalidLaunchTemplate.NotFound", "The specified launch template does not exist.");
        var numbers = p.List("LaunchTemplateVersion");
        var found = template.Versions.Where(v => numbers.Count == 0 || numbers.Contains(v.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))).ToList();
        var answer = new JObject();
        var page = NumberedPage.Of(p, found, 50, answer);
        answer["LaunchTemplateVersionSets"] = EcsJson.Wrap("LaunchTemplateVersionSet", page.Select(v => new JObject
        {
            ["LaunchTemplateId"] = template.Id,
            ["LaunchTemplateName"] = template.Name,
            ["VersionNumber"] = v.Number,
            ["DefaultVersion"] = v.Number == template.DefaultVersion,
            ["LaunchTemplateData"] = new JObject { ["ImageId"] = v.ImageId, ["UserData"] = v.UserData, ["KeyPairName"] = v.KeyPairName },
        }));
        return answer;
    }

    // MaxResults or NextToken choose paging by token; the older paging by number is still there beside it.
    private static bool HasTokenPages(ApiParameters p) => p.Text("MaxResults") != null || p.Text("NextToken") != null;

    private JObject ListTagResources(ApiCall call)
    {
        var p = call.Parameters;
        p.Required("RegionId");
        p.Required("ResourceType");
        var ids = p.List("ResourceId");
        var tags = p.Objects("Tag");
        var candidates = ids.Count == 0 ? _world.Instances : ids.Select(_world.Instances.Find).OfType<Instance>();
        var found = new List<JObject>();
        foreach (var instance in candidates)
        {
            foreach (var tag in instance.Tags.Where(t => tags.Count == 0 || tags.Exists(w => w.TryGetValue("Key", out var k) && k == t.Key && (!w.TryGetValue("Value", out var v) || v == t.Value))))
                found.Add(new JObject { ["ResourceId"] = instance.Id, ["ResourceType"] = "instance", ["TagKey"] = tag.Key, ["TagValue"] = tag.Value });
        }

        var answer = new JObject();
        answer["TagResources"] = EcsJson.Wrap("TagResource", TokenPage.Of(p, found, 50, 1, 1000, answer));
        return answer;
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Ecs;

/// <summary>The calls of Elastic Compute Service that the module makes (API version 2014-05-26, whose answers wrap their arrays).</summary>
internal sealed class EcsClient
{
    /// <summary>The most instance ids that DescribeInstances takes.</summary>
    private const int MostIds = 100;

    /// <summary>The most that DescribeImages gives in a page.</summary>
    private const int MostImages = 100;

    // The exceptions come from the endpoint map of Alibaba's own client.
    public static readonly ApiProduct Product = new("ecs", "2014-05-26", EndpointRule.Regional("ecs")
        .Except("ecs-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "cn-shanghai-finance-1", "cn-shenzhen-finance-1")
        .Except("ecs.aliyuncs.com", "cn-north-2-gov-1", "cn-hangzhou-finance"));

    private readonly IOpenApi _api;

    public EcsClient(IOpenApi api) => _api = api;

    /// <param name="acceptLanguage">en-US or zh-CN, for the regions' names.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<AliyunRegion[]> DescribeRegionsAsync(string acceptLanguage, CancellationToken cancellation)
    {
        var call = Call("DescribeRegions");
        call.Parameters.Add("AcceptLanguage", acceptLanguage);
        var page = await _api.CallAsync(call, json => json.ReadPage("Regions", AliyunRegion.Read), cancellation).ConfigureAwait(false);
        foreach (var region in page.Items)
            region.ProfileName = _api.ProfileName;
        return page.Items;
    }

    /// <summary>The instances there are among these; those that are gone are left out.</summary>
    public async Task<List<EcsInstance>> DescribeInstancesAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellation)
    {
        var found = new List<EcsInstance>(instanceIds.Count);
        for (var from = 0; from < instanceIds.Count; from += MostIds)
        {
            var ids = new List<string>(MostIds);
            for (var i = from; i < Math.Min(from + MostIds, instanceIds.Count); i++)
                ids.Add(instanceIds[i]);
            var call = Call("DescribeInstances");
            call.Parameters.Add("InstanceIds", JsonWriting.Of(ids)).Add("MaxResults", MostIds);
            var page = await _api.CallAsync(call, json => json.ReadPage("Instances", EcsInstance.Read), cancellation).ConfigureAwait(false);
            found.AddRange(page.Items);
        }

        return found;
    }

    /// <summary>The instances there are among these, by id.</summary>
    public async Task<Dictionary<string, EcsInstance>> MapInstancesAsync(IEnumerable<string> instanceIds, CancellationToken cancellation)
    {
        var found = await DescribeInstancesAsync(instanceIds.Distinct().ToList(), cancellation).ConfigureAwait(false);
        var byId = new Dictionary<string, EcsInstance>(found.Count);
        // An instance may be listed twice; the last answer is the newest.
        foreach (var instance in found)
            byId[instance.InstanceId] = instance;
        return byId;
    }

    /// <summary>One image, whatever its state; null when there is none that the caller may use.</summary>
    public async Task<EcsImage?> FindImageAsync(string imageId, CancellationToken cancellation)
    {
        var call = Call("DescribeImages");
        // Without a status only images that are Available are listed.
        call.Parameters.Add("ImageId", imageId).Add("Status", "Creating,Waiting,Available,UnAvailable,CreateFailed,Deprecated");
        var page = await _api.CallAsync(call, json => json.ReadPage("Images", EcsImage.Read), cancellation).ConfigureAwait(false);
        return page.Items.Length > 0 ? page.Items[0] : null;
    }

    /// <summary>Images that are Available and that the caller may use: the first hundred.</summary>
    public async Task<EcsImage[]> ListImagesAsync(EcsImageFilter filter, CancellationToken cancellation)
    {
        var call = Call("DescribeImages");
        call.Parameters
            .Add("ImageId", filter.ImageIds is null ? null : string.Join(",", filter.ImageIds))
            .Add("ImageFamily", filter.ImageFamily)
            .Add("ImageOwnerAlias", filter.ImageOwnerAlias)
            .Add("PageSize", MostImages);
        return (await _api.CallAsync(call, json => json.ReadPage("Images", EcsImage.Read), cancellation).ConfigureAwait(false)).Items;
    }

    /// <summary>Starts an instance that is stopped.</summary>
    public Task StartInstanceAsync(string instanceId, CancellationToken cancellation)
    {
        var call = Call("StartInstance");
        call.Parameters.Add("InstanceId", instanceId);
        return _api.CallAsync(call, JsonReading.Nothing, cancellation);
    }

    private ApiCall Call(string action)
    {
        var call = new ApiCall(Product, action, Repeatable.Always);
        call.Parameters.Add("RegionId", _api.RegionId);
        return call;
    }
}

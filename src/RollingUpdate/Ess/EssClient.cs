using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Ess;

/// <summary>The calls of Auto Scaling that the module makes (API version 2022-02-22, whose answers have flat arrays).</summary>
internal sealed class EssClient
{
    private const int LargestGroupPage = 50;
    private const int LargestInstancePage = 100;

    // The regions of the public host come from the endpoint map of Alibaba's own 2022-02-22 client.
    public static readonly ApiProduct Product = new("ess", "2022-02-22", EndpointRule.Regional("ess").Except(
        "ess.aliyuncs.com",
        "cn-qingdao", "cn-beijing", "cn-hangzhou", "cn-shanghai", "cn-shenzhen", "cn-nanjing", "cn-hongkong", "ap-southeast-1", "us-east-1",
        "us-west-1", "cn-shanghai-finance-1", "cn-shenzhen-finance-1", "cn-beijing-finance-1", "cn-hangzhou-finance", "cn-north-2-gov-1"));

    private readonly IOpenApi _api;
    private readonly EssReaders _readers;

    public EssClient(IOpenApi api)
    {
        _api = api;
        _readers = new EssReaders(api);
    }

    /// <param name="groupIds">Only these; unknown ones are left out of the answer. Null for all.</param>
    /// <param name="name">Groups whose name holds this; null for all.</param>
    public PageReader<EssScalingGroup> DescribeScalingGroups(IReadOnlyList<string>? groupIds, string? name = null) =>
        Pages(LargestGroupPage, "DescribeScalingGroups", "ScalingGroups", _readers.Group, parameters => parameters
            .AddList("ScalingGroupIds", groupIds)
            .Add("ScalingGroupName", name));

    /// <summary>One group; null when there is none.</summary>
    public async Task<EssScalingGroup?> FindScalingGroupAsync(string groupId, CancellationToken cancellation) =>
        await DescribeScalingGroups(new[] { groupId }).NextAsync(cancellation).ConfigureAwait(false) is { Length: > 0 } found ? found[0] : null;

    public PageReader<EssScalingInstance> DescribeScalingInstances(string groupId, IReadOnlyList<string>? lifecycleStates = null, IReadOnlyList<string>? instanceIds = null) =>
        Pages(LargestInstancePage, "DescribeScalingInstances", "ScalingInstances", _readers.Instance, parameters => parameters
            .Add("ScalingGroupId", groupId)
            .AddList("InstanceIds", instanceIds)
            .AddList("LifecycleStates", lifecycleStates));

    public PageReader<EssScalingConfiguration> DescribeScalingConfigurations(string? groupId, IReadOnlyList<string>? configurationIds = null) =>
        Pages(LargestGroupPage, "DescribeScalingConfigurations", "ScalingConfigurations", json => _readers.Configuration(json, "ECS"), parameters => parameters
            .Add("ScalingGroupId", groupId)
            .AddList("ScalingConfigurationIds", configurationIds));

    /// <summary>The configurations of container groups (ECI), which are a list of their own.</summary>
    public PageReader<EssScalingConfiguration> DescribeEciScalingConfigurations(string? groupId, IReadOnlyList<string>? configurationIds = null) =>
        Pages(LargestGroupPage, "DescribeEciScalingConfigurations", "ScalingConfigurations", json => _readers.Configuration(json, "ECI"), parameters => parameters
            .Add("ScalingGroupId", groupId)
            .AddList("ScalingConfigurationIds", configurationIds));

    /// <summary>The lifecycle hook of a group by its name; null when it has none.</summary>
    public async Task<EssLifecycleHook?> FindLifecycleHookAsync(string groupId, string name, CancellationToken cancellation)
    {
        var hooks = await Pages(LargestGroupPage, "DescribeLifecycleHooks", "LifecycleHooks", EssLifecycleHook.Read, parameters => parameters
            .Add("ScalingGroupId", groupId)
            .Add("LifecycleHookName", name)).NextAsync(cancellation).ConfigureAwait(false);
        return hooks is null ? null : Array.Find(hooks, hook => hook.LifecycleHookName == name);
    }

    /// <summary>Sets a configuration's image; saying it twice changes nothing more.</summary>
    public Task ModifyScalingConfigurationImageAsync(string configurationId, string imageId, CancellationToken cancellation)
    {
        var call = Call("ModifyScalingConfiguration");
        call.Parameters.Add("ScalingConfigurationId", configurationId).Add("ImageId", imageId);
        return _api.CallAsync(call, JsonReading.Nothing, cancellation);
    }

    /// <summary>The group's scaling activities that are in progress.</summary>
    public PageReader<EssScalingActivity> DescribeActivitiesInProgress(string groupId) =>
        Pages(LargestGroupPage, "DescribeScalingActivities", "ScalingActivities", EssScalingActivity.Read, parameters => parameters
            .Add("ScalingGroupId", groupId)
            .Add("StatusCode", "InProgress"));

    public Task SuspendProcessesAsync(string groupId, IReadOnlyList<string> processes, CancellationToken cancellation) =>
        ChangeAsync("SuspendProcesses", groupId, parameters => parameters.AddList("Processes", processes), cancellation);

    public Task ResumeProcessesAsync(string groupId, IReadOnlyList<string> processes, CancellationToken cancellation) =>
        ChangeAsync("ResumeProcesses", groupId, parameters => parameters.AddList("Processes", processes), cancellation);

    /// <summary>Puts an instance back into service. The client token makes that safe to send again: without it the second is refused, since the instance is no longer in Standby.</summary>
    public Task ExitStandbyAsync(string groupId, string instanceId, CancellationToken cancellation) =>
        ChangeAsync("ExitStandby", groupId, parameters => parameters.AddList("InstanceIds", new[] { instanceId }).Add("ClientToken", Guid.NewGuid().ToString("N")), cancellation);

    /// <summary>Protects an instance from scaling in.</summary>
    public Task ProtectInstanceAsync(string groupId, string instanceId, CancellationToken cancellation) =>
        ChangeAsync("SetInstancesProtection", groupId, parameters => parameters.AddList("InstanceIds", new[] { instanceId }).Add("ProtectedFromScaleIn", true), cancellation);

    private Task<bool> ChangeAsync(string action, string groupId, Action<RequestParameters> add, CancellationToken cancellation)
    {
        var call = Call(action);
        call.Parameters.Add("ScalingGroupId", groupId);
        add(call.Parameters);
        return _api.CallAsync(call, JsonReading.Nothing, cancellation);
    }

    private PageReader<T> Pages<T>(
        int size, string action, string items, Func<JsonReader, T?> read, Action<RequestParameters> filter)
        where T : class
        => new((token, cancellation) =>
        {
            var number = token is null ? 1 : int.Parse(token, CultureInfo.InvariantCulture);
            var call = Call(action);
            filter(call.Parameters);
            call.Parameters.Add("PageNumber", number).Add("PageSize", size);
            return _api.CallAsync(call, json => ReadNumberedPage(json, items, read, number, size), cancellation);
        });

    // ESS counts pages: there is a next one as long as the total is beyond this one.
    private static Page<T> ReadNumberedPage<T>(JsonReader json, string items, Func<JsonReader, T?> read, int number, int size)
        where T : class
    {
        var found = Array.Empty<T>();
        var total = 0;
        var name = "";
        while (json.NextProperty(ref name))
        {
            if (name == items)
                found = json.List(read);
            else if (name == "TotalCount")
                total = json.Number() ?? 0;
            else
                json.Skip();
        }

        return new Page<T>(found, number * size < total ? (number + 1).ToString(CultureInfo.InvariantCulture) : null);
    }

    private ApiCall Call(string action)
    {
        // Every ESS call the module makes reads, or changes to a stated value, or carries a client token.
        var call = new ApiCall(Product, action, Repeatable.Always);
        // ess.aliyuncs.com serves many regions, so the region must be in the request.
        call.Parameters.Add("RegionId", _api.RegionId);
        return call;
    }
}

using System;
using System.Linq;
using System.Text;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;

namespace RollingUpdate.Simulator.Services.Ecs;

/// <summary>The things of ECS as they are in its answers: arrays are wrapped.</summary>
internal static class EcsJson
{
    public static JObject Wrap(string singular, System.Collections.Generic.IEnumerable<JToken> items) => new() { [singular] = new JArray(items) };

    public static JObject Instance(Instance instance, Image? image) => new()
    {
        ["InstanceId"] = instance.Id,
        ["InstanceName"] = instance.Name,
        ["Status"] = instance.Status,
        ["OSType"] = instance.OsType,
        ["OSName"] = image?.OsName ?? "",
        ["ImageId"] = instance.ImageId,
        ["RegionId"] = instance.RegionId,
        ["ZoneId"] = instance.RegionId + "-h",
        ["CreationTime"] = Timestamps.Minutes(instance.Created),
        ["InstanceType"] = instance.InstanceType,
        ["InstanceChargeType"] = "PostPaid",
        ["KeyPairName"] = instance.KeyPairName ?? "",
        ["OperationLocks"] = Wrap("LockReason", Enumerable.Empty<JToken>()),
        ["Tags"] = Wrap("Tag", instance.Tags.Select(t => new JObject { ["TagKey"] = t.Key, ["TagValue"] = t.Value })),
        ["VpcAttributes"] = new JObject { ["PrivateIpAddress"] = Wrap("IpAddress", new JToken[] { instance.PrivateIp }) },
    };

    public static JObject Image(Image image) => new()
    {
        ["ImageId"] = image.Id,
        ["ImageName"] = image.Name,
        ["ImageFamily"] = image.Family,
        ["ImageOwnerAlias"] = image.OwnerAlias,
        ["Status"] = image.Status,
        ["Usage"] = "none",
        ["OSType"] = image.OsType,
        ["OSName"] = image.OsName,
        ["Platform"] = image.Platform,
        ["Architecture"] = "x86_64",
        ["Size"] = image.Size,
        ["CreationTime"] = Timestamps.Seconds(image.Created),
        ["IsSupportCloudinit"] = image.OsType == "linux",
        ["DiskDeviceMappings"] = Wrap("DiskDeviceMapping", new JToken[]
        {
            new JObject { ["Type"] = "system", ["Size"] = image.Size.ToString(System.Globalization.CultureInfo.InvariantCulture), ["Device"] = "/dev/xvda" },
        }),
    };

    public static JObject Disk(Instance instance, int size) => new()
    {
        ["DiskId"] = instance.SystemDiskId,
        ["InstanceId"] = instance.Id,
        ["RegionId"] = instance.RegionId,
        ["ZoneId"] = instance.RegionId + "-h",
        ["Type"] = "system",
        ["Category"] = "cloud_essd",
        ["Size"] = size,
        ["Status"] = instance.SystemDiskStatus,
        ["ImageId"] = instance.ImageId,
        ["Device"] = "/dev/xvda",
    };

    public static JObject InvokeInstance(InvocationResult result, bool plainText) => new()
    {
        ["InstanceId"] = result.InstanceId,
        ["InvocationStatus"] = result.Status,
        ["InstanceInvokeStatus"] = result.Finished == null ? "Running" : result.ErrorCode.Length > 0 ? "Failed" : "Finished",
        ["ExitCode"] = result.ExitCode,
        ["Output"] = Output(result, plainText),
        ["ErrorCode"] = result.ErrorCode,
        ["ErrorInfo"] = result.ErrorInfo,
        ["StartTime"] = Timestamps.Seconds(result.Started),
        ["FinishTime"] = Timestamps.Seconds(result.Finished),
        ["Dropped"] = 0,
    };

    public static JObject InvocationResult(Invocation invocation, InvocationResult result, bool plainText) => new()
    {
        ["InvokeId"] = invocation.Id,
        ["CommandId"] = invocation.CommandId,
        ["InstanceId"] = result.InstanceId,
        ["InvocationStatus"] = result.Status,
        ["InvokeRecordStatus"] = result.Finished == null ? "Running" : result.ErrorCode.Length > 0 ? "Failed" : "Finished",
        ["ExitCode"] = result.ExitCode,
        ["Output"] = Output(result, plainText),
        ["ErrorCode"] = result.ErrorCode,
        ["ErrorInfo"] = result.ErrorInfo,
        ["Dropped"] = 0,
        ["StartTime"] = Timestamps.Seconds(result.Started),
        ["FinishedTime"] = Timestamps.Seconds(result.Finished),
        ["Repeats"] = 1,
    };

    private static string Output(InvocationResult result, bool plainText) =>
        plainText ? result.Output : Convert.ToBase64String(Encoding.UTF8.GetBytes(result.Output));
}

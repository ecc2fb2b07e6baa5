using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;

namespace RollingUpdate.Simulator.Services.Ess;

/// <summary>The things of Auto Scaling as they are in its answers.</summary>
internal static class EssJson
{
    public static JObject Group(ScalingGroup group, EssVersion version)
    {
        var json = new JObject
        {
            ["ScalingGroupId"] = group.Id,
            ["ScalingGroupName"] = group.Name,
            ["RegionId"] = group.RegionId,
            ["GroupType"] = group.Type,
            ["LifecycleState"] = group.State,
            ["MinSize"] = group.MinSize,
            ["MaxSize"] = group.MaxSize,
            ["DesiredCapacity"] = group.Instances.Count,
            ["EnableDesiredCapacity"] = false,
            ["DefaultCooldown"] = 300,
            ["TotalCapacity"] = group.Instances.Count,
            ["TotalInstanceCount"] = group.Instances.Count,
            ["ActiveCapacity"] = group.CountOf("InService"),
            ["ProtectedCapacity"] = group.CountOf("Protected"),
            ["StandbyCapacity"] = group.CountOf("Standby"),
            ["PendingCapacity"] = group.CountOf("Pending"),
            ["PendingWaitCapacity"] = group.CountOf("Pending:Wait"),
            ["RemovingCapacity"] = group.CountOf("Removing"),
            ["RemovingWaitCapacity"] = group.CountOf("Removing:Wait"),
            ["StoppedCapacity"] = group.CountOf("Stopped"),
            ["SystemSuspended"] = group.IsSystemSuspended,
            ["HealthCheckType"] = group.Type,
            ["MultiAZPolicy"] = "PRIORITY",
            ["CreationTime"] = Timestamps.Minutes(group.Created),
            ["ModificationTime"] = Timestamps.Seconds(group.Modified),
            ["LoadBalancerIds"] = version.Array("LoadBalancerIds", Enumerable.Empty<JToken>()),
            ["VServerGroups"] = version.Array("VServerGroups", Enumerable.Empty<JToken>()),
            ["Tags"] = version.Array("Tags", group.Tags.Select(t => new JObject { ["TagKey"] = t.Key, ["TagValue"] = t.Value, ["Propagate"] = false })),
        };
        // With none suspended the field is not always there, which callers have to bear: here it is in the older version, and not in the newer.
        if (group.SuspendedProcesses.Count > 0 || !version.IsFlat)
            json["SuspendedProcesses"] = version.Array("SuspendedProcesses", group.SuspendedProcesses.Select(p => (JToken)p));
        if (group.ActiveConfiguration != null)
            json["ActiveScalingConfigurationId"] = group.ActiveConfiguration.Id;
        if (group.LaunchTemplate != null)
        {
            json["LaunchTemplateId"] = group.LaunchTemplate.Id;
            json["LaunchTemplateVersion"] = group.LaunchTemplateVersion;
        }

        return json;
    }

    public static JObject Configuration(ScalingConfiguration configuration, World world, EssVersion version)
    {
        var image = world.Images.Find(configuration.ImageId);
        var json = new JObject
        {
            ["ScalingConfigurationId"] = configuration.Id,
            ["ScalingConfigurationName"] = configuration.Name,
            ["ScalingGroupId"] = configuration.Group.Id,
            ["LifecycleState"] = configuration.IsActive ? "Active" : "Inactive",
            ["ImageId"] = configuration.ImageId,
            ["ImageName"] = image?.Name,
            ["ImageFamily"] = image?.Family,
            ["ImageOwnerAlias"] = image?.OwnerAlias,
            ["InstanceType"] = configuration.InstanceType,
            ["InstanceTypes"] = version.Array("InstanceTypes", new JToken[] { configuration.InstanceType }),
            ["SystemDiskCategory"] = "cloud_essd",
            ["SystemDiskSize"] = image?.Size ?? 40,
            ["CreationTime"] = Timestamps.Minutes(configuration.Created),
        };
        if (configuration.UserData != null)
            json["UserData"] = configuration.UserData;
        if (configuration.KeyPairName != null)
            json["KeyPairName"] = configuration.KeyPairName;
        return json;
    }

    public static JObject EciConfiguration(ScalingConfiguration configuration, EssVersion version) => new()
    {
        ["ScalingConfigurationId"] = configuration.Id,
        ["ScalingConfigurationName"] = configuration.Name,
        ["ScalingGroupId"] = configuration.Group.Id,
        ["LifecycleState"] = configuration.IsActive ? "Active" : "Inactive",
        ["CreationTime"] = Timestamps.Minutes(configuration.Created),
        ["Containers"] = version.Array("Containers", configuration.Containers.Select(c => Container(c, version))),
    };

    // A container is given with singular names, as a call has them, and read with plural ones.
    private static JObject Container(JObject given, EssVersion version) => new(given.Properties().Select(setting => setting.Value is JArray items
        ? new JProperty(setting.Name + "s", version.Array(setting.Name + "s", items.Select(item => item.DeepClone())))
        : new JProperty(setting.Name, setting.Value.DeepClone())));

    public static JObject Instance(Instance instance)
    {
        var group = instance.Group!;
        var json = new JObject
        {
            ["InstanceId"] = instance.Id,
            ["ScalingInstanceId"] = "asi-" + instance.Id.Substring(instance.Id.IndexOf('-') + 1),
            ["ScalingGroupId"] = group.Id,
            ["LifecycleState"] = instance.LifecycleState,
            ["HealthStatus"] = instance.HealthStatus,
            ["CreationType"] = instance.CreationType,
            ["CreationTime"] = Timestamps.Minutes(instance.Created),
            ["CreatedTime"] = Timestamps.Seconds(instance.Created),
            ["WarmupState"] = "NoNeedWarmup",
            ["ZoneId"] = instance.RegionId + "-h",
            ["PrivateIpAddress"] = instance.PrivateIp,
            ["Entrusted"] = instance.CreationType != "Attached",
            ["SpotStrategy"] = "NoSpot",
            ["WeightedCapacity"] = 1,
        };
        if (instance.ScalingConfigurationId != null)
            json["ScalingConfigurationId"] = instance.ScalingConfigurationId;
        if (group.LaunchTemplate != null)
        {
            json["LaunchTemplateId"] = group.LaunchTemplate.Id;
            json["LaunchTemplateVersion"] = group.LaunchTemplateVersion;
        }

        return json;
    }

    public static JObject Activity(ScalingActivity activity, ScalingGroup group) => new()
    {
        ["ScalingActivityId"] = activity.Id,
        ["ScalingGroupId"] = group.Id,
        ["Description"] = activity.Description,
        ["Cause"] = activity.Cause,
        ["StatusCode"] = activity.Status,
        ["StatusMessage"] = activity.StatusMessage,
        ["Progress"] = activity.Progress,
        ["StartTime"] = Timestamps.Minutes(activity.Start),
        ["EndTime"] = activity.End == null ? "" : Timestamps.Minutes(activity.End.Value),
    };

    public static JObject Hook(LifecycleHook hook, ScalingGroup group) => new()
    {
        ["LifecycleHookId"] = hook.Id,
        ["LifecycleHookName"] = hook.Name,
        ["LifecycleHookStatus"] = hook.Status,
        ["LifecycleTransition"] = hook.Transition,
        ["ScalingGroupId"] = group.Id,
        ["NotificationArn"] = hook.NotificationArn,
        ["NotificationMetadata"] = hook.NotificationMetadata,
        ["DefaultResult"] = hook.DefaultResult,
        ["HeartbeatTimeout"] = hook.HeartbeatTimeout,
    };
}

using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Ess;

/// <summary>Reads groups, instances and configurations from answers of ESS 2022-02-22.</summary>
internal sealed class EssReaders
{
    private readonly IOpenApi _api;

    public EssReaders(IOpenApi api) => _api = api;

    public EssScalingGroup? Group(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var group = new EssScalingGroup { RegionId = _api.RegionId, ProfileName = _api.ProfileName };
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "ScalingGroupId": group.ScalingGroupId = json.Text() ?? ""; break;
                case "ScalingGroupName": group.ScalingGroupName = json.Text() ?? ""; break;
                case "GroupType": group.GroupType = json.Text(); break;
                case "LifecycleState": group.LifecycleState = json.Text() ?? ""; break;
                case "ActiveScalingConfigurationId": group.ActiveScalingConfigurationId = json.TextOrNull(); break;
                case "LaunchTemplateId": group.LaunchTemplateId = json.TextOrNull(); break;
                case "LaunchTemplateVersion": group.LaunchTemplateVersion = json.TextOrNull(); break;
                case "MinSize": group.MinSize = json.Number() ?? 0; break;
                case "MaxSize": group.MaxSize = json.Number() ?? 0; break;
                case "DesiredCapacity": group.DesiredCapacity = json.Number(); break;
                case "TotalInstanceCount": group.TotalInstanceCount = json.Number() ?? 0; break;
                case "ActiveCapacity": group.ActiveCapacity = json.Number() ?? 0; break;
                case "ProtectedCapacity": group.ProtectedCapacity = json.Number() ?? 0; break;
                case "StandbyCapacity": group.StandbyCapacity = json.Number() ?? 0; break;
                case "SuspendedProcesses": group.SuspendedProcesses = json.Texts(); break;
                case "SystemSuspended": group.SystemSuspended = json.Flag() ?? false; break;
                default: json.Skip(); break;
            }
        }

        return group;
    }

    public EssScalingInstance? Instance(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var instance = new EssScalingInstance { RegionId = _api.RegionId, ProfileName = _api.ProfileName };
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "InstanceId": instance.InstanceId = json.Text() ?? ""; break;
                case "ScalingGroupId": instance.ScalingGroupId = json.Text() ?? ""; break;
                case "LifecycleState": instance.LifecycleState = json.Text() ?? ""; break;
                case "HealthStatus": instance.HealthStatus = json.Text(); break;
                case "CreationType": instance.CreationType = json.Text(); break;
                // The same time twice: CreationTime to the minute, CreatedTime to the second.
                case "CreationTime": instance.CreationTime ??= json.Time(); break;
                case "CreatedTime": instance.CreationTime = json.Time() ?? instance.CreationTime; break;
                case "ScalingConfigurationId": instance.ScalingConfigurationId = json.TextOrNull(); break;
                case "LaunchTemplateId": instance.LaunchTemplateId = json.TextOrNull(); break;
                case "ZoneId": instance.ZoneId = json.Text(); break;
                case "PrivateIpAddress": instance.PrivateIpAddress = json.Text(); break;
                default: json.Skip(); break;
            }
        }

        return instance;
    }

    /// <param name="json">The reader.</param>
    /// <param name="groupType">ECS or ECI: what a configuration does not say of itself.</param>
    public EssScalingConfiguration? Configuration(JsonReader json, string groupType)
    {
        if (!json.IsObject())
            return null;
        var configuration = new EssScalingConfiguration { GroupType = groupType, RegionId = _api.RegionId, ProfileName = _api.ProfileName };
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "ScalingConfigurationId": configuration.ScalingConfigurationId = json.Text() ?? ""; break;
                case "ScalingConfigurationName": configuration.ScalingConfigurationName = json.Text(); break;
                case "ScalingGroupId": configuration.ScalingGroupId = json.Text() ?? ""; break;
                case "LifecycleState": configuration.LifecycleState = json.Text() ?? ""; break;
                case "ImageId": configuration.ImageId = json.TextOrNull(); break;
                case "ImageName": configuration.ImageName = json.Text(); break;
                case "ImageFamily": configuration.ImageFamily = json.TextOrNull(); break;
                case "Containers": configuration.Containers = json.List(EssContainer.Read); break;
                case "InstanceType": configuration.InstanceType = json.Text(); break;
                case "CreationTime": configuration.CreationTime = json.Time(); break;
                default: json.Skip(); break;
            }
        }

        return configuration;
    }
}

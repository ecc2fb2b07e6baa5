using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Services.Ess;

/// <summary>The changing actions of Auto Scaling, in both versions.</summary>
internal sealed class EssChangeService
{
    private readonly AutoScaling _scaling;

    public EssChangeService(AutoScaling scaling) => _scaling = scaling;

    public void Register(ApiCatalog catalog)
    {
        foreach (var version in new[] { EssVersion.V2014, EssVersion.V2022 })
        {
            catalog.WriteOnce("ess", version.Number, "SuspendProcesses", c => Processes(c, version, _scaling.Suspend));
            catalog.WriteOnce("ess", version.Number, "ResumeProcesses", c => Processes(c, version, _scaling.Resume));
            catalog.WriteOnce("ess", version.Number, "EnterStandby", c => Standby(c, version, _scaling.EnterStandby));
            catalog.WriteOnce("ess", version.Number, "ExitStandby", c => Standby(c, version, _scaling.ExitStandby));
            catalog.Write("ess", version.Number, "SetInstancesProtection", c => SetInstancesProtection(c, version));
            catalog.Write("ess", version.Number, "ModifyScalingConfiguration", ModifyScalingConfiguration);
            catalog.Write("ess", version.Number, "ModifyEciScalingConfiguration", c => ModifyEciScalingConfiguration(c, version));
        }
    }

    private static JObject Processes(ApiCall call, EssVersion version, Action<string, IReadOnlyList<string>> change)
    {
        change(call.Parameters.Required("ScalingGroupId"), call.Parameters.List(version.List("Processes")));
        return new JObject();
    }

    private static JObject Standby(ApiCall call, EssVersion version, Func<string, IReadOnlyList<string>, ScalingActivity> move)
    {
        var groupId = call.Parameters.Required("ScalingGroupId");
        var ids = InstanceIds(call, version);
        var activity = move(groupId, ids);
        return version.IsFlat ? new JObject { ["ScalingActivityId"] = activity.Id } : new JObject();
    }

    private JObject SetInstancesProtection(ApiCall call, EssVersion version)
    {
        var groupId = call.Parameters.Required("ScalingGroupId");
        var ids = InstanceIds(call, version);
        var isProtected = call.Parameters.Boolean("ProtectedFromScaleIn") ?? throw ApiException.Missing("ProtectedFromScaleIn");
        _scaling.SetProtection(groupId, ids, isProtected);
        return new JObject();
    }

    private JObject ModifyScalingConfiguration(ApiCall call)
    {
        var id = call.Parameters.Required("ScalingConfigurationId");
        if (call.Parameters.Text("ImageId") is { } imageId)
            _scaling.ModifyImage(id, imageId);
        var configuration = _scaling.Configuration(id);
        configuration.Name = call.Parameters.Text("ScalingConfigurationName") ?? configuration.Name;
        configuration.UserData = call.Parameters.Text("UserData") ?? configuration.UserData;
        configuration.KeyPairName = call.Parameters.Text("KeyPairName") ?? configuration.KeyPairName;
        return new JObject();
    }

    private JObject ModifyEciScalingConfiguration(ApiCall call, EssVersion version)
    {
        var configuration = _scaling.Configuration(call.Parameters.Required("ScalingConfigurationId"));
        var type = call.Parameters.OneOf("ContainersUpdateType", "RenewUpdate", "IncrementalUpdate") ?? "RenewUpdate";
        var given = new JArray(call.Parameters.Objects(version.List("Containers")).Select(c => new JObject(c.Select(f => new JProperty(f.Key, f.Value)))));
        configuration.Containers = Containers.Update(configuration.Containers, given, type);
        return new JObject();
    }

    private static List<string> InstanceIds(ApiCall call, EssVersion version)
    {
        var name = version.List("InstanceIds");
        var ids = call.Parameters.List(name);
        if (ids.Count == 0)
            throw ApiException.Missing(name + ".N");
        if (ids.Count > 20)
            throw ApiException.Invalid(name + ".N", "at most 20 instances in one call.");
        return ids;
    }
}

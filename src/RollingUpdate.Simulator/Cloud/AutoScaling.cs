using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>What Auto Scaling does when it is asked to change something, by a caller or by the engine of OOS.</summary>
internal sealed class AutoScaling
{
    private readonly World _world;

    public AutoScaling(World world) => _world = world;

    /// <exception cref="ApiException">InvalidScalingGroupId.NotFound.</exception>
    public ScalingGroup Group(string id) =>
        _world.Groups.Find(id) ?? throw new ApiException(404, "InvalidScalingGroupId.NotFound", "The specified scaling group does not exist.");

    /// <exception cref="ApiException">InvalidScalingConfigurationId.NotFound.</exception>
    public ScalingConfiguration Configuration(string id) =>
        _world.Configurations.Find(id) ?? throw new ApiException(404, "InvalidScalingConfigurationId.NotFound", "The specified scaling configuration does not exist.");

    public void Suspend(string groupId, IReadOnlyList<string> processes)
    {
        CheckProcesses(processes);
        Group(groupId).Suspend(processes);
    }

    public void Resume(string groupId, IReadOnlyList<string> processes)
    {
        CheckProcesses(processes);
        Group(groupId).Resume(processes);
    }

    /// <summary>Takes instances out of service, all or none.</summary>
    /// <returns>The scaling activity that recorded it.</returns>
    public ScalingActivity EnterStandby(string groupId, IReadOnlyList<string> instanceIds) =>
        Move(groupId, instanceIds, "InService", "Standby", "Move instances into Standby", "EnterStandby");

    /// <summary>Puts instances back into service, all or none.</summary>
    public ScalingActivity ExitStandby(string groupId, IReadOnlyList<string> instanceIds) =>
        Move(groupId, instanceIds, "Standby", "InService", "Move instances out of Standby", "ExitStandby");

    /// <summary>Protects instances from scale-in, or not any longer. An instance that is Standby keeps that state.</summary>
    public void SetProtection(string groupId, IReadOnlyList<string> instanceIds, bool isProtected)
    {
        var group = Group(groupId);
        foreach (var instance in Instances(group, instanceIds))
        {
            if (isProtected && instance.LifecycleState == "InService")
                instance.LifecycleState = "Protected";
            else if (!isProtected && instance.LifecycleState == "Protected")
                instance.LifecycleState = "InService";
            else if (instance.LifecycleState is not ("InService" or "Protected"))
                throw WrongState(instance, "SetInstancesProtection");
        }
    }

    /// <summary>Changes the image that new instances get.</summary>
    /// <exception cref="ApiException">InvalidScalingConfigurationId.NotFound or InvalidImageId.NotFound.</exception>
    public void ModifyImage(string configurationId, string imageId)
    {
        var configuration = Configuration(configurationId);
        if (_world.Images.Find(imageId) == null)
            throw new ApiException(404, "InvalidImageId.NotFound", $"The specified image {imageId} does not exist.");
        configuration.ImageId = imageId;
    }

    /// <summary>Starts a new instance at once, as the group's configuration says.</summary>
    public Instance AddInstance(ScalingGroup group, string creationType, string lifecycleState)
    {
        var version = group.LaunchTemplate?.Resolve(group.LaunchTemplateVersion);
        var imageId = version?.ImageId ?? group.ActiveConfiguration?.ImageId ?? "";
        var number = group.Instances.Count + 1;
        var instance = new Instance(_world.Ids.Resource(group.Type == "ECI" ? "eci-" : "i-"), group.RegionId, imageId, _world.Images.Find(imageId)?.OsType ?? "linux")
        {
            Name = $"ESS-asg-{group.Name}-{number}",
            PrivateIp = $"10.0.{number / 250}.{(number % 250) + 1}",
            Created = _world.Clock.Now,
            SystemDiskId = _world.Ids.Resource("d-"),
            UserData = version?.UserData ?? group.ActiveConfiguration?.UserData,
            KeyPairName = version?.KeyPairName ?? group.ActiveConfiguration?.KeyPairName,
            Group = group,
            CreationType = creationType,
            LifecycleState = lifecycleState,
            ScalingConfigurationId = creationType == "Attached" ? null : group.ActiveConfiguration?.Id,
            Containers = group.ActiveConfiguration?.Containers.Select(c => (JObject)c.DeepClone()).ToList() ?? new(),
        };
        _world.SystemDisks[instance.SystemDiskId] = instance;
        group.Instances.Add(instance);
        return _world.Instances.Add(instance);
    }

    /// <summary>Releases an instance at once.</summary>
    public void RemoveInstance(Instance instance)
    {
        instance.Group?.Instances.Remove(instance);
        instance.Group = null;
        _world.SystemDisks.Remove(instance.SystemDiskId);
        _world.Instances.Remove(instance);
    }

    /// <summary>
    /// Starts instances by a scaling activity, which takes its time and keeps the group busy. It is rejected while ScaleOut is suspended; with
    /// lifecycle hooks the instances wait for them before they go into service.
    /// </summary>
    public void ScaleOut(ScalingGroup group, int count)
    {
        var activity = Begin(group, $"Add \"{count}\" ECS instance", Array.Empty<string>(), "The simulator was told to scale out.");
        if (group.SuspendedProcesses.Contains("ScaleOut"))
        {
            Complete(group, activity, "Rejected", "The process ScaleOut of the scaling group is suspended.");
            return;
        }

        var added = Enumerable.Range(0, count).Select(_ => AddInstance(group, "AutoCreated", "Pending")).ToList();
        _world.Clock.Schedule(StepTimes.ScalingActivity, () =>
        {
            var hooks = group.Hooks.FindAll(h => h.Transition == "SCALE_OUT" && h.Status == "Active");
            var open = added.Count;
            foreach (var instance in added)
            {
                // An instance goes on when all hooks let it.
                var actions = hooks.ConvertAll(h => LifecycleAction.Begin(_world, h, instance));
                instance.LifecycleState = "Pending:Wait";
                _world.Clock.Schedule(actions.Count == 0 ? TimeSpan.Zero : actions.Max(a => a.Wait), () =>
                {
                    instance.LifecycleState = "InService";
                    if (actions.Exists(a => a.IsAbandoned))
                        RemoveInstance(instance);
                    if (--open == 0)
                        Complete(group, activity);
                });
            }
        });
    }

    private ScalingActivity Begin(ScalingGroup group, string description, IReadOnlyList<string> instanceIds, string cause)
    {
        var activity = new ScalingActivity(_world.Ids.Resource("asa-"), description, instanceIds, cause, _world.Clock.Now);
        group.Activities.Add(activity);
        group.OpenActivities++;
        return activity;
    }

    private void Complete(ScalingGroup group, ScalingActivity activity, string status = "Successful", string message = "")
    {
        group.OpenActivities--;
        activity.Status = status;
        activity.StatusMessage = message;
        activity.Progress = 100;
        activity.End = _world.Clock.Now;
    }

    private ScalingActivity Move(string groupId, IReadOnlyList<string> instanceIds, string from, string to, string description, string action)
    {
        var group = Group(groupId);
        if (instanceIds.Count == 0)
            throw ApiException.Missing("InstanceId.N");
        if (group.State != "Active" || group.OpenActivities > 0)
            throw new ApiException(400, "IncorrectScalingGroupStatus", "The current status of the specified scaling group does not support this action.");
        var instances = Instances(group, instanceIds);
        var wrong = instances.Find(i => i.LifecycleState != from);
        if (wrong != null)
            throw WrongState(wrong, action);
        foreach (var instance in instances)
            instance.LifecycleState = to;
        var activity = Begin(group, description, instanceIds, action);
        Complete(group, activity);
        return activity;
    }

    private static List<Instance> Instances(ScalingGroup group, IReadOnlyList<string> ids) => ids.Select(id => group.Instances.Find(id)
        ?? throw new ApiException(404, "InvalidInstanceId.NotFound", $"The specified instance {id} does not exist in the scaling group.")).ToList();

    // The exact code is not in the reference pages; what is known is that the templates do not retry on it.
    private static ApiException WrongState(Instance instance, string action) =>
        new(400, "IncorrectInstanceStatus", $"The lifecycle state {instance.LifecycleState} of instance {instance.Id} does not support {action}.");

    private static void CheckProcesses(IReadOnlyList<string> processes)
    {
        if (processes.Count == 0)
            throw ApiException.Missing("Process.N");
        foreach (var process in processes)
        {
            if (!ScalingGroup.AllProcesses.Contains(process, StringComparer.Ordinal))
                throw ApiException.Invalid("Process.N", $"'{process}' is not one of {string.Join(", ", ScalingGroup.AllProcesses)}.");
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Engine;
using RollingUpdate.Simulator.Templates;

namespace RollingUpdate.Simulator;

/// <content>Filling and changing the simulated account from outside, as its owner would at the console.</content>
public sealed partial class AliyunSimulator
{
    /// <summary>Adds a scaling group with an active scaling configuration and instances.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="instanceCount">How many instances are InService.</param>
    public SimulatedScalingGroup AddScalingGroup(string name, int instanceCount = 5) =>
        AddScalingGroup(new SimulatedScalingGroupSettings { ScalingGroupName = name, InstanceCount = instanceCount });

    /// <summary>Adds a scaling group.</summary>
    /// <exception cref="ArgumentException">The launch template does not exist.</exception>
    public SimulatedScalingGroup AddScalingGroup(SimulatedScalingGroupSettings settings)
    {
        _ = settings ?? throw new ArgumentNullException(nameof(settings));
        return _simulation.Visit(() =>
        {
            var group = DefaultWorld.AddGroup(_world, settings.ScalingGroupId, settings.ScalingGroupName, settings.GroupType, settings.ImageId ?? DefaultWorld.OldImage, settings.RegionId);
            if (settings.LaunchTemplateId != null)
            {
                group.LaunchTemplate = _world.LaunchTemplates.Find(settings.LaunchTemplateId) ?? throw new ArgumentException("There is no such launch template.", nameof(settings));
                group.LaunchTemplateVersion = settings.LaunchTemplateVersion;
                group.ActiveConfiguration = null;
            }

            group.MinSize = settings.MinSize;
            group.MaxSize = settings.MaxSize;
            group.Suspend(settings.SuspendedProcesses ?? Array.Empty<string>());
            Fill(group, settings.InstanceCount, "AutoCreated", "InService");
            Fill(group, settings.ProtectedCount, "AutoCreated", "Protected");
            Fill(group, settings.StandbyCount, "AutoCreated", "Standby");
            Fill(group, settings.AttachedCount, "Attached", "InService");
            return new SimulatedScalingGroup(group);
        });
    }

    /// <summary>Adds an instance to a group at once, started as the group's configuration says.</summary>
    /// <param name="scalingGroupId">The group.</param>
    /// <param name="lifecycleState">InService, Protected, Standby ….</param>
    /// <param name="creationType">AutoCreated, Attached or Managed.</param>
    /// <exception cref="ArgumentException">There is no such group.</exception>
    public SimulatedInstance AddInstance(string scalingGroupId, string lifecycleState = "InService", string creationType = "AutoCreated") =>
        _simulation.Visit(() => new SimulatedInstance(_engine.Scaling.AddInstance(Group(scalingGroupId), creationType, lifecycleState)));

    /// <summary>Releases an instance at once.</summary>
    /// <exception cref="ArgumentException">There is no such instance.</exception>
    public void RemoveInstance(string instanceId) => Change(() => _engine.Scaling.RemoveInstance(Instance(instanceId)));

    /// <summary>
    /// Starts a scaling activity that adds instances; it takes simulated time and keeps the group busy. While ScaleOut is suspended it is
    /// rejected; lifecycle hooks for scaling out act on the instances before they go into service.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such group.</exception>
    public void ScaleOut(string scalingGroupId, int count = 1) => Change(() => _engine.Scaling.ScaleOut(Group(scalingGroupId), count));

    /// <summary>Sets the lifecycle state of an instance, as if something outside had done it.</summary>
    /// <exception cref="ArgumentException">There is no such instance.</exception>
    public void SetInstanceLifecycleState(string instanceId, string lifecycleState) => Change(() => Instance(instanceId).LifecycleState = lifecycleState);

    /// <summary>Sets the state of a group: Active, Inactive or Deleting.</summary>
    /// <exception cref="ArgumentException">There is no such group.</exception>
    public void SetScalingGroupState(string scalingGroupId, string state) => Change(() => Group(scalingGroupId).State = state);

    /// <summary>Lets Auto Scaling itself suspend a group, as it does for money owed, or end that.</summary>
    /// <exception cref="ArgumentException">There is no such group.</exception>
    public void SetSystemSuspended(string scalingGroupId, bool isSuspended = true) => Change(() => Group(scalingGroupId).IsSystemSuspended = isSuspended);

    /// <summary>Suspends processes of a group, as an admin in the console would.</summary>
    /// <exception cref="ArgumentException">There is no such group.</exception>
    public void SuspendProcesses(string scalingGroupId, params string[] processes) => Change(() => Group(scalingGroupId).Suspend(processes));

    /// <summary>Gives the active configuration of a group another image, as an admin in the console would.</summary>
    /// <exception cref="ArgumentException">There is no such group.</exception>
    public void SetConfigurationImage(string scalingGroupId, string imageId) => Change(() => Group(scalingGroupId).ActiveConfiguration!.ImageId = imageId);

    /// <summary>Adds an identity provider whose tokens STS takes for any role.</summary>
    /// <returns>Its ARN.</returns>
    public string AddOidcProvider(string name) => _simulation.Visit(() =>
    {
        var provider = new OidcProvider($"acs:ram::{_world.Access.AccountId}:oidc-provider/{name}");
        return _world.Access.OidcProviders.Add(provider).Arn;
    });

    /// <summary>A token that the provider gives a subject, such as a service account of a cluster.</summary>
    /// <param name="providerArn">The provider.</param>
    /// <param name="subject">Who gets it.</param>
    /// <param name="lifetime">How long it is good, simulated time.</param>
    /// <exception cref="ArgumentException">There is no such provider.</exception>
    public string IssueOidcToken(string providerArn, string subject, TimeSpan lifetime) => _simulation.Visit(() =>
    {
        var provider = _world.Access.OidcProviders.Find(providerArn) ?? throw new ArgumentException("There is no such provider.", nameof(providerArn));
        return provider.Issue(subject, _world.Clock.Now, _world.Clock.Now + lifetime);
    });

    /// <summary>Adds an image.</summary>
    /// <param name="imageId">Its id, which is also its name.</param>
    /// <param name="osType">linux or windows.</param>
    /// <param name="status">Available, Creating, UnAvailable, Deprecated ….</param>
    public void AddImage(string imageId, string osType = "linux", string status = "Available") =>
        Change(() => _world.Images.Add(new Image(imageId, imageId, osType) { OwnerAlias = "self", Status = status, Created = _world.Clock.Now }));

    /// <summary>Adds a package; the last of the versions is the latest.</summary>
    public void AddPackage(string name, params string[] versions) => Change(() => _world.Packages.Add(new Package(name, "t-" + _world.Ids.Hex(20), versions)));

    /// <summary>Installs a package version on an instance at once.</summary>
    /// <exception cref="ArgumentException">There is no such instance.</exception>
    public void SetInstancePackage(string instanceId, string name, string version) =>
        Change(() => Instance(instanceId).Packages[name] = new InstalledPackage(version, _world.Clock.Now));

    /// <summary>Adds a launch template with a version for each image; version 1 is the default.</summary>
    /// <returns>Its id.</returns>
    public string AddLaunchTemplate(string name, params string[] imageIds) => _simulation.Visit(() =>
    {
        var template = _world.LaunchTemplates.Add(new LaunchTemplate(_world.Ids.Resource("lt-"), name));
        foreach (var imageId in imageIds)
        {
            var number = template.Versions.Count + 1;
            // Each version starts instances its own way, so that it shows which one was taken.
            var userData = Convert.ToBase64String(Encoding.UTF8.GetBytes($"#!/bin/sh\necho version {number}\n"));
            template.Versions.Add(new LaunchTemplateVersion(number, imageId) { UserData = userData, KeyPairName = "ops" });
        }

        return template.Id;
    });

    /// <summary>Adds a key of a user of the account, in place of one with the same id.</summary>
    /// <param name="accessKeyId">The key.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="securityToken">The token of a temporary key; null for a lasting one.</param>
    /// <param name="expires">When a temporary key ends, simulated time; null means never.</param>
    public void AddAccessKey(string accessKeyId, string secret, string? securityToken = null, DateTimeOffset? expires = null) => Change(() =>
        _world.Access.AddKey(new AccessKey(accessKeyId, secret, _world.Access.NewUser("user-" + accessKeyId)) { SecurityToken = securityToken, Expires = expires, Created = _world.Clock.Now }));

    /// <summary>Switches a key off or on.</summary>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public void SetAccessKeyActive(string accessKeyId, bool active) => Change(() => Key(accessKeyId).Active = active);

    /// <summary>Refuses actions to a key's user, and to executions that the user starts; replaces what was refused before.</summary>
    /// <param name="accessKeyId">The key.</param>
    /// <param name="actions">RAM actions with wildcards, such as ess:EnterStandby or ecs:*; none allows all again.</param>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public void DenyAction(string accessKeyId, params string[] actions) => Change(() => Key(accessKeyId).Owner.DeniedActions = actions.ToList());

    /// <summary>Adds a role that can be assumed, by AssumeRole and by executions; in place of one with the same name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="deniedActions">RAM actions with wildcards that its sessions may not do.</param>
    /// <returns>Its ARN.</returns>
    public string AddRole(string name, params string[] deniedActions) => _simulation.Visit(() =>
    {
        var role = _world.Access.AddRole(name);
        role.DeniedActions = deniedActions.ToList();
        return role.Arn;
    });

    /// <summary>Adds executions that ended successfully, without running anything: a long history for listing.</summary>
    /// <param name="scalingGroupId">The group that they name; it need not exist.</param>
    /// <param name="count">How many.</param>
    public void AddExecutionHistory(string scalingGroupId, int count) => Change(() =>
    {
        var template = TemplateCatalog.All[0];
        var caller = Key(AccessKeyId).Owner;
        var given = new JObject { ["invokeType"] = "invoke", ["scalingGroupId"] = scalingGroupId };
        for (var i = 0; i < count; i++)
            _engine.Record(template, ParameterDefinition.Bind(template.Parameters, given), caller);
    });

    /// <summary>Gives the active configuration and all container groups of an ECI scaling group their containers.</summary>
    /// <param name="scalingGroupId">The group.</param>
    /// <param name="containers">JSON objects with Name and Image.</param>
    /// <exception cref="ArgumentException">There is no such group.</exception>
    public void SetContainers(string scalingGroupId, params string[] containers) => Change(() =>
    {
        var group = Group(scalingGroupId);
        List<JObject> Parsed() => containers.Select(JObject.Parse).ToList();
        if (group.ActiveConfiguration != null)
            group.ActiveConfiguration.Containers = Parsed();
        foreach (var instance in group.Instances)
            instance.Containers = Parsed();
    });

    private void Fill(ScalingGroup group, int count, string creationType, string lifecycleState)
    {
        for (var i = 0; i < count; i++)
            _engine.Scaling.AddInstance(group, creationType, lifecycleState);
    }

    private void Change(Action change) => _simulation.Visit(() =>
    {
        change();
        return true;
    });

    private ScalingGroup Group(string id) => _world.Groups.Find(id) ?? throw new ArgumentException($"There is no scaling group {id}.", nameof(id));

    private Instance Instance(string id) => _world.Instances.Find(id) ?? throw new ArgumentException($"There is no instance {id}.", nameof(id));

    private AccessKey Key(string id) => _world.Access.FindKey(id) ?? throw new ArgumentException($"There is no access key {id}.", nameof(id));
}

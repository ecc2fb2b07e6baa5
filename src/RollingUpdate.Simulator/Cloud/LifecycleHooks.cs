using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>Making and finding the lifecycle hooks of scaling groups.</summary>
internal sealed class LifecycleHooks
{
    /// <summary>The most characters that Auto Scaling keeps for a hook.</summary>
    private const int MetadataLimit = 4096;
    private readonly World _world;
    private readonly AutoScaling _scaling;

    public LifecycleHooks(World world, AutoScaling scaling)
    {
        _world = world;
        _scaling = scaling;
    }

    /// <exception cref="ApiException">The group does not exist, the name is taken, or the metadata is too long.</exception>
    public LifecycleHook Create(string groupId, string? name, string transition, string arn, string metadata)
    {
        var group = _scaling.Group(groupId);
        Checked(metadata);
        var id = _world.Ids.Resource("ash-");
        if (name != null && group.Hooks.Exists(h => h.Name == name))
            throw new ApiException(400, "InvalidLifecycleHookName.Duplicate", $"The lifecycle hook {name} already exists in the scaling group.");
        var hook = new LifecycleHook(id, name ?? id, transition) { NotificationArn = arn, NotificationMetadata = metadata };
        group.Hooks.Add(hook);
        return hook;
    }

    /// <exception cref="ApiException">The group or the hook does not exist.</exception>
    public (ScalingGroup Group, LifecycleHook Hook) Find(string groupId, string name)
    {
        var group = _scaling.Group(groupId);
        return (group, group.Hooks.Find(h => h.Name == name) ?? throw NotFound());
    }

    /// <summary>The metadata, when it is not too long.</summary>
    public static string? Checked(string? metadata) =>
        metadata?.Length > MetadataLimit ? throw ApiException.Invalid("NotificationMetadata", $"at most {MetadataLimit} characters.") : metadata;

    public static ApiException NotFound() => new(404, "InvalidLifecycleHookId.NotExist", "The specified lifecycle hook does not exist.");
}

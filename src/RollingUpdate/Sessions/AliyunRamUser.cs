using System;
using System.Collections.Generic;

namespace RollingUpdate.Sessions;

/// <summary>A RAM user with its policies and the profile its key was saved in. The key's secret is in that profile and nowhere else.</summary>
public sealed class AliyunRamUser
{
    /// <summary>The name it is logged in and found with.</summary>
    public string UserName { get; internal set; } = "";

    /// <summary>The user's id.</summary>
    public string? UserId { get; internal set; }

    /// <summary>The name shown in the console.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreateDate { get; internal set; }

    /// <summary>The policies it has; those of its groups are not among them.</summary>
    public IReadOnlyList<string> Policies { get; internal set; } = Array.Empty<string>();

    /// <summary>The last characters of the id of the saved AccessKey; null without one.</summary>
    public string? AccessKey { get; internal set; }

    /// <summary>The profile the key was saved in, which the next cmdlet of a pipeline works with; null without one.</summary>
    public string? ProfileName { get; internal set; }

    /// <summary>The region of that profile; null without one.</summary>
    public string? RegionId { get; internal set; }

    /// <summary>The user's name.</summary>
    public override string ToString() => UserName;
}

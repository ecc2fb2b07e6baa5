using System;

namespace RollingUpdate.Sessions;

/// <summary>A profile of <c>config.json</c>, as far as it may be shown: secrets are not in it.</summary>
public sealed class AliyunProfile
{
    /// <summary>The profile's name; binds to the next cmdlet's -ProfileName.</summary>
    public string ProfileName { get; internal set; } = "";

    /// <summary>AK, StsToken and so on, as the file spells it; null when the profile has none.</summary>
    public string? Mode { get; internal set; }

    /// <summary>The region its calls go to; binds to the next cmdlet's -RegionId. Null when it has none.</summary>
    public string? RegionId { get; internal set; }

    /// <summary>Whether it is the one that is used where none is named, by the CLI too.</summary>
    public bool IsCurrent { get; internal set; }

    /// <summary>Whose credentials they are, masked like <c>aliyun configure list</c> does: the end of a key id, the name of a role.</summary>
    public string Credential { get; internal set; } = "";

    /// <summary>Whether it has all that its mode needs. Nobody is asked whether the key works.</summary>
    public bool IsValid => Problem is null;

    /// <summary>What is missing or wrong; null when nothing is.</summary>
    public string? Problem { get; internal set; }

    /// <summary>The role it works as; null without one.</summary>
    public string? RamRoleArn { get; internal set; }

    /// <summary>The profile whose credentials assume the role; null without one.</summary>
    public string? SourceProfile { get; internal set; }

    /// <summary>When the temporary credentials end that the file holds; null when it holds none, or does not tell.</summary>
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>Public, or Vpc for the endpoints inside a VPC.</summary>
    public AliyunNetwork Network { get; internal set; }

    /// <summary>The language of the service's texts for the CLI, en or zh; null when the profile has none.</summary>
    public string? Language { get; internal set; }

    /// <summary>The profile's name.</summary>
    public override string ToString() => ProfileName;
}

using System;

namespace RollingUpdate.Sessions;

/// <summary>Whose credentials the cmdlets use, in which region, and where they were found. It holds no secret.</summary>
public sealed class AliyunSession
{
    /// <summary>The profile; null for a key that was typed or came from the environment.</summary>
    public string? ProfileName { get; internal set; }

    /// <summary>The profile's mode, such as AK or StsToken.</summary>
    public string Mode { get; internal set; } = "";

    /// <summary>The region calls go to.</summary>
    public string RegionId { get; internal set; } = "";

    /// <summary>The last characters of the AccessKey id; null when credentials are fetched only when they are needed.</summary>
    public string? AccessKeyId { get; internal set; }

    /// <summary>Whose credentials they are, as policies name it; null unless Connect-Aliyun -Verify has asked.</summary>
    public string? Arn { get; internal set; }

    /// <summary>Where the credentials come from, in words, such as <c>profile 'deploy' → role acs:ram::…:role/ops</c>.</summary>
    public string Source { get; internal set; } = "";

    /// <summary>When temporary credentials end; null for a permanent key, or when it is not known (yet). They are replaced before.</summary>
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>The endpoint used for every product; null for the products' own.</summary>
    public Uri? Endpoint { get; internal set; }

    /// <summary>Public, or Vpc for the endpoints inside a VPC.</summary>
    public AliyunNetwork Network { get; internal set; }

    /// <summary>Whether Connect-Aliyun set it; false for what is used without it.</summary>
    public bool IsConnected { get; internal set; }

    /// <summary>Profile or key, and region.</summary>
    public override string ToString() => $"{ProfileName ?? AccessKeyId ?? Mode} in {RegionId}";
}

using System;
using System.Security;

namespace RollingUpdate.Sessions;

/// <summary>What Connect-Aliyun is given.</summary>
internal sealed class ConnectRequest
{
    /// <summary>A profile; null with a key, or for the one that would be used anyway.</summary>
    public string? ProfileName { get; set; }

    public string? AccessKeyId { get; set; }

    public SecureString? AccessKeySecret { get; set; }

    public SecureString? SecurityToken { get; set; }

    public string? RegionId { get; set; }

    public Uri? Endpoint { get; set; }

    public AliyunNetwork? Network { get; set; }

    /// <summary>Who it is, when that has been asked.</summary>
    public string? Arn { get; set; }

    public ConnectRequest Copy() => (ConnectRequest)MemberwiseClone();
}

namespace RollingUpdate.Sts;

/// <summary>Which role is assumed, and how.</summary>
internal sealed class AssumeRoleRequest
{
    public AssumeRoleRequest(string roleArn, string roleSessionName, int durationSeconds)
    {
        RoleArn = roleArn;
        RoleSessionName = roleSessionName;
        DurationSeconds = durationSeconds;
    }

    public string RoleArn { get; }

    /// <summary>Tells in the role's audit trail who acted.</summary>
    public string RoleSessionName { get; }

    /// <summary>From 900 to the role's own maximum.</summary>
    public int DurationSeconds { get; }

    /// <summary>What the role's trust policy may ask for.</summary>
    public string? ExternalId { get; set; }

    /// <summary>A policy that narrows what the role may do.</summary>
    public string? Policy { get; set; }
}

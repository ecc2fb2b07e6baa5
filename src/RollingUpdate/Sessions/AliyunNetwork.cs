namespace RollingUpdate.Sessions;

/// <summary>Through which network the cloud is reached.</summary>
public enum AliyunNetwork
{
    /// <summary>The public endpoints.</summary>
    Public,

    /// <summary>The endpoints inside a VPC.</summary>
    Vpc,
}

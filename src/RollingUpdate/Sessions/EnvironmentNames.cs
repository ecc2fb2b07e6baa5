using System.Collections.Generic;
using System.Linq;

namespace RollingUpdate.Sessions;

/// <summary>The environment variables a session looks at, as the aliyun CLI and the SDKs name them; of several names the first that is not empty counts.</summary>
internal static class EnvironmentNames
{
    public static readonly string[] Profile = { "ALIBABACLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE", "ALICLOUD_PROFILE" };
    public static readonly string[] IgnoreProfile = { "ALIBABA_CLOUD_IGNORE_PROFILE", "ALIBABACLOUD_IGNORE_PROFILE" };
    public static readonly string[] ProfileMode = { "ALIBABA_CLOUD_PROFILE_MODE" };
    public static readonly string[] AccessKeyId = { "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID", "ALICLOUD_ACCESS_KEY_ID", "ACCESS_KEY_ID" };
    public static readonly string[] AccessKeySecret = { "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET", "ALICLOUD_ACCESS_KEY_SECRET", "ACCESS_KEY_SECRET" };
    public static readonly string[] SecurityToken = { "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN", "ALICLOUD_SECURITY_TOKEN", "SECURITY_TOKEN" };
    public static readonly string[] Region = { "ALIBABA_CLOUD_REGION_ID", "ALIBABACLOUD_REGION_ID", "ALICLOUD_REGION_ID", "REGION_ID", "REGION" };
    public static readonly string[] RoleArn = { "ALIBABACLOUD_ROLE_ARN", "ALIBABA_CLOUD_ROLE_ARN" };
    public static readonly string[] RoleSessionName = { "ALIBABA_CLOUD_ROLE_SESSION_NAME" };
    public static readonly string[] ExternalId = { "ALIBABACLOUD_EXTERNAL_ID", "ALIBABA_CLOUD_EXTERNAL_ID" };
    public static readonly string[] OidcProviderArn = { "ALIBABACLOUD_OIDC_PROVIDER_ARN", "ALIBABA_CLOUD_OIDC_PROVIDER_ARN" };
    public static readonly string[] OidcTokenFile = { "ALIBABACLOUD_OIDC_TOKEN_FILE", "ALIBABA_CLOUD_OIDC_TOKEN_FILE" };
    public static readonly string[] StsEndpoint = { "ALIBABA_CLOUD_STS_ENDPOINT" };
    public static readonly string[] Endpoint = { "ALIBABA_CLOUD_ENDPOINT" };
    public static readonly string[] EndpointType = { "ALIBABA_CLOUD_ENDPOINT_TYPE", "ALIBABACLOUD_ENDPOINT_TYPE", "ALICLOUD_ENDPOINT_TYPE", "ENDPOINT_TYPE" };
    public static readonly string[] CredentialsUri = { "ALIBABA_CLOUD_CREDENTIALS_URI" };
    public static readonly string[] BearerToken = { "ALIBABA_CLOUD_BEARER_TOKEN" };
    public static readonly string[] InstanceRole = { "ALIBABA_CLOUD_ECS_METADATA" };
    public static readonly string[] MetadataDisabled = { "ALIBABA_CLOUD_ECS_METADATA_DISABLED" };
    public static readonly string[] MetadataV1Disabled = { "ALIBABA_CLOUD_IMDSV1_DISABLED" };
    public static readonly string[] ExternalProcessDisabled = { "ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS" };
    public static readonly string[] SharedCredentialsFile = { "ALIBABA_CLOUD_CREDENTIALS_FILE" };

    /// <summary>The module's own: where the instance metadata is, instead of <c>http://100.100.100.200</c>.</summary>
    public static readonly string[] MetadataAddress = { "ROLLINGUPDATE_METADATA_ENDPOINT" };

    /// <summary>The module's own: where OAuth tokens are exchanged, instead of <c>https://oauth.aliyun.com</c> or <c>https://oauth.alibabacloud.com</c>.</summary>
    public static readonly string[] OAuthAddress = { "ROLLINGUPDATE_OAUTH_ENDPOINT" };

    /// <summary>All of them.</summary>
    public static IEnumerable<string> All { get; } = new[]
    {
        Profile, IgnoreProfile, ProfileMode, AccessKeyId, AccessKeySecret, SecurityToken, Region, RoleArn, RoleSessionName, ExternalId, OidcProviderArn,
        OidcTokenFile, StsEndpoint, Endpoint, EndpointType, CredentialsUri, BearerToken, InstanceRole, MetadataDisabled, MetadataV1Disabled,
        ExternalProcessDisabled, SharedCredentialsFile, MetadataAddress, OAuthAddress,
    }.SelectMany(names => names).ToArray();
}

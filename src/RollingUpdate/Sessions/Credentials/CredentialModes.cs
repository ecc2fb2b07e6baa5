namespace RollingUpdate.Sessions.Credentials;

/// <summary>The modes of a profile, spelt as in <c>config.json</c>, where their case matters.</summary>
internal static class CredentialModes
{
    public const string AK = "AK";
    public const string StsToken = "StsToken";
    public const string RamRoleArn = "RamRoleArn";
    public const string EcsRamRole = "EcsRamRole";
    public const string RamRoleArnWithRoleName = "RamRoleArnWithRoleName";
    public const string ChainableRamRoleArn = "ChainableRamRoleArn";
    public const string RsaKeyPair = "RsaKeyPair";
    public const string External = "External";
    public const string CredentialsURI = "CredentialsURI";
    public const string OIDC = "OIDC";
    public const string CloudSSO = "CloudSSO";
    public const string OAuth = "OAuth";
    public const string BearerToken = "BearerToken";
    public const string Anonymous = "Anonymous";

    /// <summary>All that a profile can have. BearerToken and Anonymous are read and shown; calls cannot be made with them.</summary>
    public static readonly string[] All =
    {
        AK, StsToken, RamRoleArn, EcsRamRole, RamRoleArnWithRoleName, ChainableRamRoleArn, RsaKeyPair, External, CredentialsURI, OIDC, CloudSSO, OAuth,
        BearerToken, Anonymous,
    };
}

namespace RollingUpdate.Sessions.Credentials;

/// <summary>The fields that a mode cannot do without.</summary>
internal sealed class RequiredFields
{
    private readonly ProfileFields _fields;
    private readonly string _mode;

    public RequiredFields(ProfileFields fields, string mode)
    {
        _fields = fields;
        _mode = mode;
    }

    /// <exception cref="RollingUpdateException">It is empty, and so is what the environment has for it.</exception>
    public string Text(string key) => Check(_fields.Text(key), key);

    /// <summary>The profile's key pair, without a token.</summary>
    public (string Id, string Secret) KeyPair() => (Check(_fields.AccessKeyId, "access_key_id"), Check(_fields.AccessKeySecret, "access_key_secret"));

    /// <exception cref="RollingUpdateException">It is empty.</exception>
    public string Check(string? value, string key) => value ?? throw new CredentialOrigin(_fields.Title, _mode).Refused(
        "ProfileIncomplete", $"has no {key}", _fields.Profile.Name.Length == 0 ? $"Set it, or use a profile: aliyun configure --mode {_mode}." : $"Run aliyun configure --profile {_fields.Profile.Name} --mode {_mode}.");
}

using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using RollingUpdate.Sts;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>Mode OIDC: a role, assumed with a token that an identity provider puts into a file. It changes there, so it is read for every fetch.</summary>
internal sealed class OidcRole : AssumedRole
{
    private readonly string _providerArn;
    private readonly string _tokenFile;

    // The CLI does not look at expired_seconds here; a role's maximum may be below it.
    public OidcRole(ProfileFields fields, CredentialContext context)
        : base(fields, context, CredentialModes.OIDC, new UnsignedCalls(), RequestOf(fields, CredentialModes.OIDC, SessionNameOf(fields, context), DefaultDuration))
    {
        var needs = new RequiredFields(fields, CredentialModes.OIDC);
        _providerArn = needs.Text("oidc_provider_arn");
        _tokenFile = needs.Text("oidc_token_file");
        Source = $"{fields.Title} → OIDC token in {_tokenFile} → role {Request.RoleArn}";
    }

    public override string Source { get; }

    protected override string Action => "AssumeRoleWithOIDC";

    protected override string Advice => "Check oidc_provider_arn and ram_role_arn, that the role trusts the provider, and that the token in oidc_token_file has not expired.";

    protected override Task<AccessCredential?> AskAsync(StsClient sts, CancellationToken cancellation) =>
        sts.AssumeRoleWithOidcAsync(Request, _providerArn, ReadToken(), cancellation);

    // A profile must name the session, as the CLI demands; where a container has only the variables, nobody has named it.
    private static string? SessionNameOf(ProfileFields fields, CredentialContext context) =>
        fields.Text("ram_session_name") ?? (fields.Profile.Name.Length == 0 ? RoleSession.NewName(context.Environment.Clock) : null);

    private string ReadToken()
    {
        string reason;
        try
        {
            var token = File.ReadAllText(_tokenFile);
            if (token.Length > 0)
                return token;
            reason = "it is empty";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            reason = error.Message;
        }

        throw Origin.Failed($"reading the OIDC token in {_tokenFile}", reason, "Correct oidc_token_file, or see to what should write the token there.");
    }
}

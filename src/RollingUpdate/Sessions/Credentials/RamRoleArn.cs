using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using RollingUpdate.Sts;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>Mode RamRoleArn: a role, assumed with the key in the profile (and its token, where that key is itself a temporary one).</summary>
internal sealed class RamRoleArn : AssumedRole
{
    public RamRoleArn(ProfileFields fields, CredentialContext context)
        : base(fields, context, CredentialModes.RamRoleArn, KeyOf(fields), RequestOf(fields, CredentialModes.RamRoleArn, null, fields.Number("expired_seconds") ?? DefaultDuration))
    {
        Request.ExternalId = fields.Text("external_id");
        Request.Policy = fields.Profile.Text(SharedCredentials.PolicyKey);
        Source = $"{fields.Title} → role {Request.RoleArn}";
    }

    public override string Source { get; }

    protected override string Action => "AssumeRole";

    protected override string Advice => "Check access_key_id, access_key_secret and ram_role_arn of the profile, that the key's user may do sts:AssumeRole, and that the role trusts it.";

    protected override Task<AccessCredential?> AskAsync(StsClient sts, CancellationToken cancellation) => sts.AssumeRoleAsync(Request, cancellation);

    private static StaticCredentialSource KeyOf(ProfileFields fields)
    {
        var (id, secret) = new RequiredFields(fields, CredentialModes.RamRoleArn).KeyPair();
        return new StaticCredentialSource(new AccessCredential(id, secret, fields.SecurityToken), fields.Title);
    }
}

using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using RollingUpdate.Sts;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>Mode ChainableRamRoleArn: a role, assumed with the credentials of another profile, which are kept fresh in their turn.</summary>
internal sealed class ChainableRamRoleArn : AssumedRole
{
    public ChainableRamRoleArn(ProfileFields fields, CredentialContext context)
        : this(fields, context, context.CreateSource(fields, CredentialModes.ChainableRamRoleArn, new RequiredFields(fields, CredentialModes.ChainableRamRoleArn).Check(fields.Profile.Text("source_profile"), "source_profile")))
    {
    }

    private ChainableRamRoleArn(ProfileFields fields, CredentialContext context, ICredentialSource source)
        : base(
            fields, context, CredentialModes.ChainableRamRoleArn, source,
            RequestOf(fields, CredentialModes.ChainableRamRoleArn, null, fields.Number("expired_seconds") ?? DefaultDuration))
    {
        Request.ExternalId = fields.Text("external_id");
        Source = $"{fields.Title} → {source.Source} → role {Request.RoleArn}";
    }

    public override string Source { get; }

    protected override string Action => "AssumeRole";

    protected override string Advice => "Check ram_role_arn of the profile, that its source_profile may do sts:AssumeRole, and that the role trusts it.";

    protected override Task<AccessCredential?> AskAsync(StsClient sts, CancellationToken cancellation) => sts.AssumeRoleAsync(Request, cancellation);
}

using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using RollingUpdate.Sts;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>Mode RamRoleArnWithRoleName: a role, assumed with the credentials of the instance's own role. The CLI sends no external id here.</summary>
internal sealed class RamRoleArnWithRoleName : AssumedRole
{
    public RamRoleArnWithRoleName(ProfileFields fields, CredentialContext context)
        : this(fields, context, new RefreshingCredentialSource(new EcsRamRole(fields, context), context.Environment.Clock))
    {
    }

    private RamRoleArnWithRoleName(ProfileFields fields, CredentialContext context, RefreshingCredentialSource instance)
        : base(
            fields, context, CredentialModes.RamRoleArnWithRoleName, instance,
            RequestOf(
                fields, CredentialModes.RamRoleArnWithRoleName, fields.Text("ram_session_name") ?? RoleSession.NewName(context.Environment.Clock),
                fields.Number("expired_seconds") ?? DefaultDuration))
    {
        Source = $"{instance.Source} → role {Request.RoleArn}";
    }

    public override string Source { get; }

    protected override string Action => "AssumeRole";

    protected override string Advice => "Check ram_role_arn of the profile, that the instance's role may do sts:AssumeRole, and that the role trusts it.";

    protected override Task<AccessCredential?> AskAsync(StsClient sts, CancellationToken cancellation) => sts.AssumeRoleAsync(Request, cancellation);
}

using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using RollingUpdate.Sts;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>
/// Assumes a role at STS: what the modes RamRoleArn, RamRoleArnWithRoleName, ChainableRamRoleArn and OIDC have in common. Each says who
/// asks, and what it needs from its profile.
/// </summary>
internal abstract class AssumedRole : ICredentialFetcher
{
    /// <summary>What STS takes when a profile does not say how long, in seconds.</summary>
    protected const int DefaultDuration = 3600;

    private const int ShortestDuration = 900;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);
    private static readonly RetryPolicy Retry = new(3, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));
    private readonly Uri _address;
    private readonly StsClient _sts;

    protected AssumedRole(ProfileFields fields, CredentialContext context, string mode, ICredentialSource asks, AssumeRoleRequest request)
    {
        Origin = new CredentialOrigin(fields.Title, mode);
        Request = request;
        _address = StsAddress.Of(fields, Origin, context.Endpoints);
        var options = new OpenApiOptions { Endpoint = _address, ConnectTimeout = ConnectTimeout, CallTimeout = CallTimeout, Retry = Retry };
        _sts = new StsClient(new OpenApiClient(new OpenApiConnection("", asks, options, context.Environment.Clock), SilentObserver.Instance));
    }

    public abstract string Source { get; }

    protected CredentialOrigin Origin { get; }

    protected AssumeRoleRequest Request { get; }

    /// <summary>The action, as messages name it.</summary>
    protected abstract string Action { get; }

    /// <summary>What to do when STS refuses.</summary>
    protected abstract string Advice { get; }

    public async Task<AccessCredential> FetchAsync(AccessCredential? refused, CancellationToken cancellation)
    {
        var step = $"{Action} of {Request.RoleArn} at {_address.Authority}";
        try
        {
            return await AskAsync(_sts, cancellation).ConfigureAwait(false)
                ?? throw Origin.Failed(step, "the answer holds no key", "Check the sts_endpoint of the profile: what answers there is not STS.");
        }
        catch (AliyunApiException error)
        {
            throw Origin.Failed(step, error, Advice);
        }
    }

    protected abstract Task<AccessCredential?> AskAsync(StsClient sts, CancellationToken cancellation);

    /// <summary>The role's session, checked as far as that can be done here.</summary>
    protected static AssumeRoleRequest RequestOf(ProfileFields fields, string mode, string? sessionName, long duration)
    {
        var needs = new RequiredFields(fields, mode);
        if (duration is < ShortestDuration or > int.MaxValue)
        {
            throw new CredentialOrigin(fields.Title, mode).Refused(
                "InvalidSessionDuration", $"has expired_seconds {duration.ToString(CultureInfo.InvariantCulture)}; the session duration should be in the range of 900s - max session duration",
                "Set expired_seconds to 900 or more, or leave it out for an hour.");
        }

        return new AssumeRoleRequest(needs.Text("ram_role_arn"), sessionName ?? needs.Text("ram_session_name"), (int)duration);
    }
}

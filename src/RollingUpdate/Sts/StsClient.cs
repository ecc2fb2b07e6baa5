using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sts;

/// <summary>The calls of Security Token Service that the module makes (API version 2015-04-01).</summary>
internal sealed class StsClient
{
    public static readonly ApiProduct Product = new("sts", "2015-04-01", EndpointRule.Regional("sts")
        .Except("sts.aliyuncs.com", "ap-south-1", "ap-southeast-2"));

    private readonly IOpenApi _api;

    public StsClient(IOpenApi api) => _api = api;

    public async Task<AliyunCallerIdentity> GetCallerIdentityAsync(CancellationToken cancellation)
    {
        var call = new ApiCall(Product, "GetCallerIdentity", Repeatable.Always);
        var identity = await _api.CallAsync(call, AliyunCallerIdentity.Read, cancellation).ConfigureAwait(false);
        identity.ProfileName = _api.ProfileName;
        return identity;
    }

    /// <summary>A temporary key of a role; null when the answer holds none.</summary>
    public Task<AccessCredential?> AssumeRoleAsync(AssumeRoleRequest request, CancellationToken cancellation)
    {
        var call = Call("AssumeRole", request);
        call.Parameters.Add("ExternalId", request.ExternalId).Add("Policy", request.Policy);
        return _api.CallAsync(call, StsCredentials.Read, cancellation);
    }

    /// <summary>A temporary key of a role for who holds an identity provider's token. The call is not signed.</summary>
    public Task<AccessCredential?> AssumeRoleWithOidcAsync(AssumeRoleRequest request, string providerArn, string token, CancellationToken cancellation)
    {
        var call = Call("AssumeRoleWithOIDC", request);
        call.Anonymous = true;
        call.Secrets.Add(token);
        call.Parameters.Add("OIDCProviderArn", providerArn).Add("OIDCToken", token);
        return _api.CallAsync(call, StsCredentials.Read, cancellation);
    }

    private static ApiCall Call(string action, AssumeRoleRequest request)
    {
        var call = new ApiCall(Product, action, Repeatable.Always) { Confidential = true };
        call.Parameters.Add("RoleArn", request.RoleArn).Add("RoleSessionName", request.RoleSessionName).Add("DurationSeconds", request.DurationSeconds);
        return call;
    }
}

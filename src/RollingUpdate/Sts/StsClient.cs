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
}

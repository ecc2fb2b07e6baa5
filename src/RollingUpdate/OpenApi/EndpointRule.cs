using System;
using System.Collections.Generic;

namespace RollingUpdate.OpenApi;

/// <summary>How the host name of a product is made from a region: a rule and its exceptions.</summary>
internal sealed class EndpointRule
{
    private readonly Func<string, string> _host;
    private readonly Func<string, string> _vpcHost;
    private readonly Dictionary<string, string> _exceptions = new(StringComparer.OrdinalIgnoreCase);

    private EndpointRule(Func<string, string> host, Func<string, string> vpcHost)
    {
        _host = host;
        _vpcHost = vpcHost;
    }

    /// <summary><c>product.region.aliyuncs.com</c>, and <c>product-vpc.region.aliyuncs.com</c> inside a VPC.</summary>
    public static EndpointRule Regional(string product) =>
        new(region => $"{product}.{region}.aliyuncs.com", region => $"{product}-vpc.{region}.aliyuncs.com");

    /// <summary>One host for all regions.</summary>
    public static EndpointRule Central(string host, string vpcHost) => new(_ => host, _ => vpcHost);

    /// <summary>Regions whose public host does not follow the rule.</summary>
    public EndpointRule Except(string host, params string[] regions)
    {
        foreach (var region in regions)
            _exceptions[region] = host;
        return this;
    }

    public string HostFor(string region, bool vpc)
    {
        if (vpc)
            return _vpcHost(region);
        return _exceptions.TryGetValue(region, out var host) ? host : _host(region);
    }
}

using System;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions.Credentials;
using RollingUpdate.Simulator;

namespace RollingUpdate.Benchmarks;

/// <summary>Clients of the module as its cmdlets have them.</summary>
internal static class Clients
{
    /// <summary>A key that nobody has.</summary>
    public static readonly AccessCredential Credential = new("LTAI5tBenchmarkBenchmark", "benchmarkbenchmarkbenchmark123");

    public static OpenApiClient ForSimulator(AliyunSimulator simulator, IClock? clock = null) =>
        For(simulator.Endpoint, new AccessCredential(simulator.AccessKeyId, new System.Net.NetworkCredential("", simulator.AccessKeySecret).Password), clock);

    public static OpenApiClient For(Uri endpoint, AccessCredential? credential = null, IClock? clock = null) => new(
        new OpenApiConnection(
            "cn-hangzhou",
            new StaticCredentialSource(credential ?? Credential),
            new OpenApiOptions { Endpoint = endpoint },
            clock ?? SystemClock.Instance),
        SilentObserver.Instance);
}

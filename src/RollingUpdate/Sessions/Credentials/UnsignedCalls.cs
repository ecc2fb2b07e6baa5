using System;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>The credentials of a connection that makes only calls without a signature.</summary>
internal sealed class UnsignedCalls : ICredentialSource
{
    public string Source => "nobody";

    public AccessCredential? Known => null;

    public Task<AccessCredential> GetAsync(CancellationToken cancellation) => throw new InvalidOperationException("This connection signs nothing.");

    public Task<AccessCredential?> RenewAsync(AccessCredential refused, CancellationToken cancellation) => Task.FromResult<AccessCredential?>(null);
}

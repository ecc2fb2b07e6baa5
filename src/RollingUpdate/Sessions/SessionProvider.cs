using System;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions;

/// <summary>Gives every cmdlet of a runspace its connection. For now from the environment's key pair alone.</summary>
internal sealed class SessionProvider
{
    public static IOpenApi Open(string? profileName, string? regionId, IOpenApiObserver observer)
    {
        var id = Environment.GetEnvironmentVariable("ALIBABA_CLOUD_ACCESS_KEY_ID");
        var secret = Environment.GetEnvironmentVariable("ALIBABA_CLOUD_ACCESS_KEY_SECRET");
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(secret) || profileName is not null)
            throw new RollingUpdateException(ErrorKind.NotAuthenticated, "NoProfile", "There are no credentials.", "Run aliyun configure or Connect-Aliyun.");
        var connection = new OpenApiConnection(regionId ?? "cn-hangzhou", new FixedKey(new AccessCredential(id, secret)), new OpenApiOptions(), SystemClock.Instance);
        return new OpenApiClient(connection, observer);
    }

    private sealed class FixedKey : ICredentialSource
    {
        private readonly Task<AccessCredential> _credential;

        public FixedKey(AccessCredential credential) => _credential = Task.FromResult(credential);

        public Task<AccessCredential> GetAsync(CancellationToken cancellation) => _credential;

        public Task<AccessCredential?> RenewAsync(AccessCredential refused, CancellationToken cancellation) => Task.FromResult<AccessCredential?>(null);
    }
}

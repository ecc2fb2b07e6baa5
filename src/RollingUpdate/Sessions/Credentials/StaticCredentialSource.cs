using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>A key that does not change: modes AK and StsToken, and what is typed to Connect-Aliyun.</summary>
internal sealed class StaticCredentialSource : ICredentialSource
{
    private readonly Task<AccessCredential> _credential;

    public StaticCredentialSource(AccessCredential credential, string source = "a key that was typed")
    {
        _credential = Task.FromResult(credential);
        Known = credential;
        Source = source;
    }

    public string Source { get; }

    public AccessCredential Known { get; }

    public Task<AccessCredential> GetAsync(CancellationToken cancellation) => _credential;

    public Task<AccessCredential?> RenewAsync(AccessCredential refused, CancellationToken cancellation) => Task.FromResult<AccessCredential?>(null);
}

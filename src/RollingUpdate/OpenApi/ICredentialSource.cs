using System.Threading;
using System.Threading.Tasks;

namespace RollingUpdate.OpenApi;

/// <summary>Where the credentials of a connection come from: a fixed key, or something that is refreshed before it expires.</summary>
internal interface ICredentialSource
{
    /// <summary>Credentials that are good now.</summary>
    Task<AccessCredential> GetAsync(CancellationToken cancellation);

    /// <summary>
    /// The service refused these as expired or invalid: others, or null when this source can have no others (a fixed key).
    /// Concurrent callers that were refused with the same credentials share one renewal.
    /// </summary>
    Task<AccessCredential?> RenewAsync(AccessCredential refused, CancellationToken cancellation);
}

using System.Threading;
using System.Threading.Tasks;

namespace RollingUpdate.OpenApi;

/// <summary>Where the credentials of a connection come from: a fixed key, or something that is refreshed before it expires.</summary>
internal interface ICredentialSource
{
    /// <summary>Where they come from, in words, without anything secret: <c>profile 'a' → role acs:ram::…</c>.</summary>
    string Source { get; }

    /// <summary>The credentials as far as they are known without asking anybody; null before they are first fetched.</summary>
    AccessCredential? Known { get; }

    /// <summary>Credentials that are good now.</summary>
    /// <exception cref="AliyunApiException">They could not be fetched just now; trying again may help.</exception>
    /// <exception cref="RollingUpdateException">They cannot be had; the message says whose, in which step, and what to do.</exception>
    Task<AccessCredential> GetAsync(CancellationToken cancellation);

    /// <summary>
    /// The service refused these as expired or invalid: others, or null when this source can have no others (a fixed key).
    /// Concurrent callers that were refused with the same credentials share one renewal.
    /// </summary>
    Task<AccessCredential?> RenewAsync(AccessCredential refused, CancellationToken cancellation);
}

using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>One way to get credentials that end: one class for each mode. <see cref="RefreshingCredentialSource"/> keeps what it gets.</summary>
internal interface ICredentialFetcher
{
    /// <summary>Where they come from, in words, without anything secret.</summary>
    string Source { get; }

    /// <summary>Fetches credentials.</summary>
    /// <param name="refused">What the service refused, and so must not be given again from any cache; null when nothing was.</param>
    /// <param name="cancellation">Cancelled when nobody waits for it any more.</param>
    /// <exception cref="AliyunApiException">It did not work just now: no answer, throttled, a failure at the other end.</exception>
    /// <exception cref="RollingUpdateException">It cannot work; the message says whose, in which step, and what to do.</exception>
    Task<AccessCredential> FetchAsync(AccessCredential? refused, CancellationToken cancellation);
}

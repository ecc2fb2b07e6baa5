using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>
/// The end of the SDKs' default chain, where only asking tells who has credentials: the instance metadata, then the credentials URI of the
/// environment. The first that gives some is kept to.
/// </summary>
internal sealed class DefaultChain : ICredentialFetcher
{
    private readonly IReadOnlyList<ICredentialFetcher> _links;
    private ICredentialFetcher? _found;

    public DefaultChain(IReadOnlyList<ICredentialFetcher> links) => _links = links;

    public string Source => _found?.Source ?? string.Join(" or ", _links.Select(link => link.Source));

    public async Task<AccessCredential> FetchAsync(AccessCredential? refused, CancellationToken cancellation)
    {
        if (_found is not null)
            return await _found.FetchAsync(refused, cancellation).ConfigureAwait(false);
        var reasons = new List<string>();
        foreach (var link in _links)
        {
            try
            {
                var credential = await link.FetchAsync(refused, cancellation).ConfigureAwait(false);
                _found = link;
                return credential;
            }
            catch (Exception error) when (error is AliyunApiException or RollingUpdateException)
            {
                reasons.Add(error.Message);
            }
        }

        throw NoCredentials.Error($"There are no credentials: no profile, none in the environment, and nobody else has any. {string.Join(" ", reasons)}");
    }
}

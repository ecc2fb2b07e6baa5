using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace RollingUpdate.OpenApi;

/// <summary>Makes the signed HTTP request of one attempt.</summary>
internal static class RequestBuilder
{
    /// <summary>
    /// Beyond this many characters the parameters go into a form body. The gateway's own limit is not documented; proxies and
    /// servers commonly end at 8 KiB for the whole request line.
    /// </summary>
    public const int LongestQuery = 4096;

    private const string FormType = "application/x-www-form-urlencoded";

    // What the gateway wants in the address of a call without a signature, wherever its parameters are.
    private const string AnonymousQuery = "Format=json";
    private static readonly string UserAgent = $"RollingUpdate/{typeof(RequestBuilder).Assembly.GetName().Version.ToString(3)}";

    /// <param name="call">What is called.</param>
    /// <param name="canonicalQuery">Its parameters, see <see cref="PercentEncoding.Canonical"/>.</param>
    /// <param name="endpoint">Scheme, host and port.</param>
    /// <param name="credential">Who signs; null for an anonymous call.</param>
    /// <param name="now">The time of the signature.</param>
    /// <param name="nonce">Different for every attempt.</param>
    public static HttpRequestMessage Build(
        ApiCall call, string canonicalQuery, Uri endpoint, AccessCredential? credential, DateTimeOffset now, string nonce)
    {
        var inBody = call.Confidential || canonicalQuery.Length > LongestQuery;
        var query = !inBody ? canonicalQuery : call.Anonymous ? AnonymousQuery : "";
        var body = inBody ? Encoding.UTF8.GetBytes(canonicalQuery) : Array.Empty<byte>();
        var hash = RequestSigner.HashOf(body);
        var headers = Headers(call, endpoint, credential, now, nonce, hash, inBody);

        // A POST without a content object is sent again by HttpClient itself, signature and all, when the connection closes
        // before the first byte of the answer. With one, even an empty one, it is not: retrying is the client's alone.
        var content = new RequestContent(body);
        if (inBody)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(FormType);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, query.Length == 0 ? "/" : "/?" + query)) { Content = content };
        foreach (var header in headers)
            if (header.Key.StartsWith("x-acs-", StringComparison.Ordinal))
                request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (credential is not null)
            request.Headers.TryAddWithoutValidation("Authorization", RequestSigner.Authorize("POST", query, headers, hash, credential));
        return request;
    }

    // Written in ordinal order of the names, which is the order the signature wants.
    private static List<KeyValuePair<string, string>> Headers(
        ApiCall call, Uri endpoint, AccessCredential? credential, DateTimeOffset now, string nonce, string hash, bool inBody)
    {
        var headers = new List<KeyValuePair<string, string>>(9);
        void Add(string name, string value) => headers.Add(new KeyValuePair<string, string>(name, value));

        if (inBody)
            Add("content-type", FormType);
        Add("host", endpoint.Authority);
        if (credential?.SecurityToken is not null)
            Add("x-acs-accesskey-id", credential.AccessKeyId);
        Add("x-acs-action", call.Action);
        Add("x-acs-content-sha256", hash);
        Add("x-acs-date", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        if (credential?.SecurityToken is not null)
            Add("x-acs-security-token", credential.SecurityToken);
        Add("x-acs-signature-nonce", nonce);
        Add("x-acs-version", call.Product.Version);
        return headers;
    }
}

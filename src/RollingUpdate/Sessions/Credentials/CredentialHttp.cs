using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>
/// The plain HTTP calls for credentials: instance metadata, credentials URI, CloudSSO, OAuth. What comes back is never quoted in a message,
/// but for the fields of an error that are made for it.
/// </summary>
internal sealed class CredentialHttp
{
    private const int MostRedirects = 5;

    // Where the services put what went wrong: the RPC gateway and CloudSSO, OAuth.
    private static readonly string[] CodeFields = { "ErrorCode", "Code", "error" };
    private static readonly string[] MessageFields = { "ErrorMessage", "Message", "error_description" };
    private readonly TimeSpan _connectTimeout;
    private readonly TimeSpan _callTimeout;

    public CredentialHttp(TimeSpan connectTimeout, TimeSpan callTimeout)
    {
        _connectTimeout = connectTimeout;
        _callTimeout = callTimeout;
    }

    /// <summary>Connecting in 5 s and an answer in 10 s more, as the CLI gives STS.</summary>
    public static CredentialHttp Default { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));

    /// <summary>Sends one request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="address">Where to.</param>
    /// <param name="headers">Headers besides the usual ones.</param>
    /// <param name="content">The body; null for none.</param>
    /// <param name="secrets">What was sent that no message may repeat.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="AliyunApiException">There was no answer, or one of another status than 200.</exception>
    public async Task<string> SendAsync(
        HttpMethod method, Uri address, IReadOnlyDictionary<string, string>? headers, HttpContent? content, IReadOnlyList<string> secrets, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(_callTimeout);
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                using var request = new HttpRequestMessage(method, address) { Content = content };
                request.Headers.TryAddWithoutValidation("Accept", "application/json");
                foreach (var header in headers ?? new Dictionary<string, string>())
                    request.Headers.TryAddWithoutValidation(header.Key, header.Value);
                using var response = await HttpClients.For(address, _connectTimeout, Timeout.InfiniteTimeSpan).SendAsync(request, timeout.Token).ConfigureAwait(false);
                if (method == HttpMethod.Get && redirects < MostRedirects && RedirectOf(response, address) is { } next)
                {
                    address = next;
                    continue;
                }

                var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false));
                return response.StatusCode == HttpStatusCode.OK ? body : throw FailureMeaning.ToException(FailureOf(response, body, secrets));
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw NoAnswer(address, $"no answer within {_callTimeout.TotalSeconds:0} s");
        }
        catch (Exception error) when (TransportFailure.Is(error))
        {
            throw NoAnswer(address, TransportFailure.Of(error).Reason);
        }
    }

    /// <summary>The JSON object in an answer; null when there is none.</summary>
    public static JObject? ObjectIn(string body)
    {
        try
        {
            using var json = JsonReading.Open(new StringReader(body.TrimStart('\uFEFF')));
            return JObject.Load(json);
        }
        catch (JsonException)
        {
            // The caller says what was expected; the text itself may be a secret and goes nowhere.
            return null;
        }
    }

    /// <summary>A field's text, by its name in any case; null when it is absent or empty.</summary>
    public static string? Text(JObject? fields, string name) =>
        fields?.GetValue(name, StringComparison.OrdinalIgnoreCase) is JValue { Value: not null } value && value.ToString(System.Globalization.CultureInfo.InvariantCulture) is { Length: > 0 } text
            ? text
            : null;

    private static Uri? RedirectOf(HttpResponseMessage response, Uri from)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
            return null;
        var to = new Uri(from, location);
        // From TLS nobody is led to where it can be read on the way.
        return to.Scheme == "https" || (to.Scheme == "http" && (from.Scheme == "http" || to.IsLoopback)) ? to : null;
    }

    private static ApiFailure FailureOf(HttpResponseMessage response, string body, IReadOnlyList<string> secrets)
    {
        var fields = ObjectIn(body);
        return new ApiFailure
        {
            Action = "HTTP",
            HttpStatus = (int)response.StatusCode,
            Code = First(fields, CodeFields) ?? $"Http{(int)response.StatusCode}",
            Message = First(fields, MessageFields) ?? "",
            RequestId = Text(fields, "RequestId"),
        }.Without(secrets);
    }

    private static string? First(JObject? fields, string[] names)
    {
        foreach (var name in names)
            if (Text(fields, name) is { } text)
                return text;
        return null;
    }

    private static NoAnswerException NoAnswer(Uri address, string reason)
    {
        var failure = new ApiFailure { Action = "HTTP", Code = "NoAnswer", Message = $"{address.Authority} did not answer: {reason.TrimEnd('.')}." };
        return new NoAnswerException(failure.Message, failure);
    }
}

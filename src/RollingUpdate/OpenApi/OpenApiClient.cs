using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;

namespace RollingUpdate.OpenApi;

/// <summary>Signs, sends, sends again where that is safe, and reads the answer. Cheap to make: one for each cmdlet that runs.</summary>
internal sealed class OpenApiClient : IOpenApi
{
    // One for the process: two clients made in the same moment must not jitter alike.
    private static readonly Random Jitter = new();
    private readonly OpenApiConnection _connection;
    private readonly IOpenApiObserver _observer;
    private readonly RetryPolicy _retry;

    /// <param name="connection">Whose credentials, which region.</param>
    /// <param name="observer">Who is told what happens.</param>
    /// <param name="retry">Instead of the connection's own; null for that.</param>
    public OpenApiClient(OpenApiConnection connection, IOpenApiObserver observer, RetryPolicy? retry = null)
    {
        _retry = retry ?? connection.Options.Retry;
        _connection = connection;
        _observer = observer;
    }

    public string RegionId => _connection.RegionId;

    public string? ProfileName => _connection.ProfileName;

    public IClock Clock => _connection.Clock;

    public async Task<T> CallAsync<T>(ApiCall call, Func<JsonReader, T> read, CancellationToken cancellation)
    {
        var query = PercentEncoding.Canonical(call.Parameters.Pairs);
        var endpoint = _connection.EndpointOf(call.Product);
        var credential = call.Anonymous ? null : await GetCredentialAsync(call, cancellation).ConfigureAwait(false);
        Repairs? repairs = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SendAsync(call, query, endpoint, credential, read, cancellation).ConfigureAwait(false);
            }
            catch (AliyunApiException error)
            {
                repairs ??= new Repairs();
                if (credential is not null && await repairs.TryAsync(this, error, credential, cancellation).ConfigureAwait(false) is { } repaired)
                {
                    credential = repaired;
                    continue;
                }

                if (attempt >= _retry.MaxAttempts || !MayBeSentAgain(call, error))
                    throw;
                var delay = _retry.DelayAfter(attempt, error.Failure.RetryAfter, NextJitter());
                _observer.Note($"{call.Action}: {error.Code}. Attempt {attempt + 1} of {_retry.MaxAttempts} in {delay.TotalSeconds:0.0} s.");
                await Clock.DelayAsync(delay, cancellation).ConfigureAwait(false);
            }
        }
    }

    private Task<AccessCredential> GetCredentialAsync(ApiCall call, CancellationToken cancellation)
    {
        var credential = _connection.Credentials.GetAsync(cancellation);
        if (!credential.IsCompleted)
            _observer.Note($"{call.Action}: getting credentials of {_connection.Credentials.Source}.");
        return credential;
    }

    private static bool MayBeSentAgain(ApiCall call, AliyunApiException error) => error switch
    {
        ThrottledException => true,
        NoAnswerException or ServiceFailureException => call.Repeatable == Repeatable.Always || error.Failure.NotCarriedOut,
        _ => false,
    };

    private static double NextJitter()
    {
        lock (Jitter)
            return Jitter.NextDouble();
    }

    private async Task<T> SendAsync<T>(
        ApiCall call, string query, Uri endpoint, AccessCredential? credential, Func<JsonReader, T> read, CancellationToken cancellation)
    {
        using var request = RequestBuilder.Build(call, query, endpoint, credential, _connection.ServerNow, Guid.NewGuid().ToString("N"));
        if (_observer.WantsWire)
            _observer.Wire(WireLog.Request(call, endpoint));
        try
        {
            var client = HttpClients.For(endpoint, _connection.Options.ConnectTimeout, _connection.Options.CallTimeout);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation).ConfigureAwait(false);
            if (_observer.WantsWire)
                _observer.Wire(WireLog.Response(call, response));
            if (response.IsSuccessStatusCode)
                return await ReadAsync(call, response, read, () => SecretsOf(call, credential, request)).ConfigureAwait(false);
            var secrets = SecretsOf(call, credential, request);
            // Once in the text as it came, before a part of it is cut off, and once in what was read from it.
            var text = SecretText.Hide(await TextOf(response).ConfigureAwait(false), secrets);
            throw FailureMeaning.ToException(FailureReader.Read(call.Action, response, text).Without(secrets));
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw NoAnswer(call, endpoint, $"no answer within {_connection.Options.CallTimeout.TotalSeconds:0} s", error);
        }
        catch (HttpRequestException error)
        {
            throw NoAnswer(call, endpoint, Innermost(error).Message, error);
        }
        catch (IOException error)
        {
            throw NoAnswer(call, endpoint, Innermost(error).Message, error);
        }
    }

    private static async Task<T> ReadAsync<T>(ApiCall call, HttpResponseMessage response, Func<JsonReader, T> read, Func<IReadOnlyList<string>> secretsOf)
    {
        var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        try
        {
            using var json = JsonReading.Open(new Utf8Reader(stream));
            if (json.Read() && json.TokenType == JsonToken.StartObject)
            {
                var answer = read(json);
                // An answer that was cut off ends before its closing brace.
                if (json.TokenType == JsonToken.EndObject && json.Depth == 0)
                    return answer;
            }
        }
        catch (JsonException)
        {
            // Told below, with an excerpt of what came instead.
        }

        var text = SecretText.Hide(await TextOf(response).ConfigureAwait(false), secretsOf());
        var failure = FailureReader.Unreadable(call.Action, response, call.Confidential ? $"{text.Length} characters" : text);
        throw new ServiceFailureException(FailureMeaning.Describe(failure), failure);
    }

    private static async Task<string> TextOf(HttpResponseMessage response) =>
        Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false));

    // What a refusal may repeat of the request, and nobody is to read.
    private static List<string> SecretsOf(ApiCall call, AccessCredential? credential, HttpRequestMessage request)
    {
        var secrets = new List<string>(call.Secrets);
        if (credential is null)
            return secrets;
        secrets.Add(credential.AccessKeySecret);
        if (credential.SecurityToken is { } token)
            secrets.Add(token);
        if (request.Headers.TryGetValues("Authorization", out var values) && values.First() is var header)
            secrets.Add(header.Substring(header.LastIndexOf('=') + 1));
        return secrets;
    }

    private static NoAnswerException NoAnswer(ApiCall call, Uri endpoint, string reason, Exception error)
    {
        var neverSent = NeverConnected(error);
        var outcome = neverSent ? "The request was not sent." :
            call.Repeatable == Repeatable.Always ? "The answer was lost." :
            "Whether it was carried out is not known.";
        var failure = new ApiFailure
        {
            Action = call.Action,
            Code = "NoAnswer",
            Message = $"{endpoint.Authority} did not answer: {reason.TrimEnd('.')}. {outcome}",
            NotCarriedOut = neverSent,
        };
        return new NoAnswerException(FailureMeaning.Describe(failure), failure, error);
    }

    private static bool NeverConnected(Exception error) => Innermost(error) switch
    {
        SocketException socket => socket.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain
            or SocketError.NoData or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown,
        WebException web => web.Status is WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
            or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.TrustFailure,
        _ => false,
    };

    private static Exception Innermost(Exception error)
    {
        while (error.InnerException is { } inner)
            error = inner;
        return error;
    }

    /// <summary>What is put right at most once in a call, before any counted attempt: a clock that is off, a token that has expired.</summary>
    private sealed class Repairs
    {
        private bool _clock;
        private bool _credential;

        /// <summary>The credential to go on with, or null when there was nothing to repair.</summary>
        public async Task<AccessCredential?> TryAsync(OpenApiClient client, AliyunApiException error, AccessCredential credential, CancellationToken cancellation)
        {
            if (error is not CredentialRefusedException)
                return null;
            if (FailureMeaning.IsAboutTime(error.Failure))
            {
                if (_clock || error.Failure.ServerTime is not { } serverTime)
                    return null;
                _clock = true;
                client._connection.LearnServerTime(serverTime);
                client._observer.Note($"{error.Action}: this machine's clock is off; the service's time, {serverTime:u}, is used from now on.");
                return credential;
            }

            if (_credential)
                return null;
            _credential = true;
            var renewed = await client._connection.Credentials.RenewAsync(credential, cancellation).ConfigureAwait(false);
            if (renewed is not null)
                client._observer.Note($"{error.Action}: the credentials were refused ({error.Code}) and have been renewed.");
            return renewed;
        }
    }
}

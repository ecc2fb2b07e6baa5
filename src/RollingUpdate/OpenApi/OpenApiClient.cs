using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
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
    private const int LongestFailure = 128 * 1024;
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
        var mayHaveWorked = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SendAsync(call, query, endpoint, credential, mayHaveWorked, read, cancellation).ConfigureAwait(false);
            }
            catch (AliyunApiException error)
            {
                error.Failure.EarlierMayHaveWorked = mayHaveWorked;
                mayHaveWorked |= error is NoAnswerException or ServiceFailureException && !error.Failure.NotCarriedOut;
                repairs ??= new Repairs();
                if (credential is not null && await RepairAsync(repairs, error, credential, mayHaveWorked, cancellation).ConfigureAwait(false) is { } repaired)
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

    // Credentials that cannot be renewed say that nothing was sent; of the attempts before that they know nothing.
    private async Task<AccessCredential?> RepairAsync(
        Repairs repairs, AliyunApiException error, AccessCredential credential, bool mayHaveWorked, CancellationToken cancellation)
    {
        try
        {
            return await repairs.TryAsync(this, error, credential, cancellation).ConfigureAwait(false);
        }
        catch (AliyunApiException renewal)
        {
            renewal.Failure.EarlierMayHaveWorked = mayHaveWorked;
            throw;
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
        NoAnswerException or ServiceFailureException => !error.Failure.Lasting && (call.Repeatable == Repeatable.Always || error.Failure.NotCarriedOut),
        _ => false,
    };

    private static double NextJitter()
    {
        lock (Jitter)
            return Jitter.NextDouble();
    }

    private async Task<T> SendAsync<T>(
        ApiCall call, string query, Uri endpoint, AccessCredential? credential, bool mayHaveWorked, Func<JsonReader, T> read, CancellationToken cancellation)
    {
        if (credential is not null)
            CheckHeaders(call, credential);
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
                return await ReadAsync(call, response, read, () => SecretsOf(call, credential, request), cancellation).ConfigureAwait(false);
            var secrets = SecretsOf(call, credential, request);
            // Once in the text as it came, before a part of it is cut off, and once in what was read from it.
            var text = SecretText.Hide(await TextOf(response).ConfigureAwait(false), secrets);
            throw FailureMeaning.ToException(FailureReader.Read(call, response, text).Without(secrets));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw NoAnswer(call, endpoint, $"no answer within {_connection.Options.CallTimeout.TotalSeconds:0} s", NeverSent(request, false), false, mayHaveWorked);
        }
        catch (Exception error) when (TransportFailure.Is(error))
        {
            var failure = TransportFailure.Of(error);
            throw NoAnswer(call, endpoint, failure.Reason, NeverSent(request, failure.NeverConnected), failure.Lasting, mayHaveWorked);
        }
    }

    private static async Task<T> ReadAsync<T>(ApiCall call, HttpResponseMessage response, Func<JsonReader, T> read, Func<IReadOnlyList<string>> secretsOf, CancellationToken cancellation)
    {
        var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        try
        {
            using var json = JsonReading.Open(new Utf8Reader(stream, cancellation));
            if (json.Read() && json.TokenType == JsonToken.StartObject)
            {
                var answer = read(json);
                // An answer that was cut off ends before its closing brace.
                if (json.TokenType == JsonToken.EndObject && json.Depth == 0)
                    return answer;
            }
        }
        catch (UnexpectedAnswerException error)
        {
            var unexpected = new ApiFailure { Action = call.Action, Code = "UnreadableAnswer", HttpStatus = (int)response.StatusCode, Message = error.Message };
            throw new ServiceFailureException(FailureMeaning.Describe(unexpected), unexpected);
        }
        catch (JsonException)
        {
            // Told below, with an excerpt of what came instead.
        }

        var text = SecretText.Hide(await TextOf(response).ConfigureAwait(false), secretsOf());
        var failure = FailureReader.Unreadable(call, response, text);
        throw new ServiceFailureException(FailureMeaning.Describe(failure), failure);
    }

    // An error of the service is far shorter; of anything else only the beginning is quoted.
    private static async Task<string> TextOf(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        return Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, LongestFailure));
    }

    // A zero-width space that was pasted with a key is seen by nobody, and no HTTP header can carry it.
    private static void CheckHeaders(ApiCall call, AccessCredential credential)
    {
        Check("access key id", credential.AccessKeyId);
        Check("security token", credential.SecurityToken ?? "");

        void Check(string what, string value)
        {
            for (var i = 0; i < value.Length; i++)
            {
                if (value[i] is >= ' ' and <= '~')
                    continue;
                var failure = new ApiFailure
                {
                    Action = call.Action,
                    Code = "InvalidCredentialCharacter",
                    Message = $"The {what} has a character that none has: U+{(int)value[i]:X4} at position {i + 1}. The request was not sent.",
                    NotCarriedOut = true,
                };
                throw new CredentialRefusedException(FailureMeaning.Describe(failure), failure);
            }
        }
    }

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

    // The exception itself stays behind: it may name a proxy with its login.
    private static NoAnswerException NoAnswer(ApiCall call, Uri endpoint, string reason, bool neverSent, bool lasting, bool mayHaveWorked)
    {
        var outcome = neverSent && !mayHaveWorked ? "The request was not sent." :
            call.Repeatable == Repeatable.Always && !neverSent ? "The answer was lost." :
            neverSent ? "This attempt was not sent, but the answer to an earlier one was lost." :
            "Whether it was carried out is not known.";
        var failure = new ApiFailure
        {
            Action = call.Action,
            Code = "NoAnswer",
            Message = $"{endpoint.Authority} did not answer: {reason}. {outcome}",
            NotCarriedOut = neverSent,
            Lasting = lasting,
        };
        return new NoAnswerException(FailureMeaning.Describe(failure), failure);
    }

    private static bool NeverSent(HttpRequestMessage request, bool neverConnected) =>
        HttpClients.AsksForContent ? request.Content is RequestContent { Begun: false } : neverConnected;

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

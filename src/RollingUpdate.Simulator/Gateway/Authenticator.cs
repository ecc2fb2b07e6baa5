using System;
using System.Collections.Generic;
using System.Globalization;
using RollingUpdate.Simulator.Cloud;

namespace RollingUpdate.Simulator.Gateway;

/// <summary>Finds out who calls: key, token, time, nonce and signature, refused with the gateway's codes.</summary>
internal sealed class Authenticator
{
    /// <summary>How far a request's date may be from the gateway's clock.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly World _world;
    private readonly bool _checkFreshness;
    private readonly Func<DateTimeOffset> _gatewayNow;
    private readonly HashSet<string> _nonces = new(StringComparer.Ordinal);
    private readonly Queue<KeyValuePair<DateTimeOffset, string>> _nonceAges = new();

    /// <param name="world">Where the keys are.</param>
    /// <param name="checkFreshness">Whether old dates and used nonces are refused.</param>
    /// <param name="gatewayNow">The gateway's clock: real time, since clients sign with real time, and the configured skew.</param>
    public Authenticator(World world, bool checkFreshness, Func<DateTimeOffset> gatewayNow)
    {
        _world = world;
        _checkFreshness = checkFreshness;
        _gatewayNow = gatewayNow;
    }

    /// <exception cref="ApiException">The request is not signed, or not rightly.</exception>
    public Principal Authenticate(ApiRequest request)
    {
        Authorization? authorization = null;
        if (!request.IsV1)
        {
            var header = request.Http.Header("authorization") ?? throw new ApiException(400, "IncompleteSignature", "The request is not signed.");
            if (!Authorization.TryParse(header, out authorization))
                throw new ApiException(400, "IncompleteSignature", "The Authorization header cannot be read.");
        }

        var id = request.AccessKeyId ?? throw new ApiException(400, "IncompleteSignature", "The AccessKeyId is missing.");
        var key = _world.Access.FindKey(id) ?? throw new ApiException(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
        if (!key.Active)
            throw new ApiException(403, "InvalidAccessKeyId.Inactive", "Specified access key is disabled.");
        CheckToken(request, key);
        if (_checkFreshness)
            CheckDate(request);
        var right = authorization == null ? SignatureV1.Verify(request, key.Secret) : SignatureV3.Verify(request, authorization, key.Secret);
        if (!right)
            throw new ApiException(400, "SignatureDoesNotMatch", "Specified signature is not matched with our calculation.");
        if (_checkFreshness)
            TakeNonce(request, id);
        return key.Owner;
    }

    private void CheckToken(ApiRequest request, AccessKey key)
    {
        var token = request.IsV1 ? request.Parameters.Text("SecurityToken") : request.Http.Header("x-acs-security-token");
        if (key.SecurityToken == null)
        {
            if (!string.IsNullOrEmpty(token))
                throw new ApiException(400, "InvalidSecurityToken.MismatchWithAccessKey", "The SecurityToken does not belong to the AccessKeyId.");
            return;
        }

        if (string.IsNullOrEmpty(token))
            throw new ApiException(400, "MissingSecurityToken", "The AccessKeyId is temporary and needs its SecurityToken.");
        if (token != key.SecurityToken)
            throw new ApiException(400, "InvalidSecurityToken.MismatchWithAccessKey", "The SecurityToken does not belong to the AccessKeyId.");
        if (key.Expires <= _world.Clock.Now)
            throw new ApiException(400, "InvalidSecurityToken.Expired", "The SecurityToken has expired.");
    }

    private void CheckDate(ApiRequest request)
    {
        var text = request.IsV1 ? request.Parameters.Text("Timestamp") : request.Http.Header("x-acs-date");
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(text ?? "", "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, Utc, out var date))
            throw new ApiException(400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.");
        if ((_gatewayNow() - date).Duration() > Window)
            throw new ApiException(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
    }

    private void TakeNonce(ApiRequest request, string accessKeyId)
    {
        var nonce = request.IsV1 ? request.Parameters.Text("SignatureNonce") : request.Http.Header("x-acs-signature-nonce");
        if (string.IsNullOrEmpty(nonce))
            throw new ApiException(400, "IncompleteSignature", "The signature nonce is missing.");
        var now = _gatewayNow();
        // Beyond twice the window a request is refused for its date, whatever its nonce.
        while (_nonceAges.Count > 0 && now - _nonceAges.Peek().Key > Window + Window)
            _nonces.Remove(_nonceAges.Dequeue().Value);
        var used = accessKeyId + " " + nonce;
        if (!_nonces.Add(used))
            throw new ApiException(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
        _nonceAges.Enqueue(new(now, used));
    }
}

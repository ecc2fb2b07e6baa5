using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Security;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions.Credentials;
using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Sessions;

/// <summary>
/// Finds credentials, region and endpoint in the order of the aliyun CLI: what is typed, then the profile, and the environment only for
/// what the profile leaves empty.
/// </summary>
internal sealed class SessionResolver
{
    private static readonly string[] ProfileVariables = { "ALIBABACLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE", "ALICLOUD_PROFILE" };
    private static readonly string[] IdVariables = { "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID", "ALICLOUD_ACCESS_KEY_ID", "ACCESS_KEY_ID" };
    private static readonly string[] SecretVariables = { "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET", "ALICLOUD_ACCESS_KEY_SECRET", "ACCESS_KEY_SECRET" };
    private static readonly string[] TokenVariables = { "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN", "ALICLOUD_SECURITY_TOKEN", "SECURITY_TOKEN" };
    private static readonly string[] RegionVariables = { "ALIBABA_CLOUD_REGION_ID", "ALIBABACLOUD_REGION_ID", "ALICLOUD_REGION_ID", "REGION_ID", "REGION" };
    private static readonly string[] EndpointTypeVariables = { "ALIBABA_CLOUD_ENDPOINT_TYPE", "ALIBABACLOUD_ENDPOINT_TYPE", "ALICLOUD_ENDPOINT_TYPE", "ENDPOINT_TYPE" };
    private readonly SessionEnvironment _environment;

    public SessionResolver(SessionEnvironment environment) => _environment = environment;

    /// <summary>Changes when the profile file does.</summary>
    public string ConfigStamp
    {
        get
        {
            var file = new FileInfo(_environment.ConfigPath);
            return file.Exists ? $"{file.LastWriteTimeUtc.Ticks} {file.Length}" : "";
        }
    }

    /// <exception cref="RollingUpdateException">There are no usable credentials, or no region.</exception>
    public ResolvedSession Resolve(ConnectRequest request)
    {
        if (request.AccessKeyId is not null)
            return FromKey(request);
        var name = request.ProfileName ?? _environment.First(ProfileVariables);
        var file = ProfileFile.Read(_environment.ConfigPath);
        if (file is null)
        {
            if (name is not null)
                throw ProfileFile.NotFound(name, _environment.ConfigPath, Array.Empty<string>());
            return FromEnvironment(request) ?? throw NoProfile();
        }

        return FromProfile(request, file, file.Find(name ?? file.Current));
    }

    private ResolvedSession FromKey(ConnectRequest request)
    {
        var secret = Plain(request.AccessKeySecret);
        if (secret is null)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "AccessKeySecretMissing", "An AccessKey id needs its secret.",
                "Add -AccessKeySecret (Read-Host -AsSecureString).");
        }

        var token = Plain(request.SecurityToken);
        var region = Region.Check(request.RegionId ?? _environment.First(RegionVariables), "What Connect-Aliyun was given");
        return Build(request, null, token is null ? "AK" : "StsToken", new AccessCredential(request.AccessKeyId!, secret, token), region, "typed to Connect-Aliyun");
    }

    private ResolvedSession? FromEnvironment(ConnectRequest request)
    {
        if (_environment.First(IdVariables) is not { } id || _environment.First(SecretVariables) is not { } secret)
            return null;
        var token = _environment.First(TokenVariables);
        var region = Region.Check(request.RegionId ?? _environment.First(RegionVariables), "The environment");
        return Build(request, null, token is null ? "AK" : "StsToken", new AccessCredential(id, secret, token), region, "environment variables");
    }

    private ResolvedSession FromProfile(ConnectRequest request, ProfileFile file, StoredProfile profile)
    {
        var mode = profile.Mode ?? (profile.Text("sts_token") is null ? "AK" : "StsToken");
        if (mode is not ("AK" or "StsToken"))
        {
            throw new RollingUpdateException(ErrorKind.NotAuthenticated, "ProfileModeUnsupported",
                $"Profile '{profile.Name}' has the mode {mode}, which this version cannot use yet.", "Use a profile of the mode AK or StsToken.");
        }

        var id = profile.Text("access_key_id") ?? _environment.First(IdVariables);
        var secret = profile.Text("access_key_secret") ?? _environment.First(SecretVariables);
        if (id is null || secret is null)
            throw Incomplete(profile, mode, id is null ? "access_key_id" : "access_key_secret");
        string? token = null;
        if (mode == "StsToken")
        {
            // A token of the environment belongs to the key of the environment, never to another.
            token = profile.Text("sts_token") ?? (profile.Text("access_key_id") is null ? _environment.First(TokenVariables) : null);
            if (token is null)
                throw Incomplete(profile, mode, "sts_token");
        }

        var region = Region.Check(request.RegionId ?? profile.RegionId ?? _environment.First(RegionVariables), $"Profile '{profile.Name}'");
        return Build(request, profile, mode, new AccessCredential(id, secret, token), region, $"profile '{profile.Name}' of {file.Path}");
    }

    private ResolvedSession Build(ConnectRequest request, StoredProfile? profile, string mode, AccessCredential credential, string region, string source)
    {
        var options = new OpenApiOptions
        {
            Endpoint = request.Endpoint ?? EndpointOf(profile?.Text("endpoint") ?? _environment.First("ALIBABA_CLOUD_ENDPOINT")),
            Vpc = request.Network is { } network
                ? network == AliyunNetwork.Vpc
                : string.Equals(profile?.Text("endpoint_type") ?? _environment.First(EndpointTypeVariables), "vpc", StringComparison.OrdinalIgnoreCase),
        };
        if (Seconds(profile?.Text("connect_timeout")) is { } connect)
            options.ConnectTimeout = connect;
        if (Seconds(profile?.Text("read_timeout")) is { } call)
            options.CallTimeout = call + options.ConnectTimeout;
        var session = new AliyunSession
        {
            ProfileName = profile?.Name,
            Mode = mode,
            RegionId = region,
            AccessKeyId = credential.MaskedAccessKeyId,
            Source = source,
            Endpoint = options.Endpoint,
            Network = options.Vpc ? AliyunNetwork.Vpc : AliyunNetwork.Public,
        };
        var connection = new OpenApiConnection(region, new StaticCredentialSource(credential), options, _environment.Clock) { ProfileName = profile?.Name };
        return new ResolvedSession(session, connection);
    }

    // A bare host gets TLS; plain http is for those who wrote it.
    private static Uri? EndpointOf(string? text) => text is null ? null : new Uri(text.Contains("://") ? text : "https://" + text);

    private static TimeSpan? Seconds(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;

    private static string? Plain(SecureString? secret) =>
        secret is null || secret.Length == 0 ? null : new NetworkCredential("", secret).Password;

    private RollingUpdateException NoProfile() => new(
        ErrorKind.NotAuthenticated, "NoProfile", $"There are no credentials: no profile in {_environment.ConfigPath}, none in the environment, and no session.",
        "Run aliyun configure, or sign in here: Connect-Aliyun -AccessKeyId LTAI… -AccessKeySecret (Read-Host -AsSecureString) -RegionId cn-hangzhou.");

    private static RollingUpdateException Incomplete(StoredProfile profile, string mode, string key) => new(
        ErrorKind.NotAuthenticated, "ProfileIncomplete", $"Profile '{profile.Name}' of the mode {mode} has no {key}.",
        $"Run aliyun configure --profile {profile.Name} --mode {mode}.");
}

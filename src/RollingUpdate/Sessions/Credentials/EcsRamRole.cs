using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>Mode EcsRamRole: the credentials of the role of the ECS instance this runs on, from its metadata service.</summary>
internal sealed class EcsRamRole : ICredentialFetcher
{
    public const string DefaultAddress = "http://100.100.100.200";
    private const string CredentialsPath = "/latest/meta-data/ram/security-credentials/";
    private const string Advice = "Use the profile on an ECS instance that has a RAM role, or use another profile.";

    // Elsewhere than on an instance nobody answers, and nobody wants to wait for that.
    private static readonly CredentialHttp Http = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
    private static readonly HttpMethod Put = HttpMethod.Put;
    private readonly CredentialOrigin _origin;
    private readonly Uri _address;
    private readonly string? _role;
    private readonly bool _tokenOnly;

    /// <exception cref="RollingUpdateException">The metadata service is switched off.</exception>
    public EcsRamRole(ProfileFields fields, CredentialContext context)
    {
        _origin = new CredentialOrigin(fields.Title, fields.Mode ?? CredentialModes.EcsRamRole);
        if (IsDisabled(context.Environment))
            throw _origin.Refused("MetadataDisabled", "cannot be used: IMDS credentials is disabled by ALIBABA_CLOUD_ECS_METADATA_DISABLED", "Clear that variable, or use another profile.");
        _address = ServiceAddress.Of(context.Environment, EnvironmentNames.MetadataAddress, DefaultAddress);
        _role = fields.Text("ram_role_name");
        _tokenOnly = context.Environment.IsTrue(EnvironmentNames.MetadataV1Disabled);
        Source = fields.Title + (_role is null ? " → role of this instance" : $" → instance role {_role}");
    }

    public string Source { get; }

    public static bool IsDisabled(SessionEnvironment environment) => environment.IsTrue(EnvironmentNames.MetadataDisabled);

    public async Task<AccessCredential> FetchAsync(AccessCredential? refused, CancellationToken cancellation)
    {
        var role = _role ?? (await GetAsync(CredentialsPath, "asking for the instance's role", cancellation).ConfigureAwait(false)).Trim();
        var step = $"getting the credentials of instance role {role}";
        var document = CredentialHttp.ObjectIn(await GetAsync(CredentialsPath + Uri.EscapeDataString(role), step, cancellation).ConfigureAwait(false));
        if (CredentialHttp.Text(document, "Code") is var code && code != "Success")
            throw _origin.Failed(step, $"the metadata service says {code ?? "nothing"} instead of Success", "See with the ECS console whether the role is still granted to the instance.");
        return FetchedKey.Read(document) ?? throw _origin.Failed(step, "the answer holds no key", Advice);
    }

    private async Task<string> GetAsync(string path, string step, CancellationToken cancellation)
    {
        var headers = new Dictionary<string, string>();
        if (await TokenAsync(cancellation).ConfigureAwait(false) is { Length: > 0 } token)
            headers["x-aliyun-ecs-metadata-token"] = token;
        return await SendAsync(HttpMethod.Get, path, headers, step, cancellation).ConfigureAwait(false);
    }

    // The second version of the service wants a token, fetched anew for each question as the CLI does; an old one has none to give.
    private async Task<string?> TokenAsync(CancellationToken cancellation)
    {
        var headers = new Dictionary<string, string> { ["X-aliyun-ecs-metadata-token-ttl-seconds"] = "21600" };
        try
        {
            return await SendAsync(Put, "/latest/api/token", headers, "getting a metadata token", cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (!_tokenOnly && error is AliyunApiException or RollingUpdateException)
        {
            return null;
        }
    }

    private async Task<string> SendAsync(HttpMethod method, string path, Dictionary<string, string> headers, string step, CancellationToken cancellation)
    {
        try
        {
            return await Http.SendAsync(method, new Uri(_address, path), headers, null, Array.Empty<string>(), cancellation).ConfigureAwait(false);
        }
        catch (AliyunApiException error)
        {
            throw _origin.Failed($"{step} at {_address.Authority} (the metadata service, which only an ECS instance has)", error, Advice);
        }
    }
}

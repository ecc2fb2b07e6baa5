using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Security;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions.Credentials;
using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Sessions;

/// <summary>
/// Finds credentials, region and endpoint in the order of the aliyun CLI: what is typed, then the profile, and the environment only for
/// what the profile leaves empty. Where there is no profile at all, the rest of the SDKs' default chain follows.
/// </summary>
internal sealed class SessionResolver
{
    private const string TheEnvironment = "the environment";
    private const string TheVariables = "An environment variable such as ALIBABA_CLOUD_REGION_ID";

    // The region that the CLI pins when it is told to leave the profile aside.
    private const string RegionWithoutProfile = "cn-hangzhou";
    private readonly SessionEnvironment _environment;
    private readonly CredentialFactory _credentials = new();

    public SessionResolver(SessionEnvironment environment) => _environment = environment;

    /// <summary>Changes when something does that a session is made of: a variable, a file.</summary>
    public string Stamp => _environment.Stamp();

    /// <summary>Forgets all keys that were fetched.</summary>
    public void Forget() => _credentials.Forget();

    /// <exception cref="RollingUpdateException">There are no usable credentials, or no region.</exception>
    public ResolvedSession Resolve(ConnectRequest request)
    {
        if (request.AccessKeyId is not null)
            return FromKey(request);
        if (_environment.IgnoresProfile && request.ProfileName is null)
            return FromChain(request, null, request.RegionId ?? RegionWithoutProfile);
        var name = request.ProfileName ?? _environment.First(EnvironmentNames.Profile);
        var file = ProfileFile.Read(_environment.ConfigPath);
        var isEmpty = file is null || (file.Profiles.Count == 0 && file.Current == ProfileFile.DefaultName);
        return isEmpty
            ? FromChain(request, name, request.RegionId ?? _environment.First(EnvironmentNames.Region))
            : FromProfile(request, file!, file!.Find(name ?? file.Current));
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
        var region = Region.Check(request.RegionId ?? _environment.First(EnvironmentNames.Region), "What Connect-Aliyun was given", request.RegionId is null ? TheVariables : null);
        var source = new StaticCredentialSource(new AccessCredential(request.AccessKeyId!, secret, token));
        return Build(request, null, token is null ? CredentialModes.AK : CredentialModes.StsToken, source, region);
    }

    private ResolvedSession FromProfile(ConnectRequest request, ProfileFile file, StoredProfile profile)
    {
        var fields = new ProfileFields(profile, null, _environment, filled: true);
        var source = _credentials.Create(fields, ContextOf(request, profile, file));
        var foundIn = request.RegionId is not null ? null : profile.RegionId is not null ? $"Profile '{profile.Name}' of {_environment.ConfigPath}" : TheVariables;
        var region = Region.Check(request.RegionId ?? profile.RegionId ?? _environment.First(EnvironmentNames.Region), $"Profile '{profile.Name}'", foundIn);
        return Build(request, profile, fields.Mode!, source, region);
    }

    // Without a profile: the variables, then the SDKs' own file, then whoever has to be asked.
    private ResolvedSession FromChain(ConnectRequest request, string? name, string? region)
    {
        var nobody = new StoredProfile(new JObject());
        var foundIn = request.RegionId is null ? TheVariables : null;
        var context = ContextOf(request, nobody, null);
        var fields = new ProfileFields(nobody, TheEnvironment, _environment, filled: true);
        if (name is null && fields.Mode is { } mode)
            return Build(request, null, mode, _credentials.Create(fields, context), Region.Check(region, "The environment", foundIn));
        if (SharedCredentials.Find(_environment.SharedCredentialsPath, name ?? ProfileFile.DefaultName) is { } section)
        {
            var title = $"section [{section.Name}] of {_environment.SharedCredentialsPath}";
            var sectionFields = new ProfileFields(section, title, _environment, filled: false);
            return Build(request, null, sectionFields.Mode!, _credentials.Create(sectionFields, context), Region.Check(region, char.ToUpperInvariant(title[0]) + title.Substring(1), foundIn));
        }

        if (name is not null)
            throw ProfileFile.NotFound(name, _environment.ConfigPath, Array.Empty<string>());
        var links = new List<ICredentialFetcher>();
        if (!EcsRamRole.IsDisabled(_environment))
            links.Add(new EcsRamRole(fields, context));
        var hasAddress = _environment.First(EnvironmentNames.CredentialsUri) is not null && !ExternalSwitch.IsOn(_environment);
        if (hasAddress)
            links.Add(new CredentialsUri(fields, context));
        // Whoever works on an ECS instance says a region at least: where nobody has said anything, a region is not all that is missing.
        if (links.Count == 0 || (region is null && !hasAddress))
            throw NoCredentials.Error($"There are no credentials: no profile in {_environment.ConfigPath}, none in the environment, and no session.");
        var shown = links.Count > 1 ? "DefaultChain" : links[0] is EcsRamRole ? CredentialModes.EcsRamRole : CredentialModes.CredentialsURI;
        return Build(request, null, shown, _credentials.CreateChain(fields, context, links), Region.Check(region, "The environment", foundIn));
    }

    private CredentialContext ContextOf(ConnectRequest request, StoredProfile profile, ProfileFile? file) => new(
        _environment, new CredentialEndpoints(EndpointAddress.Typed(request.Endpoint), EndpointOf(profile)), name => file?.FindOrNull(name), _credentials.Create);

    private ResolvedSession Build(ConnectRequest request, StoredProfile? profile, string mode, ICredentialSource source, string region)
    {
        var options = new OpenApiOptions
        {
            Endpoint = EndpointAddress.Typed(request.Endpoint) ?? EndpointOf(profile),
            Vpc = request.Network is { } network
                ? network == AliyunNetwork.Vpc
                : string.Equals(profile?.Text("endpoint_type") ?? _environment.First(EnvironmentNames.EndpointType), "vpc", StringComparison.OrdinalIgnoreCase),
        };
        if (Seconds(profile?.Text("connect_timeout")) is { } connect)
            options.ConnectTimeout = connect;
        // The CLI's older key counts where the newer one is empty.
        if ((Seconds(profile?.Text("read_timeout")) ?? Seconds(profile?.Text("retry_timeout"))) is { } call)
            options.CallTimeout = call + options.ConnectTimeout;
        var connection = new OpenApiConnection(region, source, options, _environment.Clock) { ProfileName = profile?.Name };
        return new ResolvedSession(connection, mode, request.Arn);
    }

    private Uri? EndpointOf(StoredProfile? profile) => EndpointAddress.Stored(profile?.Text("endpoint") ?? _environment.First(EnvironmentNames.Endpoint));

    private static TimeSpan? Seconds(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;

    private static string? Plain(SecureString? secret) =>
        secret is null || secret.Length == 0 ? null : new NetworkCredential("", secret).Password;
}

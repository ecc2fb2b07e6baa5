using System;
using System.Collections.Generic;
using System.Linq;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>What the modes need besides their profile.</summary>
internal sealed class CredentialContext
{
    private readonly Func<string, StoredProfile?> _find;
    private readonly Func<ProfileFields, CredentialContext, ICredentialSource> _create;
    private readonly IReadOnlyList<string> _path;

    /// <param name="environment">The environment.</param>
    /// <param name="endpoints">Where the session's calls go.</param>
    /// <param name="find">Finds another profile by its name; null when there is none.</param>
    /// <param name="create">Makes the credentials of a profile.</param>
    public CredentialContext(
        SessionEnvironment environment, CredentialEndpoints endpoints, Func<string, StoredProfile?> find, Func<ProfileFields, CredentialContext, ICredentialSource> create)
        : this(environment, endpoints, find, create, Array.Empty<string>())
    {
    }

    private CredentialContext(
        SessionEnvironment environment, CredentialEndpoints endpoints, Func<string, StoredProfile?> find,
        Func<ProfileFields, CredentialContext, ICredentialSource> create, IReadOnlyList<string> path)
    {
        Environment = environment;
        Endpoints = endpoints;
        _find = find;
        _create = create;
        _path = path;
    }

    public SessionEnvironment Environment { get; }

    public CredentialEndpoints Endpoints { get; }

    /// <summary>The credentials of these fields, in the same place of a chain.</summary>
    public ICredentialSource Create(ProfileFields fields) => _create(fields, this);

    /// <summary>All that decides what comes of these fields, the profiles they lead to and secrets included.</summary>
    public string FingerprintOf(ProfileFields fields)
    {
        var parts = new List<string?> { fields.Fingerprint(), Endpoints.Typed?.ToString(), Endpoints.OfProfile?.ToString() };
        var seen = new HashSet<string>();
        for (var name = fields.Profile.Text("source_profile"); name is not null && seen.Add(name);)
        {
            var source = _find(name);
            parts.Add(source?.Fingerprint());
            name = source?.Text("source_profile");
        }

        return string.Join("\n", parts);
    }

    /// <summary>The credentials of the profile that another takes its own from. Only what the file has counts there, as to the CLI.</summary>
    /// <exception cref="RollingUpdateException">There is no such profile, or it leads back to one that was on the way already.</exception>
    public ICredentialSource CreateSource(ProfileFields fields, string mode, string name)
    {
        var origin = new CredentialOrigin(fields.Title, mode);
        var path = _path.Concat(new[] { fields.Profile.Name }).ToList();
        if (path.Contains(name))
        {
            throw origin.Refused(
                "ProfileCycle", $"leads back to itself by its source_profile: {string.Join(" → ", path.Concat(new[] { name }))}",
                "Let the last of them name a profile that has a key of its own.");
        }

        var source = _find(name) ?? throw origin.Refused(
            "SourceProfileNotFound", $"has the source_profile '{name}', which there is not", "Correct source_profile, or make that profile with: aliyun configure --profile " + name);
        return _create(new ProfileFields(source, null, Environment, filled: false), new CredentialContext(Environment, Endpoints, _find, _create, path));
    }
}

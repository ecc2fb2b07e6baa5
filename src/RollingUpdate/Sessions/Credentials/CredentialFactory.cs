using System;
using System.Collections.Generic;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>
/// Makes the credentials of a profile by its mode. The same fields give the same source again, so that regions share a key, and a profile
/// that somebody else changed in the file does not cost the others theirs.
/// </summary>
internal sealed class CredentialFactory
{
    // By title and mode, the last that was made: what a profile was before it changed is not needed again. A program's output has the title of its profile.
    private readonly Dictionary<(string Title, string? Mode), (string Fingerprint, ICredentialSource Source)> _made = new();

    /// <summary>Forgets all keys that were fetched.</summary>
    public void Forget()
    {
        lock (_made)
            _made.Clear();
    }

    /// <exception cref="RollingUpdateException">The profile cannot be used; the message says why.</exception>
    public ICredentialSource Create(ProfileFields fields, CredentialContext context)
    {
        var mode = fields.Mode ?? throw new CredentialOrigin(fields.Title, "none").Refused(
            "ProfileIncomplete", "is not configured yet", $"Run aliyun configure --profile {fields.Profile.Name} --mode AK.");
        var origin = new CredentialOrigin(fields.Title, mode);
        return mode switch
        {
            CredentialModes.AK => Static(fields, mode, null),
            CredentialModes.StsToken => Static(fields, mode, new RequiredFields(fields, mode).Check(fields.SecurityToken, "sts_token")),
            CredentialModes.RamRoleArn => Keep(fields, context, new RamRoleArn(fields, context)),
            CredentialModes.EcsRamRole => Keep(fields, context, new EcsRamRole(fields, context)),
            CredentialModes.RamRoleArnWithRoleName => Keep(fields, context, new RamRoleArnWithRoleName(fields, context)),
            CredentialModes.ChainableRamRoleArn => Keep(fields, context, new ChainableRamRoleArn(fields, context)),
            CredentialModes.RsaKeyPair => Keep(fields, context, new RsaKeyPair(fields, context)),
            CredentialModes.External => Keep(fields, context, new ExternalProcess(fields, context, ExternalProcess.DefaultTimeout)),
            CredentialModes.CredentialsURI => Keep(fields, context, new CredentialsUri(fields, context)),
            CredentialModes.OIDC => Keep(fields, context, new OidcRole(fields, context)),
            CredentialModes.CloudSSO => Keep(fields, context, new CloudSso(fields, context), SavedLogin.KeyIn(fields.Profile)),
            CredentialModes.OAuth => Keep(fields, context, new OAuthLogin(fields, context), SavedLogin.KeyIn(fields.Profile)),
            CredentialModes.BearerToken => throw Unusable(origin, "a bearer token signs no call of OOS, ESS, ECS, RAM or STS"),
            CredentialModes.Anonymous => throw Unusable(origin, "calls of OOS, ESS, ECS, RAM and STS must be signed"),
            _ => throw Unknown(origin),
        };
    }

    /// <summary>What is asked for one after the other where nobody has said who has credentials.</summary>
    public ICredentialSource CreateChain(ProfileFields fields, CredentialContext context, IReadOnlyList<ICredentialFetcher> links) =>
        Keep(fields, context, new DefaultChain(links));

    private static StaticCredentialSource Static(ProfileFields fields, string mode, string? token)
    {
        var (id, secret) = new RequiredFields(fields, mode).KeyPair();
        return new StaticCredentialSource(new AccessCredential(id, secret, token), fields.Title);
    }

    // Making a fetcher costs nothing and checks the fields; what is kept is the one that holds a key.
    private ICredentialSource Keep(ProfileFields fields, CredentialContext context, ICredentialFetcher fetcher, AccessCredential? kept = null)
    {
        var fingerprint = context.FingerprintOf(fields);
        // A program is asked off the pipeline's thread, and what it says leads here too.
        lock (_made)
        {
            if (_made.TryGetValue((fields.Title, fields.Mode), out var made) && made.Fingerprint == fingerprint)
                return made.Source;
            var source = new RefreshingCredentialSource(fetcher, context.Environment.Clock, kept);
            _made[(fields.Title, fields.Mode)] = (fingerprint, source);
            return source;
        }
    }

    private static RollingUpdateException Unusable(CredentialOrigin origin, string reason) => origin.Refused(
        "ProfileModeUnsupported", $"cannot be used here: {reason}", "Use a profile of another mode: -ProfileName, or Connect-Aliyun -ProfileName.");

    private static RollingUpdateException Unknown(CredentialOrigin origin)
    {
        var meant = Array.Find(CredentialModes.All, mode => string.Equals(mode, origin.Mode, StringComparison.OrdinalIgnoreCase));
        return origin.Refused(
            "ProfileModeUnsupported", meant is null ? $"has a mode that nobody knows: {origin.Mode}" : $"has a mode that is spelt wrongly: {origin.Mode}",
            meant is null ? $"The modes are: {string.Join(", ", CredentialModes.All)}." : $"Write it {meant}; its case matters to the aliyun CLI.");
    }
}

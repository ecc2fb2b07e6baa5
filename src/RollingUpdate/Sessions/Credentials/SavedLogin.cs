using System;
using System.Globalization;
using System.Threading;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>
/// The part of a profile that a browser login left in the file and every refresh changes: its tokens, and the temporary key got with them
/// last. It is read anew each time, since the CLI and other PowerShells refresh it too.
/// </summary>
internal sealed class SavedLogin
{
    private readonly string _path;
    private readonly StoredProfile _profile;

    public SavedLogin(SessionEnvironment environment, StoredProfile profile)
    {
        _path = environment.ConfigPath;
        _profile = profile;
    }

    /// <summary>
    /// Waits until no other of this module's refreshes this file's logins: of two with the same refresh token one would lose. Not the lock
    /// of the file itself, which the writing in between takes.
    /// </summary>
    /// <exception cref="RollingUpdateException">The lock cannot be had.</exception>
    public IDisposable TakeTurn(CredentialOrigin origin, CancellationToken cancellation)
    {
        try
        {
            return FileLock.Take(PrivateFile.FollowLinks(_path) + ".login", cancellation);
        }
        catch (Exception error) when (error is System.IO.IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw origin.Failed($"locking the logins of {_path}", error.Message, "See to it that you may write the file and its folder: what a refresh gives has to be stored there.", error);
        }
    }

    /// <summary>The profile as the file has it now; as it was, when the file does not have it any more.</summary>
    public StoredProfile Read() => ProfileFile.Read(_path)?.FindOrNull(_profile.Name) ?? _profile;

    /// <summary>The temporary key in a profile; null when it is not complete.</summary>
    public static AccessCredential? KeyIn(StoredProfile profile) =>
        profile.Text("access_key_id") is { } id && profile.Text("access_key_secret") is { } secret && profile.Text("sts_token") is { } token
            ? new AccessCredential(id, secret, token, TimeIn(profile, "sts_expiration"))
            : null;

    /// <summary>A Unix time in a profile; null for none.</summary>
    public static DateTimeOffset? TimeIn(StoredProfile profile, string key) =>
        FetchedKey.TimeOf(long.TryParse(profile.Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null);

    /// <summary>Writes a temporary key back, and its end as the CLI wants it.</summary>
    /// <exception cref="RollingUpdateException">The file cannot be written.</exception>
    public void SaveKey(AccessCredential key, DateTimeOffset end, CancellationToken cancellation) => Save(
        fields =>
        {
            fields["access_key_id"] = key.AccessKeyId;
            fields["access_key_secret"] = key.AccessKeySecret;
            fields["sts_token"] = key.SecurityToken;
            fields["sts_expiration"] = end.ToUnixTimeSeconds();
        },
        cancellation);

    /// <summary>Changes fields of the profile, when the file still has it.</summary>
    /// <exception cref="RollingUpdateException">The file cannot be written.</exception>
    public void Save(Action<JObject> change, CancellationToken cancellation) => new ProfileStore(_path).ChangeProfile(_profile.Name, change, cancellation);
}

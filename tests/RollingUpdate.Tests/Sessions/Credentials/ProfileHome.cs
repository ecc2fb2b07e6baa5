using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions;
using Xunit;

namespace RollingUpdate.Tests.Sessions.Credentials;

/// <summary>What tests of the modes do with a home folder: write profiles, get their credentials, and look at what was written back.</summary>
internal static class ProfileHome
{
    /// <summary>A home whose profiles these are, all in cn-hangzhou unless they say more; the first is the current one.</summary>
    public static TemporaryHome With(params object[] profiles)
    {
        var all = profiles.Select(profile => JObject.FromObject(profile)).ToList();
        foreach (var profile in all)
            profile["region_id"] ??= "cn-hangzhou";
        return new TemporaryHome(new JObject { ["current"] = all[0]["name"], ["profiles"] = new JArray(all) }.ToString());
    }

    public static ICredentialSource Source(this TemporaryHome home, string? profile = null, Uri? endpoint = null) =>
        new SessionResolver(home.Environment).Resolve(new ConnectRequest { ProfileName = profile, Endpoint = endpoint }).Connection.Credentials;

    /// <summary>The credentials of a new session.</summary>
    public static Task<AccessCredential> FetchAsync(this TemporaryHome home, string? profile = null, Uri? endpoint = null) =>
        home.Source(profile, endpoint).GetAsync(CancellationToken.None);

    /// <summary>The error that a session, or fetching its credentials, ends with; it holds none of these secrets.</summary>
    public static async Task<RollingUpdateException> ErrorAsync(this TemporaryHome home, string errorId, params string[] secrets)
    {
        var error = await Assert.ThrowsAsync<RollingUpdateException>(() => home.FetchAsync());
        Assert.Equal(errorId, error.ErrorId);
        foreach (var secret in secrets)
            Assert.DoesNotContain(secret, error.ToString() + error.RecommendedAction, StringComparison.Ordinal);
        return error;
    }

    /// <summary>A profile as it is in the file now.</summary>
    public static JObject Stored(this TemporaryHome home, string name) =>
        SharedFiles.ReadJson(home.Environment.ConfigPath)["profiles"]!.Cast<JObject>().Single(profile => (string?)profile["name"] == name);

    /// <summary>Writes a file beside the profiles and gives its path.</summary>
    public static string WriteFile(this TemporaryHome home, string name, string content)
    {
        var path = Path.Combine(home.Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Unix time in whole seconds, so long from now.</summary>
    public static long In(this TemporaryHome home, TimeSpan time) => (home.Clock.UtcNow + time).ToUnixTimeSeconds();

    /// <summary>Id, secret and token, to be compared at once.</summary>
    public static string Parts(this AccessCredential credential) => $"{credential.AccessKeyId} {credential.AccessKeySecret} {credential.SecurityToken}".TrimEnd();
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions;
using Xunit;

namespace RollingUpdate.Tests.Sessions;

/// <summary>
/// Every sample profile file of the test data, with what the CLI makes of it. Where this module differs on purpose, what it makes
/// of it instead is named here, and the reason in docs/credentials.md.
/// </summary>
public class ProfileFixtureTests
{
    private const string Works = "works";

    // They are about options that this module has no parameters for: one field of a key, and a mode.
    private static readonly string[] Untyped = ["ak-flags-override", "ak-mode-flag-alone"];

    private static readonly Dictionary<string, string> Differences = new()
    {
        ["chain-source-no-region"] = Works,
        ["cyclic-chain"] = "ProfileCycle",
        ["current-unknown-profile-flag"] = Works,
        ["corrupt-ignore-profile"] = Works,
        ["bom-crlf"] = Works,
    };

    // What each error of the CLI is here.
    private static readonly Dictionary<string, string> ErrorIds = new()
    {
        ["is not configure yet"] = "NoProfile",
        ["unknown profile nope, run configure to check"] = "ProfileNotFound",
        ["sts_token is not configured for profile 'temp'"] = "ProfileIncomplete",
        ["session duration should be in the range of 900s"] = "InvalidSessionDuration",
        ["InvalidPath: Can not open PrivateKeyFile"] = "PrivateKeyUnreadable",
        ["can not load the source profile: nobody"] = "SourceProfileNotFound",
        ["invalid character"] = "CredentialsNotObtained",
        ["external credential source is disabled by ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS (External mode)"] = "ExternalCredentialsDisabled",
        ["Get \"http://127.0.0.1:18999/credentials?user=fake\""] = "NoAnswer",
        ["(CredentialsURI mode)"] = "ExternalCredentialsDisabled",
        ["open /nonexistent/fake-oidc-token"] = "CredentialsNotObtained",
        ["region can't be empty"] = "RegionMissing",
        ["profile unconfigured is not configure yet"] = "ProfileIncomplete",
        ["load current configuration failed unknown profile ghost, run configure to check"] = "ProfileNotFound",
        ["load current configuration failed init config failed unexpected end of JSON input"] = "ConfigFileUnreadable",
        ["load current configuration failed unknown profile default, run configure to check"] = "NoProfile",
        ["invalid mode: ak"] = "ProfileModeUnsupported",
        ["invalid mode: QuantumKey"] = "ProfileModeUnsupported",
        ["stack overflow"] = "ProfileCycle",
    };

    private static readonly string Folder = TestData.PathOf("aliyun-profiles");

    public static TheoryData<string> Ids
    {
        get
        {
            var ids = new TheoryData<string>();
            foreach (var id in Cases().Select(one => (string)one["id"]!).Where(id => !Untyped.Contains(id)))
                ids.Add(id);
            return ids;
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_sample_file_means_what_it_means_to_the_cli(string id)
    {
        var one = Cases().Single(candidate => (string?)candidate["id"] == id);
        Differences.TryGetValue(id, out var ours);
        using var home = new TemporaryHome();
        Directory.CreateDirectory(Path.GetDirectoryName(home.Environment.ConfigPath)!);
        File.Copy(Path.Combine(Folder, (string)one["file"]!), home.Environment.ConfigPath);
        home.Variables["PATH"] = Environment.GetEnvironmentVariable("PATH")!;
        foreach (var variable in (one["env"] as JObject)?.Properties() ?? [])
            home.Variables[variable.Name] = (string)variable.Value!;

        var expected = one["credential"] as JObject ?? (JObject)one["load"]!;
        var result = (string?)one["load"]!["result"] == "ok" ? (string)expected["result"]! : (string)one["load"]!["result"]!;
        if (ours is null && result is "error" or "startup_error" or "crash" or "none" or "bearer")
        {
            var error = await Assert.ThrowsAnyAsync<Exception>(() => CredentialAsync(home, one));
            var text = (string?)expected["stderr_contains"] ?? (string?)one["load"]!["stderr_contains"];
            // {} has neither a profile nor a region; that there is no profile is the better news.
            var errorId = text is null ? "ProfileModeUnsupported" : id == "empty-object" ? "NoProfile" : ErrorIds.First(pair => text.StartsWith(pair.Key, StringComparison.Ordinal)).Value;
            Assert.Equal(errorId, IdOf(error));
            return;
        }

        if (ours is not null and not Works)
        {
            Assert.Equal(ours, IdOf(await Assert.ThrowsAnyAsync<Exception>(() => CredentialAsync(home, one))));
            return;
        }

        AssertProfile(one, Resolve(home, one).Describe());
        if (result == "ok" && expected["access_key_id"] is not null)
        {
            var credential = await CredentialAsync(home, one);
            Assert.Equal((string?)expected["access_key_id"], credential.AccessKeyId);
            Assert.Equal((string?)expected["access_key_secret"], credential.AccessKeySecret);
            Assert.Equal((string?)expected["security_token"], credential.SecurityToken ?? "");
        }
    }

    [Fact]
    public void Every_difference_is_about_a_sample_that_there_is()
    {
        var ids = Cases().Select(one => (string)one["id"]!).ToList();
        Assert.Empty(Differences.Keys.Concat(Untyped).Except(ids));
    }

    private static IEnumerable<JObject> Cases() =>
        SharedFiles.ReadJson(Path.Combine(Folder, "fixtures.json"))["cases"]!.Cast<JObject>();

    private static ResolvedSession Resolve(TemporaryHome home, JObject one)
    {
        var arguments = (one["args"] as JArray)?.Select(argument => (string)argument!).ToList() ?? [];
        string? Argument(string name) => arguments.IndexOf(name) is >= 0 and var at ? arguments[at + 1] : null;
        return new SessionResolver(home.Environment).Resolve(new ConnectRequest { ProfileName = Argument("--profile"), RegionId = Argument("--region") });
    }

    private static Task<AccessCredential> CredentialAsync(TemporaryHome home, JObject one) =>
        Resolve(home, one).Connection.Credentials.GetAsync(CancellationToken.None);

    private static string IdOf(Exception error) => error switch
    {
        RollingUpdateException own => own.ErrorId,
        AliyunApiException api => api.Code,
        _ => error.GetType().Name,
    };

    private static void AssertProfile(JObject one, AliyunSession session)
    {
        if (one["load"]!["profile"] is not JObject profile)
            return;
        if ((string?)profile["name"] is { } name && (one["env"]?["ALIBABA_CLOUD_IGNORE_PROFILE"] is null || (string?)one["env"]!["ALIBABA_CLOUD_IGNORE_PROFILE"] != "TRUE"))
            Assert.Equal(name, session.ProfileName);
        if ((string?)profile["mode"] is { } mode)
            Assert.Equal(mode, session.Mode);
        if ((string?)profile["region_id"] is { } region)
            Assert.Equal(region, session.RegionId);
        if ((string?)profile["access_key_id"] is { } id && session.AccessKeyId is { } shown)
            Assert.Equal("***" + id[^3..], shown);
    }
}

using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace RollingUpdate.Tests.Sessions.Credentials;

public class RsaKeyPairTests
{
    private const string Answer = """{"SessionAccessKey":{"SessionAccessKeyId":"TMP.1","SessionAccessKeySecret":"secret-1","Expiration":"2099-01-01T00:00:00Z"}}""";

    [Theory]
    [InlineData("pkcs1")]
    [InlineData("pkcs8")]
    [InlineData("pkcs8 under the other label")]
    [InlineData("file")]
    public async Task The_call_is_signed_with_the_private_half(string form)
    {
        using var rsa = RSA.Create(2048);
        using var sts = new LoopbackServer((_, _) => LoopbackServer.Json(Answer));
        using var folder = new TemporaryHome();
        var key = form switch
        {
            "pkcs1" => rsa.ExportRSAPrivateKeyPem(),
            "pkcs8" => rsa.ExportPkcs8PrivateKeyPem(),
            "file" => folder.WriteFile("key.pem", rsa.ExportPkcs8PrivateKeyPem()),
            _ => rsa.ExportPkcs8PrivateKeyPem().Replace("PRIVATE KEY", "RSA PRIVATE KEY", StringComparison.Ordinal),
        };
        using var home = Home(sts, key);

        Assert.Equal("TMP.1 secret-1", (await home.FetchAsync()).Parts());

        var request = Assert.Single(sts.Requests);
        Assert.Equal("GET", request.Method);
        var query = request.Target[(request.Target.IndexOf('?', StringComparison.Ordinal) + 1)..];
        var pairs = query.Split('&').Where(pair => !pair.StartsWith("Signature=", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var toSign = "GET&%2F&" + Uri.EscapeDataString(string.Join("&", pairs));
        var values = StsStandIn.Form(query);
        Assert.Equal(("GenerateSessionAccessKey", "pair", "pair", "900", "SHA256withRSA"), (values["Action"], values["AccessKeyId"], values["PublicKeyId"], values["DurationSeconds"], values["SignatureMethod"]));
        Assert.True(rsa.VerifyData(Encoding.UTF8.GetBytes(toSign), Convert.FromBase64String(values["Signature"]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nTk9ULUEtUkVBTC1LRVk=\n-----END RSA PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nnot base64 at all\n-----END RSA PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\n")]
    [InlineData("/nowhere/key.pem")]
    [InlineData("a\0path")]
    public async Task What_is_no_key_is_refused_without_quoting_it(string key)
    {
        using var sts = new LoopbackServer((_, _) => LoopbackServer.Json(Answer));
        using var home = Home(sts, key);
        await home.ErrorAsync("PrivateKeyUnreadable", "Tk9ULUEtUkVBTC1LRVk", "not base64");
        Assert.Empty(sts.Requests);
    }

    [Fact]
    public async Task A_key_that_was_cut_off_is_refused()
    {
        using var rsa = RSA.Create(2048);
        var der = rsa.ExportRSAPrivateKey();
        for (var length = 0; length < der.Length; length += 97)
        {
            using var sts = new LoopbackServer((_, _) => LoopbackServer.Json(Answer));
            using var home = Home(sts, $"-----BEGIN RSA PRIVATE KEY-----\n{Convert.ToBase64String(der, 0, length)}\n-----END RSA PRIVATE KEY-----");
            await home.ErrorAsync("PrivateKeyUnreadable");
        }
    }

    [Theory]
    [InlineData(899)]
    [InlineData(3601)]
    public async Task A_duration_must_be_from_a_quarter_of_an_hour_to_an_hour(int seconds)
    {
        using var rsa = RSA.Create(2048);
        using var home = ProfileHome.With(new { name = "rsa", mode = "RsaKeyPair", key_pair_name = "pair", private_key = rsa.ExportRSAPrivateKeyPem(), expired_seconds = seconds });
        await home.ErrorAsync("InvalidSessionDuration");
    }

    private static TemporaryHome Home(LoopbackServer sts, string key) =>
        ProfileHome.With(new { name = "rsa", mode = "RsaKeyPair", key_pair_name = "pair", private_key = key, expired_seconds = 900, sts_endpoint = sts.Address });
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;
using Xunit;

namespace RollingUpdate.Tests.OpenApi;

public class SigningTests
{
    [Fact]
    public void Signs_the_example_that_alibaba_published()
    {
        var headers = Headers(
            ("host", "ecs.cn-shanghai.aliyuncs.com"), ("x-acs-action", "RunInstances"), ("x-acs-content-sha256", RequestSigner.EmptyHash),
            ("x-acs-date", "2023-10-26T10:22:32Z"), ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"), ("x-acs-version", "2014-05-26"));
        var query = PercentEncoding.Canonical(new Dictionary<string, string>
        {
            ["RegionId"] = "cn-shanghai",
            ["ImageId"] = "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
        }.ToList());

        var authorization = RequestSigner.Authorize("POST", query, headers, RequestSigner.EmptyHash, new AccessCredential("YourAccessKeyId", "YourAccessKeySecret"));

        Assert.EndsWith("Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0", authorization, StringComparison.Ordinal);
    }

    [Fact]
    public void Signs_every_reference_vector()
    {
        var vectors = SharedFiles.ReadJson(TestData.PathOf("openapi-signature-vectors.json"))["v3"]!;
        Assert.NotEmpty(vectors);
        foreach (var vector in vectors)
        {
            var request = vector["request"]!;
            var expected = vector["expected"]!;
            var query = PercentEncoding.Canonical(((JObject)request["query"]!).Properties().Select(p => KeyValuePair.Create(p.Name, (string)p.Value!)).ToList());
            var headers = ((JObject)request["headers"]!).Properties().Select(p => KeyValuePair.Create(p.Name, (string)p.Value!))
                .OrderBy(p => p.Key, StringComparer.Ordinal).ToList();
            var hash = RequestSigner.HashOf(Encoding.UTF8.GetBytes((string)request["body"]!));

            Assert.Equal((string)expected["canonicalQueryString"]!, query);
            Assert.Equal((string)expected["hashedPayload"]!, hash);
            var canonical = new Utf8Buffer();
            RequestSigner.WriteCanonicalRequest(canonical, (string)request["method"]!, query, headers, hash);
            Assert.Equal((string)expected["canonicalRequest"]!, canonical.ToString());
            Assert.Equal((string)expected["authorization"]!,
                RequestSigner.Authorize((string)request["method"]!, query, headers, hash, new AccessCredential((string)vector["accessKeyId"]!, (string)vector["accessKeySecret"]!)));
        }
    }

    /// <summary>
    /// Each request of the typed C# client, made again by ours from the same parameters at the same time and with the same nonce. Where
    /// the SDK writes True and False we write true and false, as the API's own JSON does; those requests differ in that, and so in the
    /// signature.
    /// </summary>
    [Fact]
    public async Task Makes_the_requests_of_the_official_csharp_client()
    {
        var compared = 0;
        foreach (var file in Directory.GetFiles(TestData.PathOf("wire-captures"), "csharp-*.json"))
        {
            var capture = SharedFiles.ReadJson(file);
            var name = Path.GetFileName(file);
            if (!IsTypedOrPlain(capture))
                continue;
            var parameters = Decode((string)capture["request"]!["query"]!);
            var sdkBooleans = parameters.Any(p => p.Value is "True" or "False");
            using var ours = Rebuild(capture, parameters);
            var authorization = ours.Headers.GetValues("Authorization").Single();
            var captured = (string)capture["request"]!["headers"]!["authorization"]!;

            Assert.Equal((string)capture["request"]!["method"]!, ours.Method.Method);
            Assert.Equal((string)capture["request"]!["path"]!, ours.RequestUri!.AbsolutePath);
            Assert.Equal(parameters.Select(LowerBoolean).OrderBy(p => p.Key, StringComparer.Ordinal), Decode(ours.RequestUri.Query.TrimStart('?')));
            Assert.Equal(SignedHeaders(captured), SignedHeaders(authorization));
            Assert.Equal("", await ours.Content!.ReadAsStringAsync());
            if (sdkBooleans)
                Assert.NotEqual(captured, authorization);
            else
                Assert.True(captured == authorization, name);
            compared++;
        }

        Assert.True(compared >= 20, $"only {compared} captures were compared");
    }

    [Fact]
    public async Task Puts_long_parameters_into_a_form_body_that_is_signed()
    {
        var call = new ApiCall(new ApiProduct("oos", "2019-06-01", EndpointRule.Regional("oos")), "StartExecution", Repeatable.Always);
        call.Parameters.Add("TemplateName", "t").Add("Parameters", new string('x', RequestBuilder.LongestQuery));
        var text = PercentEncoding.Canonical(call.Parameters.Pairs);
        using var request = RequestBuilder.Build(call, text, new Uri("https://oos.cn-hangzhou.aliyuncs.com"), new AccessCredential("id", "secret"), DateTimeOffset.UtcNow, "n");

        Assert.Equal("", request.RequestUri!.Query);
        Assert.Equal(text, await request.Content!.ReadAsStringAsync());
        Assert.Equal("application/x-www-form-urlencoded", request.Content.Headers.ContentType!.MediaType);
        Assert.Contains("SignedHeaders=content-type;host;x-acs-action;", request.Headers.GetValues("Authorization").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b*c~d", "a%20b%2Ac~d")]
    [InlineData("回滚", "%E5%9B%9E%E6%BB%9A")]
    [InlineData("🚀!'()+/=", "%F0%9F%9A%80%21%27%28%29%2B%2F%3D")]
    public void Encodes_by_rfc_3986(string value, string encoded) => Assert.Equal(encoded, PercentEncoding.Encode(value));

    [Fact]
    public void Sorts_list_items_as_text_so_ten_comes_before_two()
    {
        var parameters = new RequestParameters().AddList("InstanceIds", Enumerable.Range(1, 11).Select(i => "i" + i));
        Assert.StartsWith("InstanceIds.1=i1&InstanceIds.10=i10&InstanceIds.11=i11&InstanceIds.2=i2&", PercentEncoding.Canonical(parameters.Pairs), StringComparison.Ordinal);
    }

    // The generic client's form and JSON bodies, GET, and names that need encoding are shapes this module never sends.
    private static bool IsTypedOrPlain(JObject capture) =>
        (string)capture["request"]!["method"]! == "POST" && ((string)capture["request"]!["body"]!).Length == 0 &&
        ((string)capture["signature"]!).StartsWith("V3", StringComparison.Ordinal) && (string)capture["variant"]! != "oddkeys";

    private static HttpRequestMessage Rebuild(JObject capture, List<KeyValuePair<string, string>> parameters)
    {
        var headers = capture["request"]!["headers"]!;
        var product = new ApiProduct("any", (string)capture["version"]!, EndpointRule.Regional("any"));
        var call = new ApiCall(product, (string)capture["action"]!, Repeatable.Always);
        foreach (var parameter in parameters.Select(LowerBoolean))
            call.Parameters.Add(parameter.Key, parameter.Value);
        var scheme = ((string)headers["host"]!).StartsWith("127.", StringComparison.Ordinal) ? "http" : "https";
        return RequestBuilder.Build(
            call, PercentEncoding.Canonical(call.Parameters.Pairs), new Uri($"{scheme}://{(string)headers["host"]!}"),
            new AccessCredential((string)capture["accessKeyId"]!, (string)capture["accessKeySecret"]!, (string?)capture["securityToken"]),
            DateTimeOffset.Parse((string)headers["x-acs-date"]!, System.Globalization.CultureInfo.InvariantCulture), (string)headers["x-acs-signature-nonce"]!);
    }

    private static KeyValuePair<string, string> LowerBoolean(KeyValuePair<string, string> p) =>
        p.Value is "True" or "False" ? KeyValuePair.Create(p.Key, p.Value == "True" ? "true" : "false") : p;

    private static List<KeyValuePair<string, string>> Decode(string query) => query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1]))).ToList();

    private static string SignedHeaders(string authorization) => authorization.Split("SignedHeaders=")[1].Split(',')[0];

    private static List<KeyValuePair<string, string>> Headers(params (string Name, string Value)[] headers) =>
        headers.Select(header => KeyValuePair.Create(header.Name, header.Value)).ToList();
}

using System;
using System.Linq;
using System.Text;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

/// <summary>Alibaba's published signature example and the other vectors, sent as requests: none may be called wrongly signed.</summary>
public sealed class SignatureVectorTests : IDisposable
{
    private readonly AliyunSimulator _simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true, CheckFreshness = false });
    private readonly JObject _vectors = SharedFiles.ReadJson(TestData.PathOf("openapi-signature-vectors.json"));

    public void Dispose() => _simulator.Dispose();

    [Fact]
    public void Every_v3_vector_is_accepted_and_refused_with_another_signature()
    {
        foreach (var vector in _vectors["v3"]!)
        {
            var request = vector["request"]!;
            var authorization = (string)vector["expected"]!["authorization"]!;
            var body = Encoding.UTF8.GetBytes((string)request["body"]!);
            _simulator.AddAccessKey((string)vector["accessKeyId"]!, (string)vector["accessKeySecret"]!, (string?)vector["securityToken"]);
            var query = string.Join("&", ((JObject)request["query"]!).Properties().Select(p => Uri.EscapeDataString(p.Name) + "=" + Uri.EscapeDataString((string)p.Value!)));
            var answer = Send(authorization);
            Assert.NotEmpty(answer);
            Assert.DoesNotContain("Signature", answer, StringComparison.Ordinal);
            Assert.Contains("SignatureDoesNotMatch", Send(authorization[..^1] + (authorization[^1] == '0' ? '1' : '0')), StringComparison.Ordinal);

            string Send(string header) => RawHttp.Send(
                _simulator.Endpoint,
                (string)request["method"]!,
                "/?" + query,
                ((JObject)request["headers"]!).Properties().Select(h => $"{h.Name}: {h.Value}").Append("Authorization: " + header).Append("Content-Length: " + body.Length),
                body).Body;
        }
    }

    [Fact]
    public void Every_v1_vector_is_accepted_and_refused_with_another_signature()
    {
        foreach (var vector in _vectors["v1"]!)
        {
            var request = vector["request"]!;
            var parameters = (JObject)request["parametersWithoutSignature"]!;
            _simulator.AddAccessKey((string)parameters["AccessKeyId"]!, (string)vector["accessKeySecret"]!, (string?)parameters["SecurityToken"]);
            var query = string.Join("&", parameters.Properties().Select(p => Uri.EscapeDataString(p.Name) + "=" + Uri.EscapeDataString((string)p.Value!)));
            Assert.DoesNotContain("Signature", Send((string)vector["expected"]!["signatureUrlEncoded"]!), StringComparison.Ordinal);
            Assert.Contains("SignatureDoesNotMatch", Send("AAAA"), StringComparison.Ordinal);

            string Send(string signature) => RawHttp.Send(_simulator.Endpoint, (string)request["method"]!, $"/?{query}&Signature={signature}", ["Host: x", "Content-Length: 0"], []).Body;
        }
    }
}

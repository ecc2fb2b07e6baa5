using System;
using System.Linq;
using System.Text;
using RollingUpdate.Simulator;
using Xunit;
using Xunit.Abstractions;

namespace RollingUpdate.Tests.Simulator;

/// <summary>What the official clients send has to be accepted as it is, and refused when a byte of it is changed.</summary>
public sealed class WireCaptureTests : IDisposable
{
    private static readonly string[] Refusals = ["400 SignatureDoesNotMatch", "400 IncompleteSignature"];
    private readonly AliyunSimulator _simulator = AliyunSimulator.Start(new SimulatorOptions { Frozen = true, CheckFreshness = false });
    private readonly ITestOutputHelper _output;

    public WireCaptureTests(ITestOutputHelper output) => _output = output;

    public void Dispose() => _simulator.Dispose();

    [Fact]
    public void Every_signature_is_accepted_and_every_read_is_answered()
    {
        foreach (var capture in WireCapture.ReadAll())
        {
            var answer = capture.Replay(_simulator);
            _output.WriteLine($"{capture.Name}: {answer}");
            Assert.DoesNotContain(answer, Refusals);
            Assert.NotEqual("no answer", answer);
            Assert.DoesNotContain("AccessKey", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("Token", answer, StringComparison.Ordinal);
            if (capture.Action.StartsWith("Describe", StringComparison.Ordinal) || capture.Action.StartsWith("List", StringComparison.Ordinal))
                Assert.Equal("200", answer);
        }
    }

    [Fact]
    public void A_changed_secret_is_refused()
    {
        foreach (var capture in WireCapture.ReadAll())
            Assert.Equal(capture.Name + " 400 SignatureDoesNotMatch", capture.Name + " " + capture.Replay(_simulator, capture.Secret + "x"));
    }

    [Fact]
    public void One_changed_byte_of_any_query_value_is_refused()
    {
        foreach (var capture in WireCapture.ReadAll(c => c.Query.Length > 0))
        {
            var original = capture.Query;
            foreach (var part in original.Split('&').Where(p => p.Length > p.IndexOf('=') + 1))
            {
                var changed = part[..^1] + (part[^1] == 'A' ? 'B' : 'A');
                // The key's own id, token and the common parameters have refusals of their own, before the signature is looked at.
                if (part.StartsWith("AccessKeyId=", StringComparison.Ordinal) || part.StartsWith("SecurityToken=", StringComparison.Ordinal) || part.StartsWith("SignatureMethod=", StringComparison.Ordinal))
                    continue;
                capture.Query = original.Replace(part, changed, StringComparison.Ordinal);
                Assert.Equal($"{capture.Name} {part}: 400 SignatureDoesNotMatch", $"{capture.Name} {part}: {capture.Replay(_simulator)}");
            }
        }
    }

    [Fact]
    public void One_changed_byte_of_the_body_is_refused()
    {
        foreach (var capture in WireCapture.ReadAll(c => c.Body.Length > 0))
        {
            foreach (var at in new[] { capture.Body.Length / 2, capture.Body.Length - 2 })
            {
                var original = (byte[])capture.Body.Clone();
                capture.Body[at] ^= 1;
                Assert.Contains(capture.Replay(_simulator), Refusals);
                capture.Body = original;
            }
        }
    }

    [Fact]
    public void One_changed_byte_of_any_signed_header_is_refused()
    {
        foreach (var capture in WireCapture.ReadAll(c => !c.IsV1))
        {
            for (var i = 0; i < capture.Headers.Count; i++)
            {
                var header = capture.Headers[i];
                var name = header[..header.IndexOf(':')].ToLowerInvariant();
                if (name is not ("host" or "content-type") && !name.StartsWith("x-acs-", StringComparison.Ordinal))
                    continue;
                // A changed token is not the key's, which is seen before the signature.
                string[] own = name switch
                {
                    "x-acs-security-token" => ["400 InvalidSecurityToken.MismatchWithAccessKey"],
                    _ => Refusals,
                };
                capture.Headers[i] = header[..^1] + (header[^1] == '0' ? '1' : '0');
                Assert.Contains(capture.Replay(_simulator), own);
                capture.Headers[i] = header;
            }
        }
    }

    [Fact]
    public void A_header_that_is_added_without_being_signed_is_refused()
    {
        foreach (var capture in WireCapture.ReadAll(c => !c.IsV1))
        {
            capture.Headers.Add("x-acs-extra: 1");
            Assert.Equal("400 IncompleteSignature", capture.Replay(_simulator));
        }
    }

    [Fact]
    public void Another_path_is_refused()
    {
        foreach (var capture in WireCapture.ReadAll())
        {
            capture.Path += "x";
            Assert.Equal("400 SignatureDoesNotMatch", capture.Replay(_simulator));
        }
    }

    [Fact]
    public void A_started_execution_has_the_parameters_that_the_client_passed()
    {
        var capture = WireCapture.ReadAll().Single(c => c.Name == "node-openapi-client-StartExecution-runcommand");
        Assert.Equal("200", capture.Replay(_simulator));
        var script = (string)Newtonsoft.Json.Linq.JObject.Parse(Assert.Single(_simulator.Executions).Parameters)["invokeScript"]!;
        Assert.Contains("中文", script, StringComparison.Ordinal);
        Assert.Contains("a+b & c=d % e ~ f * g", script, StringComparison.Ordinal);
    }

    [Fact]
    public void The_call_log_keeps_no_secret_of_a_capture()
    {
        foreach (var capture in WireCapture.ReadAll())
            capture.Replay(_simulator);
        var kept = new StringBuilder();
        foreach (var call in _simulator.Calls)
            kept.Append(Newtonsoft.Json.JsonConvert.SerializeObject(call));
        Assert.DoesNotContain("test-secret", kept.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("CAIS-test", kept.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Signature", kept.ToString(), StringComparison.Ordinal);
    }
}

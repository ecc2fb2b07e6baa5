using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator;

namespace RollingUpdate.Tests.Simulator;

/// <summary>A small client that signs for itself, so that these tests need nothing of the module.</summary>
internal sealed class SimulatorClient : IDisposable
{
    private static readonly Dictionary<string, string> Versions = new()
    {
        ["oos"] = "2019-06-01",
        ["ess"] = "2022-02-22",
        ["ess2014"] = "2014-08-28",
        ["ecs"] = "2014-05-26",
        ["sts"] = "2015-04-01",
        ["ram"] = "2015-05-01",
    };

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Uri _endpoint;

    public SimulatorClient(AliyunSimulator simulator)
        : this(simulator, simulator.AccessKeyId, simulator.PlainSecret)
    {
    }

    public SimulatorClient(AliyunSimulator simulator, string accessKeyId, string secret, string? token = null)
    {
        _endpoint = simulator.Endpoint;
        AccessKeyId = accessKeyId;
        Secret = secret;
        Token = token;
    }

    public string AccessKeyId { get; set; }

    public string Secret { get; set; }

    public string? Token { get; set; }

    public DateTimeOffset? Date { get; set; }

    public string? Nonce { get; set; }

    /// <summary>Sends a call and gives the answer as it is; throws what HttpClient throws when there is none.</summary>
    public HttpResponseMessage Send(string product, string action, params (string Name, object? Value)[] parameters)
    {
        var pairs = parameters.Where(p => p.Value != null).Select(p => new KeyValuePair<string, string>(p.Name, Format(p.Value!))).ToList();
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_endpoint, "/?" + Query(pairs))) { Content = new ByteArrayContent([]) };
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = _endpoint.Authority,
            ["x-acs-action"] = action,
            ["x-acs-version"] = Versions.GetValueOrDefault(product, product),
            ["x-acs-date"] = (Date ?? DateTimeOffset.UtcNow).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
            ["x-acs-signature-nonce"] = Nonce ?? Guid.NewGuid().ToString("N"),
            ["x-acs-content-sha256"] = Convert.ToHexStringLower(SHA256.HashData([])),
        };
        if (Token != null)
            headers["x-acs-security-token"] = Token;
        var signed = string.Join(";", headers.Keys);
        var canonical = $"POST\n/\n{Query(pairs.OrderBy(p => p.Key, StringComparer.Ordinal))}\n{string.Concat(headers.Select(h => $"{h.Key}:{h.Value}\n"))}\n{signed}\n{headers["x-acs-content-sha256"]}";
        var toSign = "ACS3-HMAC-SHA256\n" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(toSign)));
        foreach (var header in headers.Where(h => h.Key != "host"))
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        request.Headers.TryAddWithoutValidation("Authorization", $"ACS3-HMAC-SHA256 Credential={AccessKeyId},SignedHeaders={signed},Signature={signature}");
        return _http.Send(request);
    }

    /// <summary>Sends a call that has to succeed.</summary>
    public JObject Call(string product, string action, params (string Name, object? Value)[] parameters)
    {
        using var response = Send(product, action, parameters);
        var text = Read(response);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{action}: {(int)response.StatusCode} {text}");
        return JObject.Parse(text);
    }

    /// <summary>Sends a call that has to fail, and gives status and code as "404 Some.Code".</summary>
    public string Error(string product, string action, params (string Name, object? Value)[] parameters)
    {
        using var response = Send(product, action, parameters);
        var text = Read(response);
        return response.IsSuccessStatusCode ? "200" : $"{(int)response.StatusCode} {(string?)JObject.Parse(text)["Code"]}";
    }

    public void Dispose() => _http.Dispose();

    public static string Read(HttpResponseMessage response)
    {
        using var reader = new System.IO.StreamReader(response.Content.ReadAsStream());
        return reader.ReadToEnd();
    }

    private static string Query(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join("&", pairs.Select(p => Uri.EscapeDataString(p.Key) + "=" + Uri.EscapeDataString(p.Value)));

    private static string Format(object value) => value switch
    {
        bool b => b ? "true" : "false",
        JToken json => json.ToString(Newtonsoft.Json.Formatting.None),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };
}

using System;
using System.IO;
using System.Text;
using BenchmarkDotNet.Attributes;
using Newtonsoft.Json;
using RollingUpdate.Benchmarks.Servers;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Benchmarks.Micro;

/// <summary>What the client itself does in a call, without the network: where the difference to a bare HttpClient comes from.</summary>
[InProcess]
[MemoryDiagnoser]
public class ClientParts
{
    private readonly Uri _endpoint = new("https://oos.cn-hangzhou.aliyuncs.com");
    private readonly AccessCredential _credential = new("LTAI5tBenchmarkBenchmark", "benchmarkbenchmarkbenchmark123");
    private readonly JsonSerializer _serializer = new() { DateParseHandling = DateParseHandling.None };
    private ApiCall _call = null!;
    private OosExecutionReader _reader = null!;
    private byte[] _page = null!;

    /// <summary>Makes a call and a page of 100 executions.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _call = new ApiCall(OosClient.Product, "ListExecutions", Repeatable.Always);
        _call.Parameters.Add("RegionId", "cn-hangzhou").Add("ExecutionId", WarmCall.ExecutionId);
        _reader = new OosExecutionReader(Clients.For(_endpoint));
        _page = Encoding.UTF8.GetBytes($"{{\"Executions\":[{SampleExecutions.Text(100)}]}}");
    }

    /// <summary>A request, unsigned.</summary>
    [Benchmark]
    public void BuildUnsigned() => Build(null);

    /// <summary>A request with its signature.</summary>
    [Benchmark]
    public void BuildAndSign() => Build(_credential);

    /// <summary>100 executions as the module reads them.</summary>
    [Benchmark]
    public int ReadPage()
    {
        using var json = JsonReading.Open(new Utf8Reader(new MemoryStream(_page)));
        json.Read();
        return json.ReadPage("Executions", _reader.Read).Items.Length;
    }

    /// <summary>100 executions as Newtonsoft.Json deserialises them.</summary>
    [Benchmark]
    public int DeserializePage()
    {
        using var json = new JsonTextReader(new StreamReader(new MemoryStream(_page)));
        return _serializer.Deserialize<PlainPage>(json)!.Executions.Count;
    }

    private void Build(AccessCredential? credential) =>
        RequestBuilder.Build(_call, PercentEncoding.Canonical(_call.Parameters.Pairs), _endpoint, credential, DateTimeOffset.UtcNow, Guid.NewGuid().ToString("N")).Dispose();
}

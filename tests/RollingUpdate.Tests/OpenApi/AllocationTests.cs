using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using Xunit;

namespace RollingUpdate.Tests.OpenApi;

/// <summary>What one call allocates on the thread that makes it: a count, so it does not depend on how busy the machine is.</summary>
public class AllocationTests
{
    private const string Answer = """
        {"RequestId":"0A1B","MaxResults":50,"Executions":[{"ExecutionId":"exec-1","TemplateName":"ACS-ESS-RollingUpdateByReplaceSystemDiskInScalingGroup",
        "Status":"Running","StartDate":"2026-11-25T00:23:08Z","UpdateDate":"2026-11-25T00:23:08Z","Mode":"Automatic","AccountId":"1","Targets":"[]",
        "Parameters":{"invokeType":"invoke","scalingGroupId":"asg-1","enterProcess":["ScaleIn","ScaleOut"],"batchNumber":5,"OOSAssumeRole":""},
        "Outputs":"{}","Counters":{"Total":5,"Success":1,"Failed":0},"Tags":{},"CurrentTasks":[]}]}
        """;

    [Fact]
    public void Building_and_signing_a_request_allocates_little_beyond_the_request_itself()
    {
        var call = new ApiCall(OosClient.Product, "ListExecutions", Repeatable.Always);
        call.Parameters.Add("RegionId", "cn-hangzhou").Add("ExecutionId", "exec-40e2e17ef7e04f1a9c3b");
        var query = PercentEncoding.Canonical(call.Parameters.Pairs);
        var (endpoint, credential, now) = (new Uri("https://oos.cn-hangzhou.aliyuncs.com"), new AccessCredential("LTAI-test-id", "test-secret"), DateTimeOffset.UtcNow);
        Assert.InRange(BytesOf(() => RequestBuilder.Build(call, query, endpoint, credential, now, "nonce").Dispose()), 1, 3000);
    }

    [Fact]
    public void Reading_an_execution_allocates_no_buffers_and_no_names()
    {
        var bytes = Encoding.UTF8.GetBytes(Answer);
        var reader = new OosExecutionReader(new TestConnection(null).Client);
        Assert.InRange(BytesOf(() =>
        {
            using var json = JsonReading.Open(new Utf8Reader(new MemoryStream(bytes)));
            json.Read();
            Assert.Single(json.ReadPage("Executions", reader.Read).Items);
        }), 1, 6000);
    }

    private static long BytesOf(Action work)
    {
        var seen = new List<long>();
        for (var i = 0; i < 50; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            seen.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }

        // The first ones fill what is kept for later; and a collection may count a few bytes more now and then.
        seen.Sort();
        return seen[25];
    }
}

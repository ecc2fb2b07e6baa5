using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>Answers that something in between changed, replaced or lost after the service had done the work.</summary>
public class GarbledAnswerTests
{
    // Every cmdlet that reads something of an update.
    private static readonly string[] Readers =
    [
        "Get-EssScalingGroup",
        "Get-EssScalingInstance asg-bp18p2yfxow2dloq -Include Image",
        "Get-EssScalingConfiguration asg-bp18p2yfxow2dloq",
        "Get-EssRollingUpdate",
        "Get-OosExecution",
        "Get-OosExecution $In",
        "Get-OosTaskExecution $In",
        "Get-OosExecutionLog $In",
        "Get-OosTemplate ACS-ESS-RollingUpdateByRunCommandInScalingGroup",
        "Get-EssRollingUpdateInstance $In -Coverage",
        "Get-AliyunCallerIdentity",
        "Get-AliyunRegion",
        "Wait-OosExecution $In -Timeout 60",
        "Repair-EssScalingGroup asg-bp18p2yfxow2dloq -WhatIf",
        "Start-EssRollback $In -WhatIf",
        "Start-EssRollingUpdate asg-bp18p2yfxow2dloq -ImageId aliyun_2_1903_x64_20G_alibase_20200529.vhd -WhatIf",
        "Get-EssRollingUpdatePlan asg-bp18p2yfxow2dloq -Script 'echo 1'",
        "Export-EssRollingUpdateReport -ExecutionId $In -Path $Folder/r.html -IncludeLog -IncludeScript",
    ];

    private static readonly JToken[] Oddities =
    [
        JValue.CreateNull(), "", "[", "{\"a\":", "exec-other", " ", -1, 0, 2147483647, -2147483648, 99999999999999999999m, 1e300, true, new JObject(), new JArray(), new JArray(1, "a", null!),
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "\ud800", "{}", "[]", "-1", "99999999999", "[1,null,{}]", "{\"a\":[{\"b\":\"\"}]}", new JObject { [""] = "" },
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public void No_reader_throws_what_is_not_an_error_of_the_module(int seed)
    {
        using var shell = new Shell();
        var image = seed % 2 == 0;
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} {(image ? $"-ImageId {Shell.NewImage}" : "-Script 'echo 1'")} -BatchNumber 2 -Wait").Single<OosExecution>();
        using var gateway = new ChangingGateway(shell.Simulator.Endpoint, answer =>
        {
            // Of its own for each answer: calls run side by side.
            var random = new Random((seed * 100_000) + (answer.Action.Sum(letter => letter) * 17) + answer.Count);
            return LoopbackServer.Json(random.Next(3) == 0 ? answer.Body : Changed(answer.Body, random), answer.Status);
        });
        gateway.Connect(shell);
        var foreign = new List<string>();
        for (var round = 0; round < 5; round++)
        {
            foreach (var command in Readers)
            {
                var result = shell.Run($"$Folder = '{shell.Home.Folder}'; {command}", update.ExecutionId);
                foreach (var error in result.Errors.Select(error => error.Exception).Append(result.Terminating).OfType<Exception>().Where(IsForeign).Concat(result.Output.SelectMany(Unreadable)))
                    foreign.Add($"{command}: {error}");
            }
        }

        Assert.True(foreign.Count == 0, string.Join("\n\n", foreign.Take(8)));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(403)]
    [InlineData(407)]
    [InlineData(413)]
    public void A_start_that_was_carried_out_is_found_behind_a_proxys_page(int status)
    {
        using var shell = new Shell();
        using var gateway = new ChangingGateway(shell.Simulator.Endpoint, answer => answer.Action == "StartExecution"
            ? LoopbackServer.Reply("<html>not today</html>", status, "text/html")
            : LoopbackServer.Json(answer.Body, answer.Status));
        gateway.Connect(shell);
        var started = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1'").Single<OosExecution>();
        shell.Connect();
        Assert.Equal(started.ExecutionId, Assert.Single(shell.Run("Get-OosExecution -Depth RootDepth").All<OosExecution>()).ExecutionId);
    }

    [Fact]
    public void A_start_whose_answer_was_lost_is_found_although_the_next_attempt_is_refused()
    {
        using var shell = new Shell();
        using var gateway = new ChangingGateway(shell.Simulator.Endpoint, answer => answer.Action != "StartExecution" ? LoopbackServer.Json(answer.Body, answer.Status)
            : answer.Count == 1 ? null
            : LoopbackServer.Json("""{"Code":"NoPermission","Message":"no more","RequestId":"r"}""", 403));
        gateway.Connect(shell);
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1'").Single<OosExecution>();
    }

    [Fact]
    public void A_start_that_was_surely_not_sent_is_not_looked_for()
    {
        using var shell = new Shell(connect: false);
        shell.Provider.Connect(new RollingUpdate.Sessions.ConnectRequest
        {
            AccessKeyId = shell.Simulator.AccessKeyId + "\u200b",
            AccessKeySecret = shell.Simulator.AccessKeySecret,
            RegionId = shell.Simulator.RegionId,
            Endpoint = shell.Simulator.Endpoint,
        });
        var error = shell.Run("Start-OosExecution ACS-ESS-RollingUpdateByRunCommandInScalingGroup @{ }").Error("CredentialRefused");
        Assert.Contains("U+200B", error.AllText(), StringComparison.Ordinal);
        Assert.Contains("was not sent", error.AllText(), StringComparison.Ordinal);
        Assert.Empty(shell.Home.Clock.Delays);
    }

    [Fact]
    public void An_answer_that_names_another_execution_is_no_answer_about_this_one()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -Wait").Single<OosExecution>();
        using var gateway = new ChangingGateway(shell.Simulator.Endpoint, answer => LoopbackServer.Json(answer.Body.Replace(update.ExecutionId, "exec-other", StringComparison.Ordinal), answer.Status));
        gateway.Connect(shell);
        var error = shell.Run($"Get-OosExecution {update.ExecutionId}").Error("ServiceFailure");
        Assert.Contains("another execution", error.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_instance_that_is_listed_twice_is_shown_once()
    {
        using var shell = new Shell();
        using var gateway = new ChangingGateway(shell.Simulator.Endpoint, answer =>
        {
            var body = JObject.Parse(answer.Body);
            if (body["Instances"]?["Instance"] is JArray machines)
                machines.Add(machines[0].DeepClone());
            return LoopbackServer.Json(body.ToString(), answer.Status);
        });
        gateway.Connect(shell);
        Assert.Equal(5, shell.Run($"Get-EssScalingInstance {Shell.GroupId} -Include Image").WithoutErrors().Output.Count);
        shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -ImageId {Shell.NewImage} -WhatIf").WithoutErrors();
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("-2147483648")]
    [InlineData("1e300")]
    [InlineData("2147483647")]
    public void A_batch_number_that_cannot_be_is_no_crash(string batchNumber)
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1' -BatchNumber 3 -Wait").Single<OosExecution>();
        using var gateway = new ChangingGateway(shell.Simulator.Endpoint, answer =>
            LoopbackServer.Json(answer.Body.Replace("\"batchNumber\":3", $"\"batchNumber\":{batchNumber}", StringComparison.Ordinal).Replace("\\\"batchNumber\\\":3", $"\\\"batchNumber\\\":{batchNumber}", StringComparison.Ordinal), answer.Status));
        gateway.Connect(shell);
        shell.Run($"Wait-OosExecution {update.ExecutionId}; Get-EssRollingUpdate -ExecutionId {update.ExecutionId}").WithoutErrors();
    }

    [Theory]
    [InlineData("/[")]
    [InlineData("[")]
    [InlineData("[1,")]
    public void A_parameter_that_only_begins_like_json_is_a_text_in_the_report(string destination)
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -SourceUri https://example.com/a.tar.gz -DestinationPath $In -Wait", destination).Single<OosExecution>();
        shell.Run($"Export-EssRollingUpdateReport -Path '{shell.Home.Folder}/r.html' {update.ExecutionId}").WithoutErrors();
        Assert.Contains(System.Net.WebUtility.HtmlEncode(destination), System.IO.File.ReadAllText(shell.Home.Folder + "/r.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_that_is_empty_ends_no_wait()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'echo 1'").Single<OosExecution>();
        using var gateway = new ChangingGateway(shell.Simulator.Endpoint, answer => LoopbackServer.Json(
            answer.Action == "ListExecutions" && answer.Count <= 2 ? answer.Body.Replace("\"Status\":\"Running\"", "\"Status\":\"\"", StringComparison.Ordinal).Replace("\"Status\":\"Started\"", "\"Status\":\"\"", StringComparison.Ordinal).Replace("\"Counters\"", "\"NoCounters\"", StringComparison.Ordinal) : answer.Body, answer.Status));
        gateway.Connect(shell);
        Assert.Equal("Success", shell.Run($"Wait-OosExecution {update.ExecutionId}").Single<OosExecution>().Status);
    }

    [Fact]
    public void A_cancel_that_is_throttled_is_asked_for_again()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-EssRollingUpdate {Shell.GroupId} -Script 'sleep 1000'").Single<OosExecution>();
        shell.Simulator.AddFault("CancelExecution", SimulatorFaultKind.Throttle, RetryPolicy.Default.MaxAttempts + 1);
        shell.Run($"Stop-OosExecution {update.ExecutionId} -Confirm:$false").WithoutErrors();
        Assert.Equal("Cancelled", shell.Run($"Get-OosExecution {update.ExecutionId}").Single<OosExecution>().Status);
    }

    [Fact]
    public void Fewer_than_no_errors_allowed_end_an_update_in_words()
    {
        using var shell = new Shell();
        var update = shell.Run($"Start-OosExecution ACS-ESS-RollingUpdateByReplaceSystemDiskInScalingGroup @{{ invokeType = 'invoke'; scalingGroupId = '{Shell.GroupId}'; imageId = '{Shell.NewImage}'; sourceImageId = '{Shell.OldImage}'; maxErrors = -1 }} | Wait-OosExecution");
        var text = string.Join("\n", update.Errors) + string.Join("\n", shell.Run("Get-OosExecution").All<OosExecution>().Select(execution => $"{execution.Status} {execution.StatusMessage} {execution.StatusReason}"));
        Assert.Contains("may.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ArgumentOutOfRange", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Index was out of range", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at RollingUpdate", text, StringComparison.Ordinal);
    }

    private static IEnumerable<Exception> Unreadable(System.Management.Automation.PSObject item)
    {
        foreach (var property in item.Properties.Where(property => property.MemberType == System.Management.Automation.PSMemberTypes.Property))
        {
            Exception? thrown = null;
            try
            {
                _ = property.Value;
            }
            catch (System.Management.Automation.GetValueException error)
            {
                thrown = error;
            }

            if (thrown is not null)
                yield return thrown;
        }
    }

    private static bool IsForeign(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
            if (inner is AliyunApiException or RollingUpdateException)
                return false;
        return true;
    }

    private static string Changed(string body, Random random)
    {
        using var reader = new JsonTextReader(new System.IO.StringReader(body)) { DateParseHandling = DateParseHandling.None };
        var root = JObject.Load(reader);
        // Now one field, now every fifth: what is read first must not always be what is broken.
        for (var changes = random.Next(2) == 0 ? 1 : random.Next(1, 2 + (root.Descendants().Count() / 5)); changes > 0; changes--)
        {
            var tokens = root.Descendants().Where(token => token is not JProperty).ToList();
            if (tokens.Count == 0)
                break;
            var token = tokens[random.Next(tokens.Count)];
            if (random.Next(3) == 0 && token.Parent is JArray list)
                list.Add(token.DeepClone());
            else if (random.Next(6) == 0)
                (token.Parent is JProperty property ? property : token).Remove();
            else
                token.Replace(Oddities[random.Next(Oddities.Length)].DeepClone());
        }

        var text = root.ToString(Formatting.None);
        return random.Next(20) == 0 ? text[..random.Next(text.Length)] : text;
    }
}

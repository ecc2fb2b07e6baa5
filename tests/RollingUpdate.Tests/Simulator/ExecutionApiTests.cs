using System;
using System.Linq;
using Newtonsoft.Json.Linq;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

public sealed class ExecutionApiTests : SimulatorTest
{
    [Fact]
    public void Defaults_are_filled_in_and_parameters_are_text_at_the_start_and_an_object_in_lists()
    {
        var started = (JObject)Client.Call("oos", "StartExecution", ("TemplateName", ScriptTemplate), ("Parameters", """{"invokeType":"invoke","scalingGroupId":"asg-x"}"""))["Execution"]!;
        Assert.Equal(JTokenType.String, started["Parameters"]!.Type);
        Assert.Equal("Automatic", (string?)started["LoopMode"]);
        var listed = Execution((string)started["ExecutionId"]!);
        Assert.Equal(JTokenType.Object, listed["Parameters"]!.Type);
        Assert.Equal(JTokenType.String, listed["Outputs"]!.Type);
        Assert.Equal(AllProcesses, listed["Parameters"]!["enterProcess"]!.Select(p => (string)p!));
        Assert.Equal("InService", (string?)listed["Parameters"]!["lifecycleState"]);
        Assert.Equal(5, (int)listed["Parameters"]!["batchNumber"]!);
        Assert.Null(listed["LoopMode"]);
    }

    [Theory]
    [InlineData("""{"scalingGroupId":"asg-x"}""", "invokeType")]
    [InlineData("""{"invokeType":"update","scalingGroupId":"asg-x"}""", "invokeType")]
    [InlineData("""{"invokeType":"invoke"}""", "scalingGroupId")]
    [InlineData("""{"invokeType":"invoke","scalingGroupId":"asg-x","batchNumber":0}""", "batchNumber")]
    [InlineData("""{"invokeType":"invoke","scalingGroupId":"asg-x","batchNumber":101}""", "batchNumber")]
    [InlineData("""{"invokeType":"invoke","scalingGroupId":"asg-x","batchNumber":"2"}""", "batchNumber")]
    [InlineData("""{"invokeType":"invoke","scalingGroupId":"asg-x","lifecycleState":["Standby"]}""", "lifecycleState")]
    [InlineData("""{"invokeType":"invoke","scalingGroupId":"asg-x","enterProcess":"ScaleIn"}""", "enterProcess")]
    [InlineData("""{"invokeType":"invoke","scalingGroupId":"asg-x","invokeScript":7}""", "invokeScript")]
    [InlineData("""{"invokeType":"invoke","scalingGroupId":"asg-x","nonsense":"1"}""", "nonsense")]
    [InlineData("""{"invokeType":"invoke",""", "Parameters")]
    [InlineData("""[1]""", "Parameters")]
    public void Wrong_parameters_start_nothing_and_the_message_names_the_parameter(string parameters, string name)
    {
        using var response = Client.Send("oos", "StartExecution", ("TemplateName", ScriptTemplate), ("Parameters", parameters));
        var error = JObject.Parse(SimulatorClient.Read(response));
        Assert.Equal("InvalidParameter", (string?)error["Code"]);
        Assert.Contains(name, (string?)error["Message"], StringComparison.Ordinal);
        Assert.Empty(Simulator.Executions);
    }

    [Fact]
    public void Unknown_templates_and_wrong_options_are_refused()
    {
        const string parameters = """{"invokeType":"invoke","scalingGroupId":"asg-x"}""";
        Assert.Equal("404 EntityNotExists.Template", Client.Error("oos", "StartExecution", ("TemplateName", "ACS-None")));
        Assert.Equal("404 EntityNotExists.Template", Client.Error("oos", "StartExecution", ("TemplateName", ScriptTemplate), ("TemplateVersion", "v99")));
        Assert.Equal("400 MissingParameter", Client.Error("oos", "StartExecution"));
        Assert.Equal("400 InvalidParameter", Client.Error("oos", "StartExecution", ("TemplateName", ScriptTemplate), ("Parameters", parameters), ("Mode", "Fast")));
        Assert.Equal("400 InvalidParameter", Client.Error("oos", "StartExecution", ("TemplateName", ScriptTemplate), ("Parameters", parameters), ("SafetyCheck", "No")));
        var tags = new JObject(Enumerable.Range(0, 21).Select(i => new JProperty("k" + i, "v")));
        Assert.Equal("400 InvalidParameter", Client.Error("oos", "StartExecution", ("TemplateName", ScriptTemplate), ("Parameters", parameters), ("Tags", tags)));
        Assert.Equal("404 EntityNotExists.Execution", Client.Error("oos", "StartExecution", ("TemplateName", ScriptTemplate), ("Parameters", parameters), ("ParentExecutionId", "exec-none")));
        Assert.Empty(Simulator.Executions);
    }

    [Fact]
    public void The_same_token_gives_the_same_execution_and_other_parameters_with_it_are_refused()
    {
        (string, object?)[] call = [("TemplateName", ScriptTemplate), ("Parameters", """{"invokeType":"invoke","scalingGroupId":"asg-x"}"""), ("ClientToken", "t1")];
        var first = Client.Call("oos", "StartExecution", call);
        var second = Client.Call("oos", "StartExecution", call);
        Assert.Equal((string?)first["Execution"]!["ExecutionId"], (string?)second["Execution"]!["ExecutionId"]);
        Assert.NotEqual((string?)first["RequestId"], (string?)second["RequestId"]);
        Assert.Single(Simulator.Executions);
        Assert.Equal("400 IdempotentParameterMismatch", Client.Error("oos", "StartExecution", ("TemplateName", ScriptTemplate), ("Parameters", """{"invokeType":"invoke","scalingGroupId":"asg-y"}"""), ("ClientToken", "t1")));
        Assert.All(Simulator.Calls.Where(c => c.HttpStatus == 200), c => Assert.Equal(Simulator.Executions[0].ExecutionId, c.ExecutionId));
        Assert.Equal("400 InvalidParameter", Client.Error("oos", "StartExecution", ("TemplateName", ScriptTemplate), ("Parameters", """{"invokeType":"invoke","scalingGroupId":"asg-y"}"""), ("ClientToken", new string('t', 65))));
    }

    [Fact]
    public void A_start_that_was_refused_does_not_use_up_its_token()
    {
        Assert.Equal("400 InvalidParameter", Client.Error("oos", "StartExecution", ("TemplateName", ScriptTemplate), ("Parameters", "{}"), ("ClientToken", "t1")));
        Client.Call("oos", "StartExecution", ("TemplateName", ScriptTemplate), ("Parameters", """{"invokeType":"invoke","scalingGroupId":"asg-x"}"""), ("ClientToken", "t1"));
        Assert.Single(Simulator.Executions);
    }

    [Fact]
    public void Pages_hold_every_execution_once_also_when_new_ones_start_between_them()
    {
        var ids = Enumerable.Range(0, 25).Select(_ => StartScript("true")).ToList();
        var seen = new System.Collections.Generic.List<string>();
        string? token = null;
        do
        {
            var page = Client.Call("oos", "ListExecutions", ("MaxResults", 10), ("NextToken", token));
            seen.AddRange(page["Executions"]!.Select(e => (string)e["ExecutionId"]!));
            token = (string?)page["NextToken"];
            StartScript("true");
        }
        while (token != null);

        Assert.Equal(Enumerable.Reverse(ids), seen);
        Assert.Empty(Client.Call("oos", "ListExecutions", ("NextToken", "nonsense"))["Executions"]!);
        Assert.Equal("400 InvalidParameter", Client.Error("oos", "ListExecutions", ("MaxResults", 9)));
        Assert.Equal("400 InvalidParameter", Client.Error("oos", "ListExecutions", ("MaxResults", 101)));
    }

    [Fact]
    public void Lists_are_sorted_by_start_end_or_status()
    {
        var slow = StartScript("sleep 300");
        Simulator.Advance(TimeSpan.FromSeconds(1));
        var quick = Start(ScriptTemplate, new { invokeType = "invoke", scalingGroupId = "asg-none", invokeScript = "true" });
        Finish();
        Simulator.AddInstanceFault(Simulator.InstancesOf(GroupId)[0].InstanceId, "RunCommand");
        var later = StartScript("true");
        Finish();
        Assert.Equal(["Success", "Success", "Failed"], new[] { slow, quick, later }.Select(Status));
        // Each order is another one.
        Assert.Equal([later, quick, slow], Ids());
        Assert.Equal([slow, quick, later], Ids(("SortOrder", "Ascending")));
        Assert.Equal([later, slow, quick], Ids(("SortField", "EndDate")));
        Assert.Equal([quick, slow, later], Ids(("SortField", "EndDate"), ("SortOrder", "Ascending")));
        Assert.Equal([quick, slow, later], Ids(("SortField", "Status")));
        Assert.Equal([later, slow, quick], Ids(("SortField", "Status"), ("SortOrder", "Ascending")));
    }

    [Fact]
    public void Every_filter_finds_its_execution_and_only_that()
    {
        var other = StartScript("true");
        Finish();
        Simulator.AddAccessKey("LTAIother", "secret");
        using var client = new SimulatorClient(Simulator, "LTAIother", "secret");
        var start = Simulator.Now;
        var id = (string)client.Call(
            "oos",
            "StartExecution",
            ("TemplateName", PackageTemplate),
            ("Parameters", new JObject { ["invokeType"] = "invoke", ["scalingGroupId"] = GroupId, ["packageName"] = "wordpress", ["packageVersion"] = "v4", ["OOSAssumeRole"] = "OOSServiceRole" }),
            ("Mode", "FailurePause"),
            ("Description", "the Friday update"),
            ("ResourceGroupId", "rg-1"),
            ("Tags", """{"env":"prod","team":"web"}"""))["Execution"]!["ExecutionId"]!;

        (string, object?)[] filters =
        [
            ("ExecutionId", id), ("TemplateName", "configureoospackage"), ("Status", "Running"), ("Mode", "FailurePause"), ("Description", "friday"), ("ResourceGroupId", "rg-1"),
            ("RamRole", "OOSServiceRole"), ("ExecutedBy", "user-LTAIother"), ("Tags", """{"env":"prod"}"""), ("ResourceTemplateName", "wordpress"),
            ("StartDateAfter", Text(start)),
        ];
        foreach (var filter in filters)
            Assert.Equal($"{filter.Item1}: {id}", $"{filter.Item1}: {string.Join(",", Ids(filter))}");
        Assert.Equal([other], Ids(("StartDateBefore", Text(start.AddSeconds(-1)))));
        Assert.Equal([other], Ids(("EndDateBefore", Text(start))));
        Assert.Empty(Ids(("EndDateAfter", Text(start))));
        Assert.Equal([id, other], Ids(("ResourceId", GroupId)));
        Assert.Equal([id, other], Ids(("Category", "Other")));
        Assert.Empty(Ids(("Category", "TimerTrigger")));
        Assert.Empty(Ids(("Tags", """{"env":"test"}""")));
        Assert.Equal([id, other], Ids(("AccountId", Simulator.AccountId)));
        Assert.Empty(Ids(("RegionId", "cn-beijing")));
        Assert.Equal("400 InvalidParameter", Client.Error("oos", "ListExecutions", ("StartDateAfter", "yesterday")));
    }

    [Fact]
    public void Children_are_listed_only_when_asked_for()
    {
        var id = Start(PackageTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, packageName = "wordpress" });
        Finish();
        Assert.Single(Ids());
        Assert.Equal(5, Ids(("ParentExecutionId", id)).Length);
        Assert.Equal(5, Ids(("Depth", "FirstChildDepth")).Length);
        Assert.Equal(11, Ids(("IncludeChildExecution", true)).Length);
        Assert.Equal(10, Ids(("ParentExecutionId", id), ("IncludeChildExecution", "True")).Length);
    }

    [Fact]
    public void Tasks_tell_batches_items_and_children()
    {
        var id = StartScript("true");
        Finish();
        var top = Client.Call("oos", "ListTaskExecutions", ("ExecutionId", id), ("SortOrder", "Ascending"))["TaskExecutions"]!.ToArray();
        Assert.Equal(["getInstance", "suspendProcess", "invokeByRunCommand", "tagInstance", "resumeProcesses"], top.Select(t => (string)t["TaskName"]!));
        Assert.Equal(2, (int)top[2]["Loop"]!["Batches"]!);
        var items = Client.Call("oos", "ListTaskExecutions", ("ExecutionId", id), ("ParentTaskExecutionId", (string)top[2]["TaskExecutionId"]!), ("SortOrder", "Ascending"))["TaskExecutions"]!.ToArray();
        Assert.Equal([1, 1, 1, 2, 2], items.Select(t => (int)t["LoopBatchNumber"]!));
        Assert.Equal(Simulator.InstancesOf(GroupId).Select(i => i.InstanceId), items.Select(t => (string)JObject.Parse((string)t["LoopItem"]!)["InstanceId"]!));
        Assert.All(items, t => Assert.Equal(id, Simulator.FindExecution((string)t["ChildExecutionId"]!)!.ParentExecutionId));
        Assert.Equal("400 InvalidParameter", Client.Error("oos", "ListTaskExecutions", ("ExecutionId", id), ("MaxResults", 10)));
    }

    [Fact]
    public void The_log_can_be_read_page_by_page_and_tells_the_failure()
    {
        Simulator.AddInstanceFault(new("*", "RunCommand") { Message = "no agent" });
        var id = StartScript("true");
        Finish();
        var child = (string)Children(id)[0]["ExecutionId"]!;
        var first = Client.Call("oos", "ListExecutionLogs", ("ExecutionId", child), ("MaxResults", 2));
        Assert.True((bool)first["IsTruncated"]!);
        var rest = Client.Call("oos", "ListExecutionLogs", ("ExecutionId", child), ("NextToken", (string)first["NextToken"]!));
        Assert.False((bool)rest["IsTruncated"]!);
        Assert.Contains(rest["ExecutionLogs"]!, l => ((string)l["Message"]!).Contains("no agent", StringComparison.Ordinal));
    }

    [Fact]
    public void Ended_executions_can_be_deleted_and_running_ones_with_force()
    {
        var ended = StartScript("true");
        Finish();
        var running = StartScript("true");
        Assert.Equal("400 InvalidExecutionStatus", Client.Error("oos", "DeleteExecutions", ("ExecutionIds", new JArray(ended, running))));
        Assert.Equal(2, Simulator.Executions.Count);
        Client.Call("oos", "DeleteExecutions", ("ExecutionIds", new JArray(ended)));
        Client.Call("oos", "DeleteExecutions", ("ExecutionIds", new JArray(running)), ("Force", true));
        Assert.Empty(Simulator.Executions);
        Assert.Empty(Ids(("ParentExecutionId", ended)));
    }

    [Fact]
    public void Description_and_tags_can_be_changed_later()
    {
        var id = StartScript("true");
        Client.Call("oos", "UpdateExecution", ("ExecutionId", id), ("Description", "new"), ("Tags", """{"a":"b"}"""));
        var execution = Execution(id);
        Assert.Equal(("new", "b"), ((string)execution["Description"]!, (string)execution["Tags"]!["a"]!));
    }

    [Fact]
    public void An_execution_started_with_a_parent_is_its_child()
    {
        var parent = StartScript("true");
        var child = Start(ScriptTemplate, new { invokeType = "invoke", scalingGroupId = "asg-none", invokeScript = "true" }, ("ParentExecutionId", parent));
        Assert.Contains(child, Ids(("ParentExecutionId", parent)));
        Assert.DoesNotContain(child, Ids());
    }

    [Fact]
    public void Current_tasks_are_those_that_run()
    {
        var id = StartScript("true", batchNumber: 5);
        Simulator.Advance(TimeSpan.FromSeconds(5));
        Assert.All(Execution(id)["CurrentTasks"]!, t => Assert.Equal("invokeByRunCommand", (string?)t["TaskName"]));
        Assert.Equal(2, Execution(id)["CurrentTasks"]!.Count());
        Finish();
        Assert.Empty(Execution(id)["CurrentTasks"]!);
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    private string[] Ids(params (string Name, object? Value)[] filters) =>
        Client.Call("oos", "ListExecutions", [.. filters, ("MaxResults", 100)])["Executions"]!.Select(e => (string)e["ExecutionId"]!).ToArray();
}

using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

/// <summary>The tasks of the simulator's templates and actions against those of the real ones.</summary>
public sealed class TemplateTaskTests : SimulatorTest
{
    private const string ReplaceSystemDisk = "ACS.ESS.ReplaceSystemDisk.action";

    [OfficialTextsTheory]
    [InlineData(ImageTemplate)]
    [InlineData(ScriptTemplate)]
    [InlineData(PackageTemplate)]
    [InlineData("ACS-ESS-RollingUpdateByDownloadFileAndRunCommand")]
    [InlineData("ACS-ESS-RollingUpdateByDownloadOSSFileAndRunCommand")]
    [InlineData("ACS-ESS-RollingUpdateByUpdateContainerGroup")]
    public void A_template_has_the_tasks_of_the_real_one_in_its_order(string name)
    {
        var content = JObject.Parse((string)Client.Call("oos", "GetTemplate", ("TemplateName", name))["Content"]!);
        Assert.Equal(Tasks(Real(name)), Tasks(content));
    }

    [OfficialTextsTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_run_of_an_image_update_and_its_rollback_records_tasks_of_the_real_template_and_action_in_their_order(bool withLaunchTemplate)
    {
        var template = withLaunchTemplate ? Simulator.AddLaunchTemplate("web", OldImage) : null;
        var group = Simulator.AddScalingGroup(new() { InstanceCount = 2, LaunchTemplateId = template });
        var first = Simulator.InstancesOf(group.ScalingGroupId)[0].InstanceId;
        Simulator.SetInstanceLifecycleState(first, "Protected");
        var id = Start(ImageTemplate, new { invokeType = "invoke", scalingGroupId = group.ScalingGroupId, imageId = NewImage, lifecycleState = new[] { "InService", "Protected" } });
        Finish();
        var back = Start(ImageTemplate, new { invokeType = "rollback", scalingGroupId = group.ScalingGroupId, sourceExecutionId = id, sourceImageId = OldImage });
        Finish();

        Assert.Equal(["Success", "Success"], [Status(id), Status(back)]);
        AssertPartOf(Real(ImageTemplate), id);
        AssertPartOf(Real(ImageTemplate), back);
        foreach (var child in Children(id).Concat(Children(back)))
            AssertPartOf(Real(ReplaceSystemDisk), (string)child["ExecutionId"]!);
    }

    [OfficialTextsFact]
    public void A_run_of_a_script_or_a_package_records_tasks_of_the_real_template_and_action_in_their_order()
    {
        var script = StartScript("true");
        Finish();
        var package = Start(PackageTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, packageName = "wordpress", packageVersion = "v2" });
        Finish();

        Assert.Equal(["Success", "Success"], [Status(script), Status(package)]);
        AssertPartOf(Real(ScriptTemplate), script);
        AssertPartOf(Real(PackageTemplate), package);
        AssertPartOf(Real("ACS.ESS.RunCommand.action"), (string)Children(script)[0]["ExecutionId"]!);
        AssertPartOf(Real("ACS.ESS.ConfigureOOSPackage.action"), (string)Children(package)[0]["ExecutionId"]!);
    }

    private static JObject Real(string name) => SharedFiles.ReadJson(SharedFiles.Find("reference", "oos-templates", name + ".json")!);

    // One task has two spellings among the templates, and ExecuteAPI too.
    private static IEnumerable<string> Tasks(JObject template) => template["Tasks"]!.Select(task => $"{task["Name"]} {task["Action"]}".ToUpperInvariant());

    private void AssertPartOf(JObject real, string executionId)
    {
        var all = Tasks(real).ToList();
        var run = Client.Call("oos", "ListTaskExecutions", ("ExecutionId", executionId), ("MaxResults", 100), ("SortOrder", "Ascending"))["TaskExecutions"]!
            .Select(task => $"{task["TaskName"]} {task["TaskAction"]}".ToUpperInvariant()).ToList();
        Assert.NotEmpty(run);
        Assert.All(run, task => Assert.Contains(task, all));
        Assert.Equal(run.OrderBy(all.IndexOf), run);
    }
}

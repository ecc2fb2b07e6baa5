using System;
using Newtonsoft.Json.Linq;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

public sealed class PackageUpdateTests : SimulatorTest
{
    [Theory]
    [InlineData("v4", "v4")]
    [InlineData("", "v4")]
    [InlineData("v2", "v2")]
    public void An_update_installs_the_version_and_an_empty_version_is_the_latest(string asked, string installed)
    {
        var id = StartPackage(asked);
        Finish();
        Assert.Equal("Success", Status(id));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal(installed, i.Packages["wordpress"]));
    }

    [Fact]
    public void A_rollback_installs_the_version_that_it_is_given()
    {
        var id = StartPackage("v4");
        Finish();
        var back = Start(PackageTemplate, new { invokeType = "rollback", scalingGroupId = GroupId, sourceExecutionId = id, packageName = "wordpress", packageVersion = "v3" });
        Finish();
        Assert.Equal("Success", Status(back));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal(("v3", "InService"), (i.Packages["wordpress"], i.LifecycleState)));
    }

    [Fact]
    public void Uninstall_removes_the_package()
    {
        Start(PackageTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, packageName = "wordpress", action = "uninstall" });
        Finish();
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Empty(i.Packages));
    }

    [Theory]
    [InlineData("wordpress", "v9")]
    [InlineData("nothing", "")]
    public void An_unknown_package_or_version_fails_the_child_and_leaves_it_standby(string name, string version)
    {
        var id = Start(PackageTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, packageName = name, packageVersion = version, batchNumber = 5 });
        Finish();
        Assert.Equal("Failed", Status(id));
        Assert.Equal(1, CountOf("Standby"));
        Assert.All(Simulator.InstancesOf(GroupId), i => Assert.Equal("v3", i.Packages["wordpress"]));
    }

    [Fact]
    public void Every_child_has_the_command_as_an_execution_below_it()
    {
        var id = StartPackage("v4");
        Finish();
        var child = Children(id)[0];
        Assert.Equal("ACS::ESS::ConfigureOOSPackage", (string?)child["TemplateName"]);
        Assert.True((bool)child["IsParent"]!);
        var grandchild = Assert.Single(Children((string)child["ExecutionId"]!));
        Assert.Equal("ACS::ECS::RunCommand", (string?)grandchild["TemplateName"]);
        Assert.Equal((string?)child["ExecutionId"], (string?)grandchild["ParentExecutionId"]);
    }

    [Fact]
    public void A_failing_package_step_strikes_one_instance()
    {
        var victim = Simulator.InstancesOf(GroupId)[1].InstanceId;
        Simulator.AddInstanceFault(new(victim, "ConfigurePackage") { Message = "disk full" });
        var id = StartPackage("v4");
        Finish();
        Assert.Contains("disk full", Simulator.FindExecution(id)!.StatusMessage, StringComparison.Ordinal);
        Assert.Equal("v3", Simulator.InstancesOf(GroupId)[1].Packages["wordpress"]);
        Assert.Equal("v4", Simulator.InstancesOf(GroupId)[0].Packages["wordpress"]);
    }

    [Fact]
    public void Package_states_are_listed_and_can_be_set()
    {
        var instance = Simulator.InstancesOf(GroupId)[0].InstanceId;
        Client.Call("oos", "UpdateInstancePackageState", ("InstanceId", instance), ("TemplateName", "wordpress"), ("ConfigureAction", "install"), ("TemplateVersion", "v2"));
        var answer = Client.Call("oos", "ListInstancePackageStates", ("InstanceId", instance), ("TemplateNames", new JArray("wordpress")));
        Assert.Equal("v2", (string?)Assert.Single(answer["PackageStates"]!)["TemplateVersion"]);
        Assert.Equal(JTokenType.String, answer["MaxResults"]!.Type);
        Assert.Empty(Client.Call("oos", "ListInstancePackageStates", ("InstanceId", instance), ("TemplateNames", new JArray("other")))["PackageStates"]!);
    }

    private string StartPackage(string version) =>
        Start(PackageTemplate, new { invokeType = "invoke", scalingGroupId = GroupId, packageName = "wordpress", packageVersion = version, batchNumber = 2 });
}

using System;
using System.Linq;
using Newtonsoft.Json.Linq;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

/// <summary>RAM users, templates and policies, and what ECS tells.</summary>
public sealed class AccountApiTests : SimulatorTest
{
    [Fact]
    public void A_user_made_by_the_api_signs_with_its_key_and_may_do_what_its_policies_allow()
    {
        Client.Call("ram", "CreateUser", ("UserName", "ops"), ("DisplayName", "Operations"));
        Assert.Equal("409 EntityAlreadyExists.User", Client.Error("ram", "CreateUser", ("UserName", "ops")));
        Assert.Equal("400 InvalidParameter.UserName.InvalidChars", Client.Error("ram", "CreateUser", ("UserName", "a b")));
        var key = Client.Call("ram", "CreateAccessKey", ("UserName", "ops"))["AccessKey"]!;
        using var user = new SimulatorClient(Simulator, (string)key["AccessKeyId"]!, (string)key["AccessKeySecret"]!);
        Assert.EndsWith(":user/ops", (string?)user.Call("sts", "GetCallerIdentity")["Arn"], StringComparison.Ordinal);
        Assert.Equal("403 Forbidden.RAM", user.Error("ecs", "DescribeRegions"));

        Client.Call("ram", "AttachPolicyToUser", ("PolicyType", "System"), ("PolicyName", "AliyunECSFullAccess"), ("UserName", "ops"));
        Assert.Equal("200", user.Error("ecs", "DescribeRegions"));
        Assert.Equal("409 EntityAlreadyExists.User.Policy", Client.Error("ram", "AttachPolicyToUser", ("PolicyType", "System"), ("PolicyName", "AliyunECSFullAccess"), ("UserName", "ops")));
        Assert.Equal("404 EntityNotExist.Policy", Client.Error("ram", "AttachPolicyToUser", ("PolicyType", "System"), ("PolicyName", "None"), ("UserName", "ops")));
        Assert.Equal("AliyunECSFullAccess", (string?)Client.Call("ram", "ListPoliciesForUser", ("UserName", "ops"))["Policies"]!["Policy"]![0]!["PolicyName"]);

        Client.Call("ram", "CreatePolicy", ("PolicyName", "no-stop"), ("PolicyDocument", """{"Version":"1","Statement":[{"Effect":"Deny","Action":"ecs:StopInstance","Resource":"*"}]}"""));
        Client.Call("ram", "AttachPolicyToUser", ("PolicyType", "Custom"), ("PolicyName", "no-stop"), ("UserName", "ops"));
        Assert.Equal("403 Forbidden.RAM", user.Error("ecs", "StopInstance", ("InstanceId", Simulator.Instances[0].InstanceId)));
        Assert.Equal("400 InvalidParameter.PolicyDocument", Client.Error("ram", "CreatePolicy", ("PolicyName", "bad"), ("PolicyDocument", "{}")));
    }

    [Fact]
    public void A_user_has_two_keys_at_most_and_is_deleted_only_when_it_has_none()
    {
        Client.Call("ram", "CreateUser", ("UserName", "ops"));
        var first = Client.Call("ram", "CreateAccessKey", ("UserName", "ops"))["AccessKey"]!;
        Client.Call("ram", "CreateAccessKey", ("UserName", "ops"));
        Assert.Equal("409 LimitExceeded.User.AccessKey", Client.Error("ram", "CreateAccessKey", ("UserName", "ops")));
        Assert.Equal("409 DeleteConflict.User.AccessKey", Client.Error("ram", "DeleteUser", ("UserName", "ops")));
        var keys = Client.Call("ram", "ListAccessKeys", ("UserName", "ops"))["AccessKeys"]!["AccessKey"]!.ToArray();
        Assert.Equal(2, keys.Length);
        Assert.All(keys, k => Assert.Null(k["AccessKeySecret"]));
        foreach (var key in keys)
            Client.Call("ram", "DeleteAccessKey", ("UserName", "ops"), ("UserAccessKeyId", (string)key["AccessKeyId"]!));
        using var old = new SimulatorClient(Simulator, (string)first["AccessKeyId"]!, (string)first["AccessKeySecret"]!);
        Assert.Equal("404 InvalidAccessKeyId.NotFound", old.Error("sts", "GetCallerIdentity"));
        Client.Call("ram", "DeleteUser", ("UserName", "ops"));
        Assert.Equal("404 EntityNotExist.User", Client.Error("ram", "GetUser", ("UserName", "ops")));
        Assert.Empty(Client.Call("ram", "ListUsers")["Users"]!["User"]!);
    }

    [Fact]
    public void Templates_tell_their_parameters()
    {
        var template = Client.Call("oos", "GetTemplate", ("TemplateName", ScriptTemplate));
        var parameters = JObject.Parse((string)template["Content"]!)["Parameters"]!;
        Assert.Equal(["RunBatScript", "RunPowerShellScript", "RunShellScript"], parameters["commandType"]!["AllowedValues"]!.Select(v => (string)v!));
        Assert.Equal(100, (int)parameters["batchNumber"]!["MaxValue"]!);
        Assert.Null(parameters["scalingGroupId"]!["Default"]);
        Assert.Equal("Public", (string?)template["Template"]!["ShareType"]);
        Assert.NotNull(JObject.Parse((string)template["Template"]!["Description"]!));
        Assert.Equal("404 EntityNotExists.Template", Client.Error("oos", "GetTemplate", ("TemplateName", "none")));
        var id = StartScript("true");
        Assert.Equal(ScriptTemplate, (string?)Client.Call("oos", "GetExecutionTemplate", ("ExecutionId", id))["Template"]!["TemplateName"]);
    }

    [Fact]
    public void Packages_are_templates_with_versions()
    {
        var listed = Client.Call("oos", "ListTemplates", ("TemplateType", "Package"))["Templates"]!;
        Assert.Equal("wordpress", (string?)Assert.Single(listed)["TemplateName"]);
        Assert.Contains(Client.Call("oos", "ListTemplates", ("TemplateName", "ACS-ESS-Rolling"))["Templates"]!, t => (string?)t["TemplateName"] == ImageTemplate);
        Assert.Equal(["v4", "v3", "v2", "v1"], Client.Call("oos", "ListTemplateVersions", ("TemplateName", "wordpress"))["TemplateVersions"]!.Select(v => (string)v["TemplateVersion"]!));
        Assert.Equal("v2", (string?)Client.Call("oos", "GetTemplate", ("TemplateName", "wordpress"), ("TemplateVersion", "v2"))["Template"]!["TemplateVersion"]);
        Assert.Equal("404 EntityNotExists.Template", Client.Error("oos", "GetTemplate", ("TemplateName", "wordpress"), ("TemplateVersion", "v9")));
    }

    [Fact]
    public void The_policy_of_a_template_and_what_of_it_is_missing_are_told()
    {
        var all = Client.Call("oos", "GenerateExecutionPolicy", ("TemplateName", ImageTemplate));
        Assert.Contains("ecs:ReplaceSystemDisk", JObject.Parse((string)all["Policy"]!)["Statement"]![0]!["Action"]!.Select(a => (string)a!));
        Assert.Equal("", (string?)all["MissingPolicy"]);
        Simulator.DenyAction(Client.AccessKeyId, "ecs:Stop*");
        var missing = (string)Client.Call("oos", "GenerateExecutionPolicy", ("TemplateName", ImageTemplate))["MissingPolicy"]!;
        Assert.DoesNotContain("\"", missing, StringComparison.Ordinal);
        Assert.Equal("ecs:StopInstance", (string?)JObject.Parse(missing)["Statement"]![0]!["Action"]![0]);
        Assert.Equal("", (string?)Client.Call("oos", "GenerateExecutionPolicy", ("TemplateName", ImageTemplate), ("RamRole", "OOSServiceRole"))["MissingPolicy"]);
    }

    [Fact]
    public void Instances_images_disks_and_tags_are_told_by_ecs()
    {
        var instance = Simulator.Instances[0];
        var told = Client.Call("ecs", "DescribeInstances", ("RegionId", "cn-hangzhou"), ("InstanceIds", new JArray(instance.InstanceId, "i-none")))["Instances"]!["Instance"]!;
        Assert.Equal(OldImage, (string?)Assert.Single(told)["ImageId"]);
        Assert.Equal("windows", (string?)Client.Call("ecs", "DescribeImages", ("RegionId", "cn-hangzhou"), ("OSType", "windows"))["Images"]!["Image"]![0]!["OSType"]);
        Assert.Equal(2, (int)Client.Call("ecs", "DescribeImages", ("RegionId", "cn-hangzhou"), ("ImageId", OldImage + "," + NewImage))["TotalCount"]!);
        Assert.Equal("In_use", (string?)Client.Call("ecs", "DescribeDisks", ("RegionId", "cn-hangzhou"), ("DiskIds", new JArray(instance.SystemDiskId)))["Disks"]!["Disk"]![0]!["Status"]);
        Client.Call("ecs", "TagResources", ("RegionId", "cn-hangzhou"), ("ResourceType", "instance"), ("ResourceId.1", instance.InstanceId), ("Tag.1.Key", "env"), ("Tag.1.Value", "prod"));
        Assert.Equal("prod", (string?)Client.Call("ecs", "ListTagResources", ("RegionId", "cn-hangzhou"), ("ResourceType", "instance"), ("ResourceId.1", instance.InstanceId))["TagResources"]!["TagResource"]![0]!["TagValue"]);
        Assert.Equal(1, (int)Client.Call("ecs", "DescribeInstances", ("RegionId", "cn-hangzhou"), ("Tag.1.Key", "env"))["TotalCount"]!);
        Assert.Equal("400 InvalidTagKey.Malformed", Client.Error("ecs", "TagResources", ("RegionId", "cn-hangzhou"), ("ResourceType", "instance"), ("ResourceId.1", instance.InstanceId), ("Tag.1.Key", "acs:x")));
    }

    [Fact]
    public void A_disk_is_replaced_only_in_a_stopped_instance()
    {
        var id = Simulator.Instances[0].InstanceId;
        (string, object?)[] replace = [("InstanceId", id), ("ImageId", NewImage)];
        Assert.Equal("403 IncorrectInstanceStatus", Client.Error("ecs", "ReplaceSystemDisk", replace));
        Client.Call("ecs", "StopInstance", ("InstanceId", id));
        Assert.Equal("403 IncorrectInstanceStatus", Client.Error("ecs", "StopInstance", ("InstanceId", id)));
        Simulator.Advance(TimeSpan.FromMinutes(1));
        Client.Call("ecs", "ReplaceSystemDisk", replace);
        Assert.Equal("403 IncorrectDiskStatus", Client.Error("ecs", "StartInstance", ("InstanceId", id)));
        Simulator.Advance(TimeSpan.FromMinutes(1));
        Client.Call("ecs", "StartInstance", ("InstanceId", id));
        Simulator.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("Running", NewImage), (Simulator.Instances[0].Status, Simulator.Instances[0].ImageId));
        Assert.Equal("404 InvalidInstanceId.NotFound", Client.Error("ecs", "StartInstance", ("InstanceId", "i-none")));
        Assert.Equal("400 DryRunOperation", Client.Error("ecs", "StopInstance", ("InstanceId", id), ("DryRun", true)));
    }
}

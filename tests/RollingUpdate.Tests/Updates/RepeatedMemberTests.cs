using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Updates.Records;
using Xunit;

namespace RollingUpdate.Tests.Updates;

/// <summary>An instance that a group lists twice, as when the group changes between two pages.</summary>
public class RepeatedMemberTests
{
    [Fact]
    public async Task Counts_once()
    {
        var cloud = new FakeCloud(new VirtualClock(), (action, parameters) => action switch
        {
            "DescribeScalingGroups" => JObject.Parse("""{"TotalCount":1,"ScalingGroups":[{"ScalingGroupId":"asg-1","GroupType":"ECS"}]}"""),
            "DescribeScalingInstances" => JObject.Parse("""{"TotalCount":3,"ScalingInstances":[{"InstanceId":"i-1"},{"InstanceId":"i-2"},{"InstanceId":"i-1"}]}"""),
            "DescribeInstances" => new JObject
            {
                ["Instances"] = new JObject { ["Instance"] = new JArray(JArray.Parse(parameters["InstanceIds"]).Select(id => new JObject { ["InstanceId"] = id })) },
            },
            _ => new JObject(),
        });

        var facts = await GroupFacts.FindAsync(cloud, "asg-1", default);

        Assert.Equal(["i-1", "i-2"], facts!.Members.Select(member => member.InstanceId));
        Assert.Equal(["i-1", "i-2"], facts.Machines.Keys.Order());
    }
}

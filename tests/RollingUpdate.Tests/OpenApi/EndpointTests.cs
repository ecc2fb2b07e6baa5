using RollingUpdate.Ecs;
using RollingUpdate.Ess;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using Xunit;

namespace RollingUpdate.Tests.OpenApi;

public class EndpointTests
{
    [Theory]
    [InlineData("oos", "cn-hangzhou", false, "oos.cn-hangzhou.aliyuncs.com")]
    [InlineData("oos", "cn-hangzhou", true, "oos-vpc.cn-hangzhou.aliyuncs.com")]
    [InlineData("ess", "cn-hangzhou", false, "ess.aliyuncs.com")]
    [InlineData("ess", "us-west-1", false, "ess.aliyuncs.com")]
    [InlineData("ess", "cn-chengdu", false, "ess.cn-chengdu.aliyuncs.com")]
    [InlineData("ess", "cn-hangzhou", true, "ess-vpc.cn-hangzhou.aliyuncs.com")]
    [InlineData("ecs", "cn-hangzhou", false, "ecs-cn-hangzhou.aliyuncs.com")]
    [InlineData("ecs", "cn-hangzhou-finance", false, "ecs.aliyuncs.com")]
    [InlineData("ecs", "eu-central-1", false, "ecs.eu-central-1.aliyuncs.com")]
    [InlineData("ecs", "cn-hangzhou", true, "ecs-vpc.cn-hangzhou.aliyuncs.com")]
    public void Hosts_follow_the_rule_of_their_product_and_its_exceptions(string product, string region, bool vpc, string host)
    {
        var definition = product switch { "oos" => OosClient.Product, "ess" => EssClient.Product, _ => EcsClient.Product };
        var connection = new OpenApiConnection(region, new TestConnection(null), new OpenApiOptions { Vpc = vpc }, SystemClock.Instance);
        Assert.Equal($"https://{host}/", connection.EndpointOf(definition).AbsoluteUri);
    }

    [Fact]
    public void An_endpoint_given_by_hand_wins_for_every_product()
    {
        var options = new OpenApiOptions { Endpoint = new System.Uri("http://127.0.0.1:8080"), Vpc = true };
        var connection = new OpenApiConnection("cn-hangzhou", new TestConnection(null), options, SystemClock.Instance);
        Assert.Equal("http://127.0.0.1:8080/", connection.EndpointOf(OosClient.Product).AbsoluteUri);
        Assert.Equal("http://127.0.0.1:8080/", connection.EndpointOf(EssClient.Product).AbsoluteUri);
    }
}

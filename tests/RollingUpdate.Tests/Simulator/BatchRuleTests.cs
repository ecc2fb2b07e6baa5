using System.Linq;
using RollingUpdate.Simulator.Engine;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

public sealed class BatchRuleTests
{
    [Theory]
    [InlineData(10, 2, "5,5")]
    [InlineData(10, 3, "4,3,3")]
    [InlineData(7, 5, "2,2,1,1,1")]
    [InlineData(3, 5, "1,1,1")]
    [InlineData(1, 5, "1")]
    [InlineData(5, 2, "3,2")]
    [InlineData(0, 5, "")]
    public void The_first_batches_take_what_does_not_divide_evenly(int items, int batchNumber, string sizes) =>
        Assert.Equal(sizes, string.Join(",", BatchRule.Sizes(batchNumber, items)));

    [Fact]
    public void No_batch_is_empty_and_nothing_is_lost()
    {
        for (var items = 1; items <= 120; items++)
        {
            for (var number = 1; number <= 100; number++)
            {
                var sizes = BatchRule.Sizes(number, items);
                Assert.Equal(items, sizes.Sum());
                Assert.All(sizes, s => Assert.InRange(s, 1, items));
                Assert.True(sizes.Max() - sizes.Min() <= 1);
            }
        }
    }
}

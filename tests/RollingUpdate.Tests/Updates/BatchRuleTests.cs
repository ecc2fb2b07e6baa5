using System.Linq;
using CsCheck;
using RollingUpdate.Updates;
using Xunit;

namespace RollingUpdate.Tests.Updates;

public class BatchRuleTests
{
    [Theory]
    [InlineData(10, 2, new[] { 5, 5 })]
    [InlineData(10, 3, new[] { 4, 3, 3 })]
    [InlineData(7, 5, new[] { 2, 2, 1, 1, 1 })]
    [InlineData(3, 5, new[] { 1, 1, 1 })]
    [InlineData(1, 5, new[] { 1 })]
    [InlineData(0, 5, new int[0])]
    public void Batches_are_as_even_as_can_be_the_larger_first(int instances, int batchNumber, int[] sizes) =>
        Assert.Equal(sizes, BatchRule.Sizes(instances, batchNumber));

    [Fact]
    public void Every_instance_is_in_one_batch_and_no_batch_is_empty() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[1, 100]).Sample((instances, batchNumber) =>
        {
            var sizes = BatchRule.Sizes(instances, batchNumber);
            return sizes.Sum() == instances && sizes.All(size => size > 0) && sizes.Length <= batchNumber &&
                (sizes.Length == 0 || sizes.Max() - sizes.Min() <= 1);
        });
}

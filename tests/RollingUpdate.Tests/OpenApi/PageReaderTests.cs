using System.Collections.Generic;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using Xunit;

namespace RollingUpdate.Tests.OpenApi;

public class PageReaderTests
{
    [Fact]
    public async Task The_next_page_is_on_its_way_while_one_is_worked_on_and_never_more_than_that()
    {
        var asked = new List<string?>();
        var pages = new PageReader<string>((token, _) =>
        {
            asked.Add(token);
            return Task.FromResult(new Page<string>(["an item"], token switch { null => "2", "2" => "3", _ => null }));
        });

        Assert.Empty(asked);
        await pages.NextAsync(default);
        Assert.Equal([null, "2"], asked);
        await pages.NextAsync(default);
        Assert.Equal([null, "2", "3"], asked);
        Assert.NotNull(await pages.NextAsync(default));
        Assert.Null(await pages.NextAsync(default));
        Assert.Equal(3, asked.Count);
    }
}

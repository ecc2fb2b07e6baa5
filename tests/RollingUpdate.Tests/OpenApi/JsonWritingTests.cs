using System.Collections.Generic;
using RollingUpdate.OpenApi;
using Xunit;

namespace RollingUpdate.Tests.OpenApi;

public class JsonWritingTests
{
    [Fact]
    public void Texts_are_written_as_json_and_nothing_is_written_for_none()
    {
        Assert.Equal("""["a","\"b\"\\\n回"]""", JsonWriting.Of(["a", "\"b\"\\\n回"]));
        Assert.Equal("""{"stage":"prod","q\"":""}""", JsonWriting.Of(new Dictionary<string, string> { ["stage"] = "prod", ["q\""] = "" }));
        Assert.Null(JsonWriting.Of((IReadOnlyList<string>?)null));
        Assert.Null(JsonWriting.Of(new Dictionary<string, string>()));
    }
}

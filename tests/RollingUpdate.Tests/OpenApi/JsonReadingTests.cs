using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;
using Xunit;

namespace RollingUpdate.Tests.OpenApi;

public class JsonReadingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4096)]
    public void Characters_that_are_cut_by_a_buffer_are_read_whole(int chunk)
    {
        var text = string.Concat(Enumerable.Repeat("a回滚🚀é", 2000));
        using var reader = new Utf8Reader(new Chunks(Encoding.UTF8.GetBytes(text), chunk));
        Assert.Equal(text, reader.ReadToEnd());
    }

    [Fact]
    public void An_emoji_may_stand_where_the_buffer_of_the_JSON_reader_ends()
    {
        foreach (var before in Enumerable.Range(4070, 50))
        {
            var text = new string('x', before) + "🚀" + new string('y', 5000);
            // A thread of its own, as the buffer that a thread keeps has grown by now.
            Exception? error = null;
            var thread = new Thread(() => error = Record.Exception(() => ReadBack(text)));
            thread.Start();
            thread.Join();
            Assert.Null(error);
        }
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over_and_a_cut_character_is_seen_as_one()
    {
        using (var marked = new Utf8Reader(new MemoryStream([0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'])))
            Assert.Equal("{}", marked.ReadToEnd());
        using var cut = new Utf8Reader(new MemoryStream([(byte)'a', 0xE5, 0x9B]));
        Assert.Equal("a\uFFFD", cut.ReadToEnd());
    }

    [Fact]
    public void Two_answers_can_be_read_at_once()
    {
        using var first = Json("{\"a\":[1,2]}");
        first.Read();
        using (var second = Json("{\"b\":\"{\\\"c\\\":3}\"}"))
        {
            second.Read();
            Assert.Equal(3L, ((System.Collections.Generic.IReadOnlyDictionary<string, object?>)JsonReading.Decode((string)Members(second)["b"]!)!)["c"]);
        }

        Assert.Equal(new object[] { 1L, 2L }, Members(first)["a"]);
    }

    [Fact]
    public void The_name_of_a_field_is_one_text_however_often_it_comes()
    {
        char[] text = "xExecutionIdx".ToCharArray();
        var name = FieldNames.Instance.Get(text, 1, 11);
        Assert.Equal("ExecutionId", name);
        Assert.Same(name, FieldNames.Instance.Get("ExecutionId".ToCharArray(), 0, 11));
        Assert.Null(FieldNames.Instance.Get(new string('n', 500).ToCharArray(), 0, 500));
    }

    [Fact]
    public void More_names_than_the_table_holds_are_all_read_right()
    {
        using var json = Json("{" + string.Join(",", Enumerable.Range(0, 3000).Select(i => $"\"field{i}\":{i}")) + "}");
        json.Read();
        Assert.All(Members(json), member => Assert.Equal("field" + member.Value, member.Key));
    }

    private static System.Collections.Generic.IReadOnlyDictionary<string, object?> Members(JsonReader json) => json.Dictionary();

    private static void ReadBack(string text)
    {
        using var json = Json($$"""{"a":"{{text}}"}""");
        json.Read();
        Assert.Equal(text, Members(json)["a"]);
    }

    private static JsonTextReader Json(string text) => JsonReading.Open(new Utf8Reader(new MemoryStream(Encoding.UTF8.GetBytes(text))));

    private sealed class Chunks(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, size));
    }
}

using System;
using System.IO;
using System.Linq;
using System.Text;
using Newtonsoft.Json.Linq;
using RollingUpdate.Sessions.Profiles;
using Xunit;

namespace RollingUpdate.Tests.Sessions;

public class ProfileStoreTests
{
    // What another program may have put there: keys nobody knows, numbers no type holds, text in many writings.
    private const string Foreign = """
        {
          "x_top": [ "keep", null, false, 1e400, -0, 12345678901234567890 ],
          "current": "a",
          "profiles": [
            { "x_before": { "n": [ 1, 2.50, 1E-40 ] }, "name": "a", "mode": "AK", "access_key_id": "ID", "access_key_secret": "a<b>&c \u00e9 é 中 \u2028 \ud83d\ude00", "region_id": "cn-hangzhou", "enable_vpc": true },
            { "name": "b", "mode": "AK", "Access_Key_Id": "first", "ACCESS_KEY_ID": "last", "x": 1, "X": 2, "region_id": "cn-beijing" }
          ],
          "meta_path": "/opt/meta"
        }
        """;

    [Fact]
    public void What_is_not_changed_stays_with_its_order_and_its_numbers()
    {
        using var home = new TemporaryHome(Foreign);
        Assert.True(Store(home).ChangeProfile("a", profile => profile["region_id"] = "cn-shanghai"));
        var text = Text(home);
        Assert.Equal("""
            {
            	"x_top": [
            		"keep",
            		null,
            		false,
            		1e400,
            		-0,
            		12345678901234567890
            	],
            	"current": "a",
            	"profiles": [
            		{
            			"x_before": {
            				"n": [
            					1,
            					2.50,
            					1E-40
            				]
            			},
            			"name": "a",
            			"mode": "AK",
            			"access_key_id": "ID",
            			"access_key_secret": "a\u003cb\u003e\u0026c é é 中 \u2028 😀",
            			"region_id": "cn-shanghai",
            			"enable_vpc": true
            		},
            		{
            			"name": "b",
            			"mode": "AK",
            			"Access_Key_Id": "first",
            			"ACCESS_KEY_ID": "last",
            			"x": 1,
            			"X": 2,
            			"region_id": "cn-beijing"
            		}
            	],
            	"meta_path": "/opt/meta"
            }
            """, text);
    }

    [Fact]
    public void A_profile_is_changed_under_the_spelling_and_with_the_value_the_cli_reads()
    {
        using var home = new TemporaryHome(Foreign);
        Store(home).ChangeProfile("b", profile =>
        {
            Assert.Equal("last", (string?)profile["access_key_id"]);
            profile["sts_token"] = "new";
            profile["x_new"] = 1;
            profile["bearer_token"] = "new";
        });
        var changed = (JObject)JObject.Parse(Text(home))["profiles"]![1]!;
        Assert.Equal(["name", "mode", "access_key_id", "sts_token", "x", "X", "region_id", "bearer_token", "x_new"], changed.Properties().Select(field => field.Name));
        Assert.Equal("last", (string?)changed["access_key_id"]);
    }

    [Theory]
    [InlineData("""{"current":"p","profiles":[{"name":"p"},{"name":"p","mode":"AK"}]}""", "p", 0)]
    [InlineData("""{"current":"p","profiles":[{"name":"q","NAME":"p"},{"name":"p"}]}""", "p", 0)]
    [InlineData("""{"profiles":[{"mode":"AK"},{"mode":"AK"}]}""", "default", 0)]
    [InlineData("""{"profiles":[{"mode":"AK"},{"mode":"AK"}]}""", "", 1)]
    [InlineData("""{"Current":"p","PROFILES":[null,{"Name":"p"}]}""", "p", 1)]
    public void The_profile_that_is_changed_is_the_one_the_cli_takes(string content, string name, int index)
    {
        using var home = new TemporaryHome(content);
        Assert.True(Store(home).ChangeProfile(name, profile => profile["language"] = "zh"));
        var profiles = (JArray)JObject.Parse(Text(home))["profiles"]!;
        Assert.Equal([index], Enumerable.Range(0, profiles.Count).Where(i => profiles[i] is JObject profile && (string?)profile["language"] == "zh"));
    }

    [Fact]
    public void A_profile_that_has_gone_is_not_made_again_and_nothing_is_written()
    {
        using var home = new TemporaryHome(Foreign);
        Assert.False(Store(home).ChangeProfile("gone", _ => Assert.Fail("There is nothing to change.")));
        Assert.Equal(Foreign, Text(home));
        using var empty = new TemporaryHome();
        Assert.False(Store(empty).ChangeProfile("gone", _ => { }));
        Assert.False(File.Exists(empty.Environment.ConfigPath));
    }

    [Fact]
    public void The_first_profile_makes_the_file_and_is_the_current_one()
    {
        using var home = new TemporaryHome();
        Assert.True(Store(home).SaveProfile("new", profile =>
        {
            profile["region_id"] = "cn-hangzhou";
            profile["access_key_id"] = "ID";
            profile["expired_seconds"] = 900;
            profile["mode"] = "AK";
        }, makeCurrent: false));
        Assert.Equal("{\n\t\"current\": \"new\",\n\t\"profiles\": [\n\t\t{\n\t\t\t\"name\": \"new\",\n\t\t\t\"mode\": \"AK\",\n\t\t\t\"access_key_id\": \"ID\",\n\t\t\t\"expired_seconds\": 900,\n\t\t\t\"region_id\": \"cn-hangzhou\"\n\t\t}\n\t],\n\t\"meta_path\": \"\"\n}", Text(home));
        Assert.True(Store(home).SaveProfile("second", _ => { }, makeCurrent: false));
        Assert.Equal("new", (string?)JObject.Parse(Text(home))["current"]);
        Assert.False(Store(home).SaveProfile("second", _ => { }, makeCurrent: true));
        Assert.Equal("second", (string?)JObject.Parse(Text(home))["current"]);
    }

    [Fact]
    public void Removing_the_current_profile_makes_the_first_of_the_others_current()
    {
        using var home = new TemporaryHome("""{"current":"b","profiles":[{"mode":"AK"},{"mode":"AK","x":1},{"name":"b"},{"name":"b"}]}""");
        Assert.Equal((true, "default"), Store(home).RemoveProfile("b"));
        Assert.Equal((true, ""), Store(home).RemoveProfile("default"));
        // Without a name it would be called default now, being the first.
        Assert.Equal("""{"current":"","profiles":[{"name":"","mode":"AK","x":1}]}""", JObject.Parse(Text(home)).ToString(Newtonsoft.Json.Formatting.None));
    }

    [Fact]
    public void Removing_any_profile_tells_when_another_becomes_the_current_one()
    {
        using var home = new TemporaryHome("""{"current":"gone","profiles":[{"name":"a"},{"name":"b"},{"name":"c"}]}""");
        Assert.Equal((true, "a"), Store(home).RemoveProfile("b"));
        Assert.Equal((false, "a"), Store(home).RemoveProfile("c"));
    }

    [Fact]
    public void Removing_the_last_profile_leaves_a_file_with_which_the_cli_still_starts()
    {
        using var home = new TemporaryHome("""{"current":"a","profiles":[{"name":"a"}],"meta_path":"/m","x":1}""");
        Assert.Equal((true, null), Store(home).RemoveProfile("a"));
        Assert.Equal("{\n\t\"meta_path\": \"/m\",\n\t\"x\": 1\n}", Text(home));
        Assert.Equal("ProfileNotFound", Assert.Throws<RollingUpdateException>(() => Store(home).RemoveProfile("a")).ErrorId);
        Store(home).SaveProfile("b", _ => { }, makeCurrent: false);
        Assert.Equal("""{"current":"b","meta_path":"/m","x":1,"profiles":[{"name":"b","mode":""}]}""", JObject.Parse(Text(home)).ToString(Newtonsoft.Json.Formatting.None));
    }

    [Fact]
    public void Only_a_profile_that_is_there_can_become_the_current_one()
    {
        using var home = new TemporaryHome(Foreign);
        Store(home).MakeCurrent("b");
        Assert.Equal("b", (string?)JObject.Parse(Text(home))["current"]);
        Assert.Contains("a, b", Assert.Throws<RollingUpdateException>(() => Store(home).MakeCurrent("B")).RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"current\":\"a\",\"profiles\":[{\"name\":")]
    [InlineData("{\"current\":\"a\",\"profiles\":[{\"name\":\"a\"}]} {}")]
    [InlineData("{\"current\":\"a\",\"profiles\":[{\"name\":\"a\"},]}")]
    [InlineData("{\"current\":\"a\",\"profiles\":[,{\"name\":\"a\"}]}")]
    [InlineData("{\"current\":\"a\",\"profiles\":[{\"name\":\"a\",}]}")]
    [InlineData("{\"current\":\"a\", // mine\n\"profiles\":[{\"name\":\"a\"}]}")]
    [InlineData("{'current':'a','profiles':[{'name':'a'}]}")]
    [InlineData("{current:\"a\",\"profiles\":[{\"name\":\"a\"}]}")]
    [InlineData("{\"current\":\"a\",\"profiles\":[{\"name\":\"a\",\"retry_count\":010}]}")]
    [InlineData("{\"current\":\"a\",\"profiles\":[{\"name\":\"a\",\"retry_count\":0x10}]}")]
    [InlineData("{\"current\":\"a\",\"profiles\":[{\"name\":\"a\",\"retry_count\":NaN}]}")]
    [InlineData("{\"current\":\"a\",\"profiles\":[{\"name\":\"a\" \"mode\":\"AK\"}]}")]
    [InlineData("{\"current\":\"a\",\"profiles\":[{\"name\":\"a\nb\"}]}")]
    [InlineData("{\"current\":\"a\",\"profiles\":{\"name\":\"a\"}}")]
    [InlineData("{\"current\":\"a\",\"profiles\":[\"a\"]}")]
    public void A_file_that_the_cli_could_not_read_is_left_as_it_is(string content)
    {
        using var home = new TemporaryHome(content);
        var error = Assert.Throws<RollingUpdateException>(() => Store(home).SaveProfile("a", profile => profile["mode"] = "AK", makeCurrent: true));
        Assert.Equal("ConfigFileUnreadable", error.ErrorId);
        Assert.Contains(home.Environment.ConfigPath, error.Message, StringComparison.Ordinal);
        Assert.Equal(content, Text(home));
    }

    [Fact]
    public void The_place_of_the_mistake_is_told()
    {
        using var home = new TemporaryHome("{\n\t\"current\": \"a\",\n\t\"profiles\": [],\n}");
        Assert.Contains("line 3, position 16", Assert.Throws<RollingUpdateException>(() => Store(home).MakeCurrent("a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_left_as_they_are()
    {
        using var home = new TemporaryHome("");
        var bytes = "{\"current\":\"a\",\"profiles\":[{\"name\":\"a\",\"x\":\"\u00ff\"}]}"u8.ToArray();
        bytes[Array.IndexOf(bytes, (byte)0xc3)] = 0xff;
        File.WriteAllBytes(home.Environment.ConfigPath, bytes);
        Assert.Equal("ConfigFileUnreadable", Assert.Throws<RollingUpdateException>(() => Store(home).ChangeProfile("a", profile => profile["mode"] = "AK")).ErrorId);
        Assert.Equal(bytes, File.ReadAllBytes(home.Environment.ConfigPath));
    }

    [Fact]
    public void A_byte_order_mark_and_line_ends_of_windows_are_read_and_not_written()
    {
        using var home = new TemporaryHome("");
        File.WriteAllText(home.Environment.ConfigPath, "{\r\n\"current\":\"a\",\r\n\"profiles\":[{\"name\":\"a\"}]\r\n}\r\n", new UTF8Encoding(true));
        Assert.True(Store(home).ChangeProfile("a", profile => profile["mode"] = "AK"));
        var bytes = File.ReadAllBytes(home.Environment.ConfigPath);
        Assert.Equal((byte)'{', bytes[0]);
        Assert.DoesNotContain((byte)'\r', bytes);
    }

    private static ProfileStore Store(TemporaryHome home) => new(home.Environment.ConfigPath);

    private static string Text(TemporaryHome home) => File.ReadAllText(home.Environment.ConfigPath);
}

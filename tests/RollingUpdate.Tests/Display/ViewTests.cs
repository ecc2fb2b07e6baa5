using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text;
using System.Xml.Linq;
using RollingUpdate.Cmdlets.Display;
using RollingUpdate.Oos;
using RollingUpdate.Simulator;
using RollingUpdate.Updates;
using Xunit;

namespace RollingUpdate.Tests.Display;

/// <summary>
/// How objects look. The views of each type are kept as text in Display/Snapshots; after a change that is meant, run the tests with
/// ROLLINGUPDATE_WRITE_SNAPSHOTS=1 and read the difference.
/// </summary>
public class ViewTests
{
    private static readonly string SnapshotFolder = Path.Combine(SharedFiles.RepositoryRoot, "tests/RollingUpdate.Tests/Display/Snapshots");

    public static TheoryData<string> Types() => [.. ViewSamples.All.Keys.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_type_looks_as_its_snapshot_says(string type)
    {
        var text = new StringBuilder();
        foreach (var (control, width) in new[] { ("TableControl", 120), ("TableControl", 80), ("ListControl", 120) })
            text.AppendJoin('\n', Render(type, control, width).Prepend($"--- {control} {width}")).Append('\n');
        var actual = ViewRenderer.WithoutDates(text.ToString());
        var path = Path.Combine(SnapshotFolder, type + ".txt");
        if (Environment.GetEnvironmentVariable("ROLLINGUPDATE_WRITE_SNAPSHOTS") == "1")
            File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_table_keeps_to_the_width_and_to_a_line_for_each_object(string type)
    {
        foreach (var width in new[] { 80, 120, 200 })
        {
            var lines = Render(type, "TableControl", width).SkipWhile(string.IsNullOrWhiteSpace).Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse().ToList();
            Assert.All(lines, line => Assert.True(line.Length <= width, $"{line.Length}: {line}"));
            if (!Wraps(type))
                Assert.Equal(2 + Samples(type).Length, lines.Count);
            // Headings and the strokes under them begin at the same places: no heading is broken or cut.
            var strokes = lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
            Assert.Equal(strokes, lines[0].Split(' ').Length - lines[0].Split(' ').Count(string.IsNullOrEmpty) - BlanksInLabels(type, strokes));
            if (width >= 120)
                Assert.Equal(Labels(type).Count, strokes);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Views_do_not_depend_on_the_session_they_are_shown_in(string type)
    {
        var usual = Render(type, "TableControl", 120).Concat(Render(type, "ListControl", 120));
        const string Hostile = "Set-StrictMode -Version Latest; $ErrorActionPreference = 'Stop'; $OFS = '|'; [cultureinfo]::CurrentCulture = [cultureinfo]::GetCultureInfo('th-TH');";
        var hostile = ViewRenderer.Render(Samples(type), "TableControl", 120, before: Hostile).Concat(ViewRenderer.Render(Samples(type), "ListControl", 120, before: Hostile));
        Assert.Equal(usual, hostile);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Objects_from_a_file_or_a_job_look_like_live_ones(string type)
    {
        var back = Samples(type).Select(sample => PSSerializer.Deserialize(PSSerializer.Serialize(sample, 3))).ToList();
        Assert.Equal(Render(type, "TableControl", 120), ViewRenderer.Render(back, "TableControl", 120));
    }

    [Fact]
    public void Every_type_that_is_given_out_has_a_table_and_a_list_that_fit_120_columns()
    {
        foreach (var type in ShownTypes())
        {
            var views = ViewRenderer.FormatFiles.SelectMany(file => XDocument.Load(file).Descendants("View"))
                .Where(view => view.Descendants("TypeName").Any(name => name.Value == type.FullName)).ToList();
            Assert.True(views.Any(view => view.Element("ListControl") is not null), $"{type.Name} has no list view");
            var table = views.SingleOrDefault(view => view.Element("TableControl") is not null);
            Assert.True(table is not null, $"{type.Name} has no table view");
            var headers = table.Descendants("TableColumnHeader").ToList();
            Assert.Equal(headers.Count, table.Descendants("TableColumnItem").Count());
            // A column without a width gets what is left: at least as much as its own heading.
            var width = headers.Sum(header => (int?)header.Element("Width") ?? Math.Max(10, ((string?)header.Element("Label") ?? "").Length)) + headers.Count - 1;
            Assert.True(width < 120, $"{type.Name} is {width} wide");
            Assert.All(headers, header => Assert.True((int?)header.Element("Width") is null || ((string?)header.Element("Label") ?? "").Length <= (int)header.Element("Width")!, $"{type.Name}: {header}"));
            foreach (var property in views.SelectMany(view => view.Descendants("PropertyName")).Select(property => property.Value))
            {
                Assert.True(type.GetProperty(property) is not null, $"{type.Name} has no {property}");
                Assert.DoesNotContain("Secret", property, StringComparison.Ordinal);
            }

            Assert.All(views, view => Assert.Contains("Deserialized." + type.FullName, view.Descendants("TypeName").Select(name => name.Value)));
        }
    }

    [Fact]
    public void The_longest_status_of_an_instance_is_not_cut() =>
        Assert.Contains(Render(nameof(EssInstanceUpdate), "TableControl", 80), line => line.Contains(" NotStarted ", StringComparison.Ordinal));

    [Fact]
    public void States_have_colour_where_the_host_has_it_and_columns_stay_in_line()
    {
        var plain = Render(nameof(OosExecution), "TableControl", 120);
        var colored = ViewRenderer.Render(Samples(nameof(OosExecution)), "TableControl", 120, color: true);
        // The tests too may be run by somebody who wants no colour.
        var wanted = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        Assert.Equal(wanted, colored.Any(line => line.Contains("\u001b[32mSuccess\u001b[0m", StringComparison.Ordinal)));
        Assert.Equal(wanted, colored.Any(line => line.Contains("\u001b[31mFailed\u001b[0m", StringComparison.Ordinal)));
        Assert.DoesNotContain(plain, line => line.Contains('\u001b'));
        Assert.Equal(plain, colored.Select(line => System.Text.RegularExpressions.Regex.Replace(line, "\u001b\\[[0-9;]*m", "")));
    }

    [Fact]
    public void There_is_no_colour_under_no_color_and_none_before_powershell_can_take_it_out()
    {
        Assert.Equal("\u001b[31mFailed\u001b[0m", ViewColor.Status("Failed", true, _ => null));
        foreach (var status in new[] { "Cancelled", "Canceled", "ScaledOutSince" })
            Assert.Equal($"\u001b[33m{status}\u001b[0m", ViewColor.Status(status, true, _ => null));
        Assert.Equal("Failed", ViewColor.Status("Failed", true, name => name == "NO_COLOR" ? "1" : null));
        Assert.Equal("Failed", ViewColor.Status("Failed", false, _ => null));
        Assert.Equal("ANewStatus", ViewColor.Status("ANewStatus", true, _ => null));
        Assert.Equal("", ViewColor.Status(null, true, _ => null));
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(22.9, "22s")]
    [InlineData(211, "3m 31s")]
    [InlineData(3900, "1h 05m")]
    [InlineData(183600, "2d 03h")]
    [InlineData(-211, "-3m 31s")]
    public void A_duration_is_read_at_a_glance(double seconds, string text) => Assert.Equal(text, ViewText.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(20, "just now")]
    [InlineData(130, "2 min ago")]
    [InlineData(7300, "2 h ago")]
    [InlineData(302400, "3 d ago")]
    public void What_was_lately_is_told_by_how_long_ago(double seconds, string text)
    {
        var now = DateTimeOffset.UtcNow;
        Assert.Equal(text, ViewText.Ago(now.AddSeconds(-seconds), now));
        Assert.EndsWith($" ({text})", ViewText.Date(now.AddSeconds(-seconds), now));
    }

    [Fact]
    public void What_is_still_to_come_or_long_ago_is_told_by_its_date()
    {
        var now = DateTimeOffset.UtcNow;
        Assert.Matches(@"^\d{4}-\d\d-\d\d$", ViewText.Ago(now.AddHours(1), now));
        Assert.Matches(@"^\d{4}-\d\d-\d\d$", ViewText.Ago(now.AddDays(-200), now));
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$", ViewText.Date(now.AddHours(1), now));
        Assert.Equal("", ViewText.Ago(null));
        Assert.Equal("", ViewText.Date(null));
    }

    [Fact]
    public void A_long_text_is_cut_with_what_to_type_to_see_all_of_it()
    {
        Assert.Equal("a\nb", ViewText.Text("a\r\nb\n", "more"));
        var lines = ViewText.Text(string.Concat(Enumerable.Repeat("line\n", 50)), "(Get-It).Output").Split('\n');
        Assert.Equal(12, lines.Length);
        Assert.EndsWith("… (190 more characters: (Get-It).Output)", lines[^1]);
        Assert.Equal(1000 + "… (500 more characters: x)".Length, ViewText.Text(new string('a', 1500), "x").Length);
        Assert.Equal("", ViewText.Text(null, "x"));
    }

    [Fact]
    public void What_came_from_afar_cannot_reach_the_terminal() =>
        Assert.Equal("·[2J·]0;title·", ViewText.Line("\u001b[2J\u001b]0;title\u0007"));

    [Fact]
    public void Logins_and_signatures_in_addresses_are_not_shown()
    {
        const string Address = "https://u:secret@files.example.com/app.tgz?Signature=secret";
        var pairs = new Dictionary<string, object?> { ["address"] = Address, ["count"] = 2, ["list"] = new object[] { "a b", Address }, ["nested"] = new Dictionary<string, object?> { ["inner"] = PSObject.AsPSObject(Address) } };
        var shown = ViewText.Pairs(pairs, "(Get-It).Parameters");
        Assert.Equal("""
            address = https://…@files.example.com/app.tgz?…
            count = 2
            list = a b, https://…@files.example.com/app.tgz?…
            nested = {inner = https://…@files.example.com/app.tgz?…}
            (some are cut; all of them: (Get-It).Parameters)
            """.ReplaceLineEndings("\n"), shown);
        Assert.Equal("count = 2", ViewText.Pairs(new Dictionary<string, object?> { ["count"] = 2 }, "x"));
    }

    private static HashSet<Type> ShownTypes()
    {
        var seen = new HashSet<Type>();
        var open = new Queue<Type>(new[] { typeof(RollingUpdateException).Assembly, typeof(AliyunSimulator).Assembly }
            .SelectMany(module => module.GetTypes()).SelectMany(type => type.GetCustomAttributes<OutputTypeAttribute>()).SelectMany(output => output.Type).Select(name => name.Type));
        while (open.TryDequeue(out var type))
        {
            if (type is null || type.IsEnum || type.Namespace?.StartsWith("RollingUpdate", StringComparison.Ordinal) != true || !seen.Add(type))
                continue;
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                open.Enqueue(property.PropertyType.IsArray ? property.PropertyType.GetElementType()! : property.PropertyType.GenericTypeArguments.LastOrDefault() ?? property.PropertyType);
        }

        return seen;
    }

    private static object[] Samples(string type) => ViewSamples.All.Single(entry => entry.Key.Name == type).Value;

    private static IReadOnlyList<string> Render(string type, string control, int width) => ViewRenderer.Render(Samples(type), control, width);

    private static XElement TableOf(string type) => ViewRenderer.FormatFiles.SelectMany(file => XDocument.Load(file).Descendants("View"))
        .Single(view => view.Element("TableControl") is not null && view.Descendants("TypeName").Any(name => name.Value.EndsWith("." + type, StringComparison.Ordinal)));

    private static List<string> Labels(string type) => TableOf(type).Descendants("TableColumnHeader").Select(header => (string)header.Element("Label")!).ToList();

    private static int BlanksInLabels(string type, int columns) => Labels(type).Take(columns).Sum(label => label.Count(c => c == ' '));

    private static bool Wraps(string type) => TableOf(type).Descendants("Wrap").Any();
}

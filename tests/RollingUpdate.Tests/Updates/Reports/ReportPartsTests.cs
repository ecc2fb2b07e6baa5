using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Reports;
using Xunit;

namespace RollingUpdate.Tests.Updates.Reports;

/// <summary>What a page is made of: text made harmless, values masked, times placed, a file replaced as a whole, colours that can be read.</summary>
public sealed class ReportPartsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("report-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("<a href='x'>\"&\"</a>", "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;")]
    [InlineData("a\tb\r\nc", "a\tb\nc")]
    [InlineData("\u001b[31mred\u0000\u007f", "␛[31mred␀␡")]
    [InlineData("a\u202eb\u200bc\u0085", "a[U+202E]b[U+200B]c[U+0085]")]
    [InlineData("日本語 é 🚀", "日本語 é 🚀")]
    public void Text_is_shown_and_never_obeyed(string text, string html) => Assert.Equal(html, HtmlText.Escape(text));

    [Fact]
    public void Half_a_character_is_named()
    {
        Assert.Equal("a[U+D83D]b", HtmlText.Escape("a\ud83db"));
        Assert.Equal("[U+DE80]", HtmlText.Escape("\ude80"));
    }

    [Theory]
    [InlineData("dbPassword", "x", "(hidden; -IncludeSensitiveValue shows it)")]
    [InlineData("url", "https://a.example/f.tgz", "https://a.example/f.tgz")]
    [InlineData("url", "https://a.example/f.tgz?Expires=1&Signature=x", "https://a.example/f.tgz?… (hidden; -IncludeSensitiveValue shows it)")]
    [InlineData("url", "https://u:x@a.example/f.tgz", "https://…@a.example/f.tgz")]
    [InlineData("url", "https://u:p x@a.example/f.tgz", "https://…@a.example/f.tgz")]
    [InlineData("url", "https://u:p@x@a.example/@f.tgz?a=@b", "https://…@a.example/@f.tgz?… (hidden; -IncludeSensitiveValue shows it)")]
    [InlineData("invokeScript", "a\nb\n", "(hidden: 4 characters, 2 lines; -IncludeScript shows it)")]
    [InlineData("imageId", "", null)]
    [InlineData("imageId", null, null)]
    [InlineData("maxErrors", 0L, "0")]
    public void A_value_is_masked_by_what_it_is(string name, object? value, string? shown) => Assert.Equal(shown, new ParameterMask(new ReportOptions()).Show(name, value));

    [Theory]
    [InlineData("""[{"Name":"web","EnvironmentVars":[{"Key":"A","Value":"canary"}],"Commands":["canary"],"Image":"r/web:2"}]""")]
    [InlineData("""[{"Name":"web","EnvironmentVar":{"A":"canary"},"Arg":["canary"],"RegistryPassword":"canary","Image":"r/web:2"}]""")]
    [InlineData("""[{"Name":"web","Image":"r/web:2","Probe":{"Url":"http://x/?token=canary","Script":"canary"}}]""")]
    public void Containers_keep_their_names_and_images_and_nothing_that_may_be_secret(string json)
    {
        // As text, and decoded as the module decodes what the service sends.
        foreach (var value in new[] { json, JsonReading.Decode(json) })
        {
            var shown = new ParameterMask(new ReportOptions()).Show("containerConfigure", value)!;
            Assert.DoesNotContain("canary", shown, StringComparison.Ordinal);
            Assert.Equal(("web", "r/web:2"), ((string?)JArray.Parse(shown)[0]["Name"], (string?)JArray.Parse(shown)[0]["Image"]));
            var asked = new ParameterMask(new ReportOptions { IncludeScript = true, IncludeSensitiveValue = true }).Show("containerConfigure", value)!;
            Assert.True(JToken.DeepEquals(JToken.Parse(json), JToken.Parse(asked)));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(9, 2)]
    [InlineData(600, 3)]
    [InlineData(86400 * 3, 3)]
    [InlineData(86400 * 400, 3)]
    public void A_scale_has_a_handful_of_round_times_in_their_places(int seconds, int fewest)
    {
        var start = new DateTimeOffset(2026, 11, 25, 10, 7, 13, TimeSpan.Zero);
        var ticks = new TimeScale(start, start.AddSeconds(seconds)).Ticks().ToList();
        Assert.InRange(ticks.Count, fewest, 9);
        Assert.All(ticks, tick => Assert.InRange(tick.At, 0, 100));
        Assert.Equal(ticks.OrderBy(tick => tick.At), ticks);
        Assert.Equal(ticks.Count, ticks.Select(tick => tick.Label).Distinct().Count());
    }

    [Fact]
    public void A_page_that_breaks_off_leaves_the_old_one_and_nothing_beside_it()
    {
        var path = Path.Combine(_folder.FullName, "report.html");
        File.WriteAllText(path, "old");
        var error = Assert.Throws<RollingUpdateException>(() => new ReportFile(path, false, false).Write(output =>
        {
            output.Write(new string('x', 100_000));
            throw new IOException("The disk is full.");
        }));
        Assert.Equal("ReportNotWritten", error.ErrorId);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(_folder.GetFileSystemInfos());
    }

    [Fact]
    public void All_colours_of_text_stand_out_enough_from_what_is_behind_them_in_light_and_dark()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("RollingUpdate.Updates.Reports.report.css")!;
        var themes = Regex.Matches(new StreamReader(stream).ReadToEnd(), @":root \{([^}]*--paper[^}]*)\}");
        Assert.Equal(2, themes.Count);
        foreach (Match theme in themes)
        {
            var colours = Regex.Matches(theme.Groups[1].Value, "--([a-z-]+): (#[0-9a-f]{6})").ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
            string[] looks = ["good", "bad", "busy", "held", "off"];
            var pairs = new List<(string Text, string Behind)> { ("ink", "paper"), ("ink", "ground"), ("soft", "paper"), ("soft", "ground"), ("link", "paper"), ("link", "ground") };
            pairs.AddRange(looks.SelectMany(look => new[] { (look, look + "-fill"), (look, "paper"), ("ink", look + "-fill") }));
            // 4.5 is what WCAG 2 asks for, level AA.
            Assert.All(pairs, pair => Assert.True(Contrast(colours[pair.Text], colours[pair.Behind]) >= 4.5, $"{pair}: {Contrast(colours[pair.Text], colours[pair.Behind]):0.0}"));
        }
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    // As WCAG 2 defines the relative luminance of a colour in sRGB.
    private static double Luminance(string colour)
    {
        double[] weights = [0.2126, 0.7152, 0.0722];
        return weights.Select((weight, i) =>
        {
            var part = int.Parse(colour.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return weight * (part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4));
        }).Sum();
    }
}

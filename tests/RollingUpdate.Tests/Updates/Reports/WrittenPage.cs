using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RollingUpdate.Tests.Updates.Reports;

/// <summary>
/// A report read back with a strict parser: what the page says is asked of its elements. All that HTML has and XML has not is the meta
/// elements without an end, the doctype and the style sheet.
/// </summary>
internal sealed class WrittenPage
{
    public WrittenPage(string html)
    {
        Html = html;
        var xml = Regex.Replace(html, "(<meta [^>]*)>", "$1/>").Replace("<!DOCTYPE html>", "", StringComparison.Ordinal);
        Root = XDocument.Parse(Regex.Replace(xml, "<style>.*?</style>", "", RegexOptions.Singleline), LoadOptions.PreserveWhitespace).Root!;
    }

    public string Html { get; }

    public XElement Root { get; }

    public string Text => Root.Value;

    public string Title => All("h1").Single().Value;

    public IReadOnlyList<XElement> Sections => WithClass("section", "update");

    public static WrittenPage Read(string path) => new(File.ReadAllText(path));

    public IReadOnlyList<XElement> All(string element) => Root.Descendants(element).ToList();

    public IReadOnlyList<XElement> WithClass(string element, string name) => WithClass(Root, element, name);

    public static IReadOnlyList<XElement> WithClass(XElement within, string element, string name) =>
        within.Descendants(element).Where(e => ((string?)e.Attribute("class"))?.Split(' ').Contains(name) == true).ToList();

    /// <summary>The rows of a table of a section, cell by cell.</summary>
    public IReadOnlyList<string[]> Table(string name, int section = 0) => WithClass(Sections[section], "table", name).Single().Element("tbody")!.Elements()
        .Select(row => row.Elements().Select(cell => cell.Value.Trim()).ToArray()).ToList();

    /// <summary>What a list of facts says under a name.</summary>
    public string Fact(string name, int section = 0) => Sections[section].Descendants("dt").First(dt => dt.Value == name).ElementsAfterSelf().First().Value;

    /// <summary>What the table of parameters says of one.</summary>
    public string Parameter(string name, int section = 0) => Table("parameters", section).Single(row => row[0] == name)[1];
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Xml.Linq;
using HelpBuilder;
using Xunit;

namespace RollingUpdate.Tests.Help;

/// <summary>The builder of the help, on a cmdlet of the tests' own and texts as the compiler would write them.</summary>
public sealed class HelpBuilderTests : IDisposable
{
    private const string Class = "T:RollingUpdate.Tests.Help.GetHelpSampleCommand";
    private const string Complete = "<summary>Gets samples.</summary><remarks><para>First <c>a*</c>.</para><list type=\"bullet\"><item>one</item><item>two</item></list></remarks>" +
        "<example><para>All of them.</para><code>\n            Get-HelpSample |\n                Stop-HelpSample\n            </code><para>That is all.</para></example>" +
        "<seealso cref=\"T:RollingUpdate.Tests.Help.GetHelpSampleCommand\"/><seealso href=\"about_Samples\"/><seealso href=\"https://example.com/\">A page</seealso>";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("helpbuilder-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_has_no_text_is_named_with_its_cmdlet_parameter_and_class()
    {
        var (problems, _) = Read();
        Assert.Contains(problems, problem => problem.StartsWith("Get-HelpSample has no synopsis", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("Get-HelpSample has no description", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("Get-HelpSample has no example", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("Get-HelpSample has no related links", StringComparison.Ordinal));
        Assert.Contains("Get-HelpSample -Name has no text: give the property Name of GetHelpSampleCommand a <summary>.", problems);
        Assert.Contains("Get-HelpSample -Inherited has no text: give the property Inherited of HelpSampleCommand a <summary>.", problems);
    }

    [Fact]
    public void A_parameter_of_a_base_class_has_the_base_class_s_text()
    {
        var (problems, help) = ReadComplete();
        Assert.Empty(problems);
        Assert.Equal("Of all samples.", Parameter(help, "Inherited").Text.ToLine());
    }

    [Fact]
    public void Parameters_are_told_as_the_engine_and_the_class_have_them()
    {
        var (_, help) = ReadComplete();
        var name = Parameter(help, "Name");
        Assert.Equal(("String[]", true, 0, true, "one, two"), (name.Type, name.Wildcards, name.Position, name.ByValue, name.Default));
        Assert.Equal(["Id"], name.Aliases);
        Assert.Equal(["ByName"], name.Sets);
        var number = Parameter(help, "Number");
        Assert.Equal(("1 to 9", null), (number.Range, number.Default));
        Assert.Equal(["Monday", "Tuesday"], Parameter(help, "Day").Values);
        Assert.Equal(["Inherited", "WhatIf", "Confirm"], help.Parameters.Select(parameter => parameter.Name).TakeLast(3));
        Assert.Equal(["ByName", "ByNumber"], help.Syntax.Select(set => set.Name));
        Assert.True(Assert.Single(help.Syntax[1].Parameters, parameter => parameter.Name == "Number").Mandatory);
    }

    [Fact]
    public void A_page_has_texts_code_and_links()
    {
        var page = MarkdownWriter.Write(ReadComplete().Help, "Samples").Split('\n');
        Assert.StartsWith("<!-- ", page[0], StringComparison.Ordinal);
        Assert.Contains("First `a*`.", page);
        Assert.Equal(Array.IndexOf(page, "- one") + 1, Array.IndexOf(page, "- two"));
        Assert.Contains("### Example 1: All of them", page);
        var code = Array.IndexOf(page, "Get-HelpSample |");
        Assert.Equal(["```powershell", "Get-HelpSample |", "    Stop-HelpSample", "```", "", "That is all."], page[(code - 1)..(code + 5)]);
        Assert.Contains("- [Get-HelpSample](Get-HelpSample.md)", page);
        Assert.Contains("- [about_Samples](../../en-US/about_Samples.help.txt)", page);
        Assert.Contains("- [A page](https://example.com/)", page);
        Assert.Contains("Get-HelpSample [[-Name] <String[]>] [-Day <HelpSampleDay>] [-Inherited] [-WhatIf] [-Confirm]", string.Join(" ", page), StringComparison.Ordinal);
    }

    [Fact]
    public void The_maml_has_lists_code_and_values()
    {
        var maml = XDocument.Parse(MamlWriter.Write([ReadComplete().Help]));
        Assert.Contains(maml.Descendants(), element => element.Name.LocalName == "para" && element.Value == "- one");
        Assert.Equal("Get-HelpSample |\n    Stop-HelpSample", maml.Descendants().Single(element => element.Name.LocalName == "code").Value);
        Assert.Contains(maml.Descendants(), element => element.Name.LocalName == "parameterValueGroup" && element.Value == "MondayTuesday");
        Assert.DoesNotContain(maml.Descendants(), element => element.Name.LocalName == "para" && element.Value.Length == 0);
    }

    [Fact]
    public void Pages_of_cmdlets_that_are_gone_go_and_those_of_other_modules_stay()
    {
        PageFolder.Write(_folder.FullName, "Other", new Dictionary<string, string> { ["Get-Other"] = MarkdownWriter.Mark("Other") }, MarkdownWriter.Mark("Other"));
        PageFolder.Write(_folder.FullName, "Samples", new Dictionary<string, string> { ["Get-Gone"] = MarkdownWriter.Mark("Samples") }, MarkdownWriter.Mark("Samples"));
        PageFolder.Write(_folder.FullName, "Samples", new Dictionary<string, string> { ["Get-Here"] = MarkdownWriter.Mark("Samples") + "\r\n" }, MarkdownWriter.Mark("Samples"));
        Assert.Equal(["Get-Here.md", "Get-Other.md", "Other.md", "Samples.md"], _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.DoesNotContain('\r', File.ReadAllText(Path.Combine(_folder.FullName, "Get-Here.md")));
    }

    private static ParameterHelp Parameter(CmdletHelp help, string name) => help.Parameters.Single(parameter => parameter.Name == name);

    private static (IReadOnlyList<string> Problems, CmdletHelp Help) ReadComplete() => Read(
        (Class, Complete),
        ("P:RollingUpdate.Tests.Help.GetHelpSampleCommand.Name", "<summary>The name.</summary>"),
        ("P:RollingUpdate.Tests.Help.GetHelpSampleCommand.Number", "<summary>The number.</summary>"),
        ("P:RollingUpdate.Tests.Help.GetHelpSampleCommand.Day", "<summary>The day.</summary>"),
        ("P:RollingUpdate.Tests.Help.HelpSampleCommand.Inherited", "<summary>Of all samples.</summary>"));

    private static (IReadOnlyList<string> Problems, CmdletHelp Help) Read(params (string Member, string Text)[] texts)
    {
        var document = XDocument.Parse($"<doc><members>{string.Concat(texts.Select(text => $"<member name=\"{text.Member}\">{text.Text}</member>"))}</members></doc>", LoadOptions.PreserveWhitespace);
        var reader = new ModuleReader(typeof(HelpBuilderTests).Assembly, new XmlDocs(document));
        var help = reader.Read();
        // Other tests have cmdlets of their own in this assembly.
        return (reader.Problems.Where(problem => problem.StartsWith("Get-HelpSample ", StringComparison.Ordinal)).ToList(), Assert.Single(help, cmdlet => cmdlet.Name == "Get-HelpSample"));
    }
}

/// <summary>What the sample takes from its base.</summary>
public abstract class HelpSampleCommand : PSCmdlet
{
    [Parameter]
    public SwitchParameter Inherited { get; set; }
}

/// <summary>A cmdlet to tell about.</summary>
[Cmdlet(VerbsCommon.Get, "HelpSample", SupportsShouldProcess = true, DefaultParameterSetName = "ByName")]
public sealed class GetHelpSampleCommand : HelpSampleCommand
{
    [Parameter(Position = 0, ParameterSetName = "ByName", ValueFromPipeline = true)]
    [Alias("Id")]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["one", "two"];

    [Parameter(Mandatory = true, ParameterSetName = "ByNumber")]
    [ValidateRange(1, 9)]
    public int Number { get; set; }

    [Parameter]
    public HelpSampleDay Day { get; set; }
}

/// <summary>Values to choose from.</summary>
public enum HelpSampleDay
{
    Monday,
    Tuesday,
}

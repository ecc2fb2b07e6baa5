using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace RollingUpdate.Tests.Help;

/// <summary>Every example of every help page does what it shows, in the engine, over HTTP.</summary>
public class HelpExampleTests
{
    public static TheoryData<string, int> Examples()
    {
        var data = new TheoryData<string, int>();
        foreach (var cmdlet in GetHelpTests.Engine.HelpFiles.SelectMany(file => Read(file)))
            for (var i = 0; i < Codes(cmdlet).Length; i++)
                data.Add(NameOf(cmdlet), i + 1);
        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_runs_as_it_is_shown(string cmdlet, int number)
    {
        var code = Codes(GetHelpTests.Engine.HelpFiles.SelectMany(Read).Single(command => NameOf(command) == cmdlet))[number - 1];
        Assert.Contains(cmdlet, code, System.StringComparison.Ordinal);
        using var shell = new ExampleShell();
        var before = shell.Simulator.Calls.Count;
        var config = shell.Config;
        var result = shell.Perform(code).WithoutErrors();
        Assert.True(result.Output.Count > 0 || !shell.Simulator.IsRunning || shell.Simulator.Calls.Count > before || shell.Config != config, "Nothing came of it.");
    }

    private static XElement[] Read(string file) => XDocument.Load(file).Root!.Elements().ToArray();

    private static string NameOf(XElement command) => command.Descendants().First(element => element.Name.LocalName == "name").Value;

    private static string[] Codes(XElement command) => command.Descendants().Where(element => element.Name.LocalName == "code").Select(code => code.Value).ToArray();
}

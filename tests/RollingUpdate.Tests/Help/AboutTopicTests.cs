using System;
using System.IO;
using System.Linq;
using RollingUpdate.Tests.Conventions;
using Xunit;

namespace RollingUpdate.Tests.Help;

/// <summary>The topics that Get-Help finds as soon as the module is imported.</summary>
public sealed class AboutTopicTests(GetHelpTests.Engine engine) : IClassFixture<GetHelpTests.Engine>
{
    [Theory]
    [InlineData("about_RollingUpdate")]
    [InlineData("about_RollingUpdate_Credentials")]
    [InlineData("about_RollingUpdate_Rollback")]
    [InlineData("about_RollingUpdate_Simulator")]
    public void A_topic_is_found_by_its_name(string name)
    {
        var text = (string)Assert.Single(engine.Run($"Get-Help {name}")).BaseObject;
        Assert.StartsWith("TOPIC\n    " + name + "\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_names_only_topics_and_cmdlets_there_are_and_fits_a_narrow_window()
    {
        var topics = Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot, "en-US"), "about_*.help.txt");
        Assert.Equal(4, topics.Length);
        foreach (var path in topics)
        {
            var lines = File.ReadAllLines(path);
            foreach (var name in lines.SkipWhile(line => line != "SEE ALSO").Skip(1).Select(line => line.Trim()))
                Assert.True(name.StartsWith("about_", StringComparison.Ordinal) ? topics.Any(topic => topic.EndsWith(name + ".help.txt", StringComparison.Ordinal)) : engine.Run($"Get-Command {name}").Length == 1, name);
            // Lines to type may be longer: they are not read, but copied.
            Assert.All(lines.Where(line => !line.StartsWith("        ", StringComparison.Ordinal)), line => Assert.True(line.Length <= 80, $"{Path.GetFileName(path)}: {line}"));
        }
    }

    [Fact]
    public void Links_of_help_pages_lead_to_cmdlets_and_topics_there_are()
    {
        foreach (var cmdlet in CmdletRun.Cmdlets.Keys)
        {
            foreach (var link in engine.Run($"(Get-Help {cmdlet}).RelatedLinks.NavigationLink.LinkText").Select(text => (string)text.BaseObject))
            {
                var found = link.StartsWith("about_", StringComparison.Ordinal)
                    ? File.Exists(Path.Combine(SharedFiles.RepositoryRoot, "en-US", link + ".help.txt"))
                    : engine.Run($"Get-Command {link} -ErrorAction Ignore").Length == 1;
                Assert.True(found, $"{cmdlet}: {link}");
            }
        }
    }
}

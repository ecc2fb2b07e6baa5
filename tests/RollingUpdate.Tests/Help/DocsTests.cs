using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Xunit;

namespace RollingUpdate.Tests.Help;

/// <summary>What the README, the docs and the topics show can be pasted: it parses and binds, and where a block says "run", it runs.</summary>
public sealed partial class DocsTests(GetHelpTests.Engine engine) : IClassFixture<GetHelpTests.Engine>
{
    public static TheoryData<string, int> BlocksToRun()
    {
        var data = new TheoryData<string, int>();
        foreach (var page in Pages())
            for (var i = 0; i < Blocks(page, toRun: true).Count; i++)
                data.Add(page, i + 1);
        return data;
    }

    public static TheoryData<string> AllPages() => [.. Pages()];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Commands_of_a_page_exist_and_take_the_arguments_they_are_shown_with(string page)
    {
        foreach (var block in Blocks(page, toRun: false).Concat(TopicLines(page)))
        {
            var script = Parser.ParseInput(block, out _, out var errors);
            Assert.True(errors.Length == 0, $"{page}: {string.Join(" ", errors.Select(error => error.Message))}\n{block}");
            foreach (var command in script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>().Where(IsOurs))
            {
                Assert.True(engine.Run($"Get-Command {command.GetCommandName()} -ErrorAction Ignore").Length == 1, $"{page}: there is no {command.GetCommandName()}.");
                // Splatted arguments are known only when it runs.
                if (command.CommandElements.Any(element => element is VariableExpressionAst { Splatted: true }))
                    continue;
                Assert.Empty(engine.Run("""
                    $binding = [System.Management.Automation.Language.StaticParameterBinder]::BindCommand($args[0], $true)
                    $binding.BindingExceptions.Keys
                    """, command).Select(problem => $"{page}: {command.Extent.Text}: {problem}"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(BlocksToRun))]
    public void A_block_that_says_so_runs(string page, int number)
    {
        using var shell = new ExampleShell();
        var before = shell.Simulator.Calls.Count;
        shell.Perform(Blocks(page, toRun: true)[number - 1]).WithoutErrors();
        Assert.True(shell.Simulator.Calls.Count > before);
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Links_of_a_page_lead_to_files_there_are(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(SharedFiles.RepositoryRoot, page))!;
        foreach (Match link in Link().Matches(Read(page)))
            if (!link.Groups[1].Value.Contains("://", StringComparison.Ordinal))
                Assert.True(Path.Exists(Path.Combine(folder, link.Groups[1].Value)), $"{page}: {link.Groups[1].Value}");
    }

    [Fact]
    public void The_first_screen_of_the_readme_has_the_two_commands()
    {
        var screen = string.Join('\n', Read("README.md").Split('\n').Take(25));
        Assert.Contains("\ndotnet run --project tools/PowerShellHost -- samples/rolling-update.ps1\n", screen, StringComparison.Ordinal);
        Assert.Contains("\ndotnet test\n", screen, StringComparison.Ordinal);
    }

    // The pages of cmdlets show the examples that HelpExampleTests runs.
    private static IEnumerable<string> Pages() =>
        new[] { "README.md", "CHANGELOG.md" }
            .Concat(Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot, "docs"), "*.md").Concat(Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot, "en-US"), "*.txt"))
                .Select(path => Path.GetRelativePath(SharedFiles.RepositoryRoot, path).Replace('\\', '/')).Order(StringComparer.Ordinal));

    private static List<string> Blocks(string page, bool toRun) =>
        Fence().Matches(Read(page)).Where(block => !toRun || block.Groups[1].Length > 0).Select(block => block.Groups[2].Value).ToList();

    private static IEnumerable<string> TopicLines(string page) =>
        page.EndsWith(".txt", StringComparison.Ordinal) ? TopicLine().Matches(Read(page)).Select(line => line.Value.Trim()) : [];

    private static string Read(string page) => File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, page)).ReplaceLineEndings("\n");

    private static bool IsOurs(CommandAst command) => command.GetCommandName() is { } name && OurNoun().IsMatch(name);

    [GeneratedRegex("^```powershell( run)?\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^ {8}\S*[A-Z][a-z]+-(Aliyun|Ess|Oos).*$", RegexOptions.Multiline)]
    private static partial Regex TopicLine();

    [GeneratedRegex("^[A-Za-z]+-(Aliyun|Ess|Oos)")]
    private static partial Regex OurNoun();

    [GeneratedRegex(@"\]\(([^)#]+)[^)]*\)")]
    private static partial Regex Link();
}

using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace RollingUpdate.Tests.Pester;

/// <summary>The Pester files, in the repository's own PowerShell: each of their tests is one here, by its name, and fails here when it fails there.</summary>
public class PesterTests
{
    public static TheoryData<string, string> Tests
    {
        get
        {
            var tests = new TheoryData<string, string>();
            foreach (var file in PesterFile.Names)
                foreach (var test in PesterFile.Of(file).Tests())
                    tests.Add(file, test);
            return tests;
        }
    }

    public static TheoryData<string> Files => new(PesterFile.Names);

    [Theory]
    [MemberData(nameof(Tests))]
    public async Task Passes(string file, string test)
    {
        var run = await PesterFile.Of(file).RunAsync();
        var results = run.Tests.Where(result => result.Name == test).ToList();
        Assert.True(results.Count > 0, $"{file} did not run '{test}'.\n{string.Join('\n', run.Failures)}");
        var failed = results.Where(result => result.Result != "Passed").ToList();
        Assert.True(failed.Count == 0, string.Join('\n', failed.Select(result => $"{result.Result}: {result.ExpandedName}\n{result.Error}")));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Leaves_no_warning_on_the_screen_and_has_no_test_that_is_not_named_here(string file)
    {
        var run = await PesterFile.Of(file).RunAsync();
        Assert.Empty(run.Failures);
        Assert.DoesNotContain("WARNING", run.Output, StringComparison.Ordinal);
        Assert.NotEmpty(run.Tests);
        Assert.Empty(run.Tests.Select(test => test.Name).Distinct().Except(PesterFile.Of(file).Tests()));
    }
}

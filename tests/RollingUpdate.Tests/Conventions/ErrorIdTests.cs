using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Conventions;

/// <summary>Scripts decide by ErrorIds: each is documented, and none is documented that there is not.</summary>
public class ErrorIdTests
{
    private static readonly string Page = Path.Combine(SharedFiles.RepositoryRoot, "docs/errors.md");

    private static readonly ErrorIds[] Modules = [ErrorIds.Of(typeof(RollingUpdateException).Assembly), ErrorIds.Of(typeof(AliyunSimulator).Assembly)];

    [Fact]
    public void Each_error_id_can_be_told_from_the_code() => Assert.Empty(Modules.SelectMany(module => module.Unclear));

    [Fact]
    public void The_page_of_errors_has_exactly_those_there_are_in_order()
    {
        var documented = Documented();
        Assert.Equal(documented.Order(StringComparer.Ordinal).Distinct(), documented);
        var ids = Modules.SelectMany(module => module.Found).Distinct().ToList();
        var missing = ids.Where(id => !documented.Any(one => Fits(one, id))).ToList();
        Assert.True(missing.Count == 0, $"docs/errors.md does not have: {string.Join(", ", missing)}");
        var gone = documented.Where(one => !ids.Any(id => Fits(one, id))).ToList();
        Assert.True(gone.Count == 0, $"docs/errors.md has what there is not: {string.Join(", ", gone)}");
        Assert.All(ids, id => Assert.Matches("^[A-Z*][A-Za-z*]+$", id));
    }

    [Fact]
    public void Each_entry_says_what_it_means_and_what_to_do() =>
        Assert.All(Rows(), row => Assert.All(row.Split('|', StringSplitOptions.RemoveEmptyEntries)[1..], cell => Assert.EndsWith(".", cell.Trim(), StringComparison.Ordinal)));

    private static bool Fits(string documented, string id) => Regex.IsMatch(documented, "^" + Regex.Escape(id).Replace("\\*", "[A-Za-z]+", StringComparison.Ordinal) + "$");

    private static string[] Documented() => [.. Rows().Select(row => Regex.Match(row, "`([A-Za-z]+)`").Groups[1].Value)];

    private static string[] Rows() => [.. File.ReadAllLines(Page).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
}

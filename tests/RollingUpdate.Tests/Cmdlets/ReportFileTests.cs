using System;
using System.IO;
using System.Linq;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>Where a report is written to, what it replaces, and what it leaves alone.</summary>
public sealed class ReportFileTests : ReportTest
{
    [Fact]
    public void WhatIf_writes_nothing()
    {
        var update = Update("-Script 'echo 1' -Wait");
        Shell.Run("Export-EssRollingUpdateReport $Path $In -WhatIf -PassThru", update.ExecutionId).WithoutErrors();
        Assert.Empty(Folder.GetFileSystemInfos());
    }

    [Fact]
    public void Without_any_update_the_old_page_stays()
    {
        File.WriteAllText(Report, "old");
        Shell.Run("Export-EssRollingUpdateReport $Path exec-unknown").Error("ExecutionNotFound");
        Assert.Equal("old", File.ReadAllText(Report));
    }

    [Theory]
    [InlineData("report.html -NoClobber", "ReportExists")]
    [InlineData("read-only.html", "ReportReadOnly")]
    [InlineData("nowhere/report.html", "ReportFolderNotFound")]
    [InlineData(".", "ReportPathIsFolder")]
    [InlineData("*.html", "PathAmbiguous")]
    [InlineData("Variable:report", "PathNotInFileSystem")]
    [InlineData("Variable:P*", "PathNotInFileSystem")]
    public void A_place_that_cannot_be_written_to_is_refused_before_any_call(string arguments, string errorId)
    {
        File.WriteAllText(Report, "old");
        File.WriteAllText(Path.Combine(Folder.FullName, "read-only.html"), "old");
        new FileInfo(Path.Combine(Folder.FullName, "read-only.html")).IsReadOnly = true;
        var result = Shell.Run("$null = $ExecutionContext.SessionState.Path.SetLocation($In); Export-EssRollingUpdateReport " + arguments + " -ExecutionId exec-1", Folder.FullName);
        var error = result.Error(errorId);
        Assert.Equal(arguments.Split(' ')[0], error.TargetObject);
        Assert.Empty(Shell.Simulator.Calls);
        Assert.Equal("old", File.ReadAllText(Report));
    }

    [Fact]
    public void A_path_is_taken_from_the_location_of_powershell_and_brackets_are_literal_where_it_says_so()
    {
        var id = Update("-Script 'echo 1' -Wait").ExecutionId;
        File.WriteAllText(Report, "old");
        Shell.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation($In); Export-EssRollingUpdateReport rep*.html {id}; Export-EssRollingUpdateReport -LiteralPath 'r[1].html' {id}; Export-EssRollingUpdateReport new*.txt {id}", Folder.FullName).WithoutErrors();
        Assert.Equal(["new*.txt", "r[1].html", "report.html"], Folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.All(Folder.GetFiles(), file => Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(file.FullName), StringComparison.Ordinal));
    }

    [Fact]
    public void Force_replaces_a_read_only_file_which_stays_read_only()
    {
        File.WriteAllText(Report, "old");
        new FileInfo(Report).IsReadOnly = true;
        Export(Update("-Script 'echo 1' -Wait").ExecutionId, "-Force");
        Assert.True(new FileInfo(Report).IsReadOnly);
        Assert.Equal(["report.html"], Folder.GetFiles().Select(file => file.Name));
    }
}

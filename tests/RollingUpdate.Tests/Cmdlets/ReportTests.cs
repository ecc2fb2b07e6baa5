using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using RollingUpdate.Oos;
using RollingUpdate.Simulator;
using RollingUpdate.Tests.Updates.Reports;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>The page for the change record: what it says of updates of all kinds and ends, and that nothing in it is more than text.</summary>
public sealed class ReportTests : ReportTest
{
    private const string Hostile = "</pre><script>alert(1)</script>\" onmouseover=\"alert(2)' <img src=x onerror=alert(3)>&amp;";
    private const string ReportTextNone = "–";

    [Fact]
    public void A_page_tells_what_who_when_and_what_came_of_each_instance()
    {
        var update = Update("-Script \"df -h`nifconfig\" -RollbackScript 'echo undone' -BatchNumber 2 -Description 'Weekly' -Tag @{ change = 'CHG1' } -Wait");
        Shell.Simulator.ClearCalls();

        var page = Export(update.ExecutionId);

        Assert.Equal("Script update of web", page.Title);
        Assert.Equal($"web ({Shell.GroupId})", page.Fact("Scaling group"));
        Assert.Equal(update.ExecutedBy, page.Fact("Started by"));
        Assert.Equal("Weekly", page.Fact("Description"));
        Assert.Equal("change=CHG1", page.Fact("Tags"));
        Assert.Equal("Success", page.Fact("Outcome"));
        Assert.Equal("5 of 5", page.Fact("Instances updated"));
        Assert.StartsWith("5 of 5", page.Fact("Coverage"), StringComparison.Ordinal);
        Assert.Contains(page.All("time"), time => (string?)time.Attribute("datetime") == $"{update.StartDate:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        Assert.Equal([["1", "3"], ["2", "2"]], page.Table("batches").Select(row => row[..2]));
        Assert.Equal(Shell.Simulator.InstancesOf(Shell.GroupId).Select(instance => instance.InstanceId).Order(), page.Table("instances").Select(row => row[0]).Order());
        Assert.All(page.Table("instances"), row => Assert.Equal(["Success", "Covered", "Output 1"], [row[2], row[5], row[6]]));
        Assert.Equal("simulated: df -h\nsimulated: ifconfig", Assert.Single(page.WithClass("section", "output")).Element("pre")!.Value.TrimStart('\n'));
        Assert.Equal(["getInstance", "suspendProcess", "invokeByRunCommand", "tagInstance", "resumeProcesses"], page.Table("steps").Select(row => row[0]));
        Assert.Empty(Shell.MutatingCalls);
    }

    [Fact]
    public void The_timeline_has_a_bar_for_each_instance_in_its_place_and_says_the_same_in_words()
    {
        var update = Update("-Script 'sleep 60' -BatchNumber 2 -Wait");
        var timeline = Assert.Single(Export(update.ExecutionId).WithClass("div", "timeline"));
        Assert.Equal("img", (string?)timeline.Attribute("role"));
        Assert.Matches("^Timeline. Batch 1: 3 succeeded, in .*. Batch 2: 2 succeeded, in .*.$", (string?)timeline.Attribute("aria-label"));
        var bars = WrittenPage.WithClass(timeline, "span", "bar").Where(bar => !((string)bar.Attribute("class")!).Contains("whole", StringComparison.Ordinal))
            .Select(bar => ((string)bar.Attribute("style")!).Split(':', '%')).Select(style => (Left: double.Parse(style[1], CultureInfo.InvariantCulture), Width: double.Parse(style[3], CultureInfo.InvariantCulture))).ToList();
        Assert.Equal(5, bars.Count);
        Assert.All(bars, bar => Assert.InRange(bar.Left + bar.Width, 1, 100));
        // The second batch begins where the first one ends.
        Assert.All(bars[3..], bar => Assert.InRange(bar.Left, bars[0].Left + bars[0].Width - 0.01, 100));
    }

    [Fact]
    public void Nothing_that_anybody_wrote_becomes_markup()
    {
        var group = Shell.Simulator.AddScalingGroup("<b>" + Hostile, 2).ScalingGroupId;
        Shell.Simulator.AddInstanceFault(new SimulatorInstanceFault(Shell.Simulator.InstancesOf(group)[1].InstanceId, "RunCommand") { Message = Hostile });
        var update = Shell.Run("$id, $text = $In; Start-EssRollingUpdate $id -Script \"echo `\"$($text.Replace('\"', \"'\"))`\"\" -Description $text -Tag @{ note = $text } -BatchNumber 1", new object[] { group, Hostile }).Single<OosExecution>();
        Shell.Run("Wait-OosExecution $In -ErrorAction SilentlyContinue", update.ExecutionId);

        var page = Export(update.ExecutionId, "-IncludeScript -IncludeLog -Title '" + Hostile.Replace("'", "''", StringComparison.Ordinal) + "'");

        // Read back, each text is there as it was, and no element or attribute that the report does not make itself.
        Assert.Equal(Hostile, page.Title);
        Assert.Equal(Hostile, page.Fact("Description"));
        Assert.Contains("<b>" + Hostile, page.Fact("Scaling group"), StringComparison.Ordinal);
        Assert.Contains(Hostile, page.Fact("Tags"), StringComparison.Ordinal);
        Assert.Contains(Hostile.Replace('"', '\''), page.Parameter("invokeScript"), StringComparison.Ordinal);
        Assert.Contains(page.Table("instances"), row => row[2].Contains(Hostile, StringComparison.Ordinal));
        Assert.Contains(page.WithClass("section", "output"), output => output.Value.Contains("<script>alert(1)</script>", StringComparison.Ordinal));
        string[] known =
        [
            "html", "head", "meta", "title", "body", "svg", "symbol", "path", "use", "header", "main", "section", "footer", "nav", "div", "span", "p", "i", "b", "a", "code", "pre",
            "time", "h1", "h2", "h3", "h4", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td",
        ];
        Assert.Empty(page.Root.DescendantsAndSelf().Select(element => element.Name.LocalName).Except(known));
        Assert.DoesNotContain(page.Root.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name.LocalName == "src");
        Assert.Single(page.WithClass("section", "output"));
    }

    [Fact]
    public void The_page_asks_nobody_for_anything()
    {
        var page = Export(Update("-Script 'echo 1' -Wait").ExecutionId);
        Assert.All(page.Root.DescendantsAndSelf().Attributes("href"), link => Assert.StartsWith("#", link.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page.Html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", (string)page.All("meta").Single(meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy").Attribute("content")!, StringComparison.Ordinal);
        // Each place that a link points to is there.
        var ids = page.Root.DescendantsAndSelf().Attributes("id").Select(id => "#" + id.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Empty(page.Root.DescendantsAndSelf().Attributes("href").Select(link => link.Value).Except(ids));
    }

    [Fact]
    public void Scripts_are_shown_on_request_only()
    {
        var id = Update("-Script 'echo canary-7301' -RollbackScript 'echo canary-7302' -Wait").ExecutionId;
        var without = Export(id);
        Assert.Equal("(hidden: 16 characters, 1 line; -IncludeScript shows it)", without.Parameter("invokeScript"));
        Assert.DoesNotContain("canary-7302", without.Html, StringComparison.Ordinal);
        Assert.Equal("echo canary-7301", Export(id, "-IncludeScript").Parameter("invokeScript"));
    }

    [Fact]
    public void A_rollback_is_named_by_the_update_and_the_other_way_round()
    {
        var update = Update($"-ImageId {Shell.NewImage} -BatchNumber 2 -Wait");
        var rollback = Shell.Run($"Start-EssRollback {update.ExecutionId} -Wait -Confirm:$false").Single<OosExecution>();

        var page = Export($"{update.ExecutionId}, {rollback.ExecutionId}");

        Assert.Equal("2 rolling updates", page.Title);
        Assert.Equal([update.ExecutionId, rollback.ExecutionId], page.Sections.Select(section => (string)section.Attribute("id")!));
        Assert.Equal([rollback.ExecutionId, "Success"], Assert.Single(page.Table("rollbacks"))[..2]);
        Assert.StartsWith("Taken back", page.Fact("Coverage"), StringComparison.Ordinal);
        Assert.Equal($"{update.ExecutionId} (Image update, Success)", page.Fact("Takes back", 1));
        Assert.Equal("5 of 5", page.Fact("Instances taken back", 1));
        Assert.Equal(Shell.OldImage, page.Fact("Image of the configuration before"));
        // Both directions are links on the page.
        Assert.Contains(page.Sections[0].Descendants("a"), link => (string?)link.Attribute("href") == "#" + rollback.ExecutionId);
        Assert.Contains(page.Sections[1].Descendants("a"), link => (string?)link.Attribute("href") == "#" + update.ExecutionId);
    }

    [Fact]
    public void A_failure_tells_where_why_and_what_it_left()
    {
        var instance = Shell.Simulator.InstancesOf(Shell.GroupId)[3].InstanceId;
        Shell.Simulator.AddInstanceFault(new SimulatorInstanceFault(instance, "ReplaceSystemDisk"));
        var update = Update($"-ImageId {Shell.NewImage} -BatchNumber 2");
        Shell.Run($"Wait-OosExecution {update.ExecutionId} -ErrorAction SilentlyContinue");

        var page = Export(update.ExecutionId);

        Assert.Equal("Failed", page.Fact("Outcome"));
        Assert.Equal("4 of 51 failed", page.Fact("Instances updated"));
        var failed = Assert.Single(page.Table("instances"), row => row[0] == instance);
        Assert.Matches("^Failed.*told to let this step fail", failed[2].ReplaceLineEndings(" "));
        Assert.StartsWith("Standby", failed[5], StringComparison.Ordinal);
        Assert.Contains(page.WithClass("p", "note"), note => note.Value.Contains($"Repair-EssScalingGroup {Shell.GroupId}", StringComparison.Ordinal));
    }

    [Fact]
    public void An_update_that_goes_on_is_shown_as_far_as_it_is()
    {
        var paused = Update("-Script 'echo 1' -BatchNumber 2 -BatchPauseOption EveryBatchPause");
        Shell.Run($"Wait-OosExecution {paused.ExecutionId} -Until Waiting");

        var page = Export(paused.ExecutionId);

        Assert.Equal("Waiting", page.Fact("Outcome"));
        Assert.Equal("3 of 5", page.Fact("Coverage so far"));
        Assert.Equal(["3 succeeded", "not started"], page.Table("batches").Select(row => row[5]));
        Assert.Equal(2, page.Table("instances").Count(row => row[2] == "Not started" && row[5] == "Not yet"));
        Assert.Contains(page.WithClass("p", "note"), note => note.Value.Contains("had not ended", StringComparison.Ordinal));
    }

    [Fact]
    public void An_update_that_has_only_begun_or_was_cancelled_has_a_page_too()
    {
        var update = Update("-Script 'sleep 100' -BatchNumber 2");
        var begun = Export(update.ExecutionId);
        Assert.Equal(ReportTextNone, begun.Fact("Ended"));

        Shell.Simulator.Advance(TimeSpan.FromSeconds(10));
        Shell.Run($"Stop-OosExecution {update.ExecutionId} -Confirm:$false").WithoutErrors();
        Shell.Simulator.Advance(TimeSpan.FromMinutes(10));
        var cancelled = Export(update.ExecutionId);
        Assert.Equal("Cancelled", cancelled.Fact("Outcome"));
        Assert.DoesNotContain(cancelled.Table("instances"), row => row[2].StartsWith("Success", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ACS-ESS-RollingUpdateByConfigureOOSPackage", "ECS", "@{ packageName = 'wordpress'; packageVersion = 'v4' }", "Package update of")]
    [InlineData("ACS-ESS-RollingUpdateByDownloadFileAndRunCommand", "ECS",
        "@{ invokeSourcePath = 'https://user:canary@files.example/new.tgz?Signature=canary'; invokeDestinationDir = '/opt'; rollbackSourcePath = 'https://files.example/old.tgz'; rollbackDestinationDir = '/opt'; invokeScript = 'true canary' }",
        "File update of")]
    [InlineData("ACS-ESS-RollingUpdateByDownloadOSSFileAndRunCommand", "ECS",
        "@{ invokeBucketName = 'b'; invokeObjectName = 'new.tgz'; invokeDestinationDir = '/opt'; rollbackBucketName = 'b'; rollbackObjectName = 'old.tgz'; rollbackDestinationDir = '/opt'; rollbackScript = 'true canary' }",
        "OSS file update of")]
    [InlineData("ACS-ESS-RollingUpdateByUpdateContainerGroup", "ECI",
        "@{ scalingConfigurationId = 'CONFIGURATION'; containerConfigure = @(@{ Name = 'web'; Image = 'registry/web:2'; EnvironmentVars = @(@{ Key = 'DB_HOST'; Value = 'canary' }); Command = @('canary') }) }",
        "Container group update of")]
    public void Every_kind_has_a_page_without_its_secrets(string template, string groupType, string parameters, string title)
    {
        var group = Shell.Simulator.AddScalingGroup(new SimulatedScalingGroupSettings { ScalingGroupName = "other", GroupType = groupType, InstanceCount = 3 });
        var update = Shell.Run($"$p = {parameters.Replace("CONFIGURATION", group.ActiveScalingConfigurationId, StringComparison.Ordinal)}; $p.invokeType = 'invoke'; $p.scalingGroupId = $In; $p.batchNumber = 2; Start-OosExecution {template} $p | Wait-OosExecution", group.ScalingGroupId).Single<OosExecution>();

        var page = Export(update.ExecutionId);

        Assert.Equal(title + " other", page.Title);
        Assert.Equal("Success", page.Fact("Outcome"));
        Assert.Equal("3 of 3", page.Fact("Instances updated"));
        Assert.Equal(3, page.Table("instances").Count);
        Assert.DoesNotContain("canary", page.Html, StringComparison.Ordinal);
        if (parameters.Contains("canary", StringComparison.Ordinal))
            Assert.Contains("canary", Export(update.ExecutionId, "-IncludeScript -IncludeSensitiveValue").Html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_update_that_cannot_be_read_is_an_error_and_the_page_has_the_others()
    {
        var (first, second) = (Update("-Script 'echo 1' -Wait"), Update("-Script 'echo 2' -Wait"));
        var result = Shell.Run("$In | Export-EssRollingUpdateReport -LiteralPath $Path", new object[] { second, "exec-unknown", "nonsense", first, second });
        Assert.Equal(["ExecutionNotFound", "InvalidExecutionId"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal([second.ExecutionId, first.ExecutionId], WrittenPage.Read(Report).Sections.Select(section => (string)section.Attribute("id")!));
    }

    [Fact]
    public void The_whole_history_of_a_group_goes_through_the_pipeline()
    {
        Update("-Script 'echo 1' -Wait");
        Update("-Script 'echo 2' -Wait");
        var file = Shell.Run($"Get-EssRollingUpdate {Shell.GroupId} | Export-EssRollingUpdateReport $Path -PassThru").Single<FileInfo>();
        Assert.Equal(Report, file.FullName);
        Assert.Equal(2, WrittenPage.Read(file.FullName).Sections.Count);
    }

    [Fact]
    public void What_cannot_be_read_is_named_and_the_rest_stands()
    {
        var update = Update("-Script 'echo 1' -Wait");
        Shell.Simulator.DenyAction(Shell.Simulator.AccessKeyId, "ess:DescribeScalingInstances");
        var result = Shell.Run("Export-EssRollingUpdateReport -LiteralPath $Path $In", update.ExecutionId).WithoutErrors();
        var page = WrittenPage.Read(Report);
        Assert.Contains("Coverage could not be read", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains(page.WithClass("p", "note"), note => note.Value.StartsWith("Coverage could not be read", StringComparison.Ordinal));
        Assert.Equal(5, page.Table("instances").Count);
    }
}

using System.Collections.Generic;
using System.Linq;
using RollingUpdate.Oos;
using RollingUpdate.Updates.Coverage;

namespace RollingUpdate.Updates.Reports;

/// <summary>The part of the page about one update: what came of it first, then how.</summary>
internal sealed class UpdateSection
{
    private readonly HtmlWriter _html;
    private readonly UpdateReport _report;
    private readonly ReportOptions _options;
    private readonly ICollection<string> _onPage;

    /// <param name="html">The page.</param>
    /// <param name="report">What it is about.</param>
    /// <param name="options">What is shown.</param>
    /// <param name="onPage">The executions that have a section, so that others can point to it.</param>
    public UpdateSection(HtmlWriter html, UpdateReport report, ReportOptions options, ICollection<string> onPage)
    {
        _html = html;
        _report = report;
        _options = options;
        _onPage = onPage;
    }

    private EssRollingUpdate Update => _report.Update;

    public void Write()
    {
        using (_html.In("section", ("class", "update"), ("id", Update.ExecutionId), ("aria-labelledby", Update.ExecutionId + "-title")))
        {
            using (_html.In("h2", ("id", Update.ExecutionId + "-title")))
            {
                _html.Text(ReportText.Deed(Update) + " ");
                _html.Element("code", Update.ExecutionId);
                _html.Text(" ");
                StatusLook.WriteBadge(_html, StatusLook.Of(Update.Status), Update.Status);
            }

            WriteTiles();
            WriteNotes();
            WriteFacts();
            if (_report.Touched.Any())
                new ReportTimeline(_html, _report).Write();
            var tables = new UpdateTables(_html, _report, _options, _onPage);
            tables.WriteBatches();
            new InstanceTables(_html, _report).Write();
            tables.WriteRollbacks();
            tables.WriteParameters();
            tables.WriteSteps();
            tables.WriteLog();
        }
    }

    private void WriteTiles()
    {
        using (_html.In("dl", ("class", "tiles")))
        {
            Tile("Outcome", StatusLook.Of(Update.Status), Update.Status);
            var done = _report.Touched.Count(instance => instance.Status == OosStatus.Success);
            var failed = _report.Touched.Count(instance => instance.Status == OosStatus.Failed);
            Tile(Update.Direction == UpdateDirection.Rollback ? "Instances taken back" : "Instances updated", failed > 0 ? "bad" : null,
                Update.InstancesTotal is { } total ? $"{done} of {total}" : Update.Execution.IsTerminal ? $"{done}" : "not known yet", failed > 0 ? $"{failed} failed" : null);
            if (_report.TakenBackBy is { } rollback)
                Tile("Coverage", "held", "Taken back", $"by {rollback.ExecutionId}");
            else if (_report.HasCoverage)
                CoverageTile();
            Tile(Update.Execution.IsTerminal ? "Duration" : "Duration so far", null, Update.Duration is { } duration ? ReportText.Span(duration) : ReportText.None);
        }
    }

    private void CoverageTile()
    {
        var counted = _report.Instances.Where(instance => instance.Coverage is not (InstanceCoverage.LeftOut or InstanceCoverage.Gone)).ToList();
        var covered = counted.Count(instance => instance.Coverage == InstanceCoverage.Covered);
        var others = counted.Count - covered;
        if (!Update.Execution.IsTerminal)
            Tile("Coverage so far", null, $"{covered} of {counted.Count}");
        else if (others == 0)
            Tile("Coverage", "good", $"{covered} of {counted.Count}", "all as they should be");
        else
            Tile("Coverage", "bad", $"{covered} of {counted.Count}", others == 1 ? "1 not as it should be" : $"{others} not as they should be");
    }

    private void Tile(string name, string? look, string value, string? detail = null)
    {
        using (_html.In("div", ("class", look is null ? "tile" : "tile " + look)))
        {
            _html.Element("dt", name);
            using (_html.In("dd"))
            {
                using (_html.In("b"))
                {
                    if (look is not null)
                        StatusLook.WriteSign(_html, look);
                    _html.Text(value);
                }

                if (detail is not null)
                    _html.Element("span", detail, ("class", "muted"));
            }
        }
    }

    private void WriteNotes()
    {
        if (Update.Execution.StatusMessage is { Length: > 0 } message && Update.Status != OosStatus.Success)
            Note(StatusLook.Of(Update.Status), message);
        if (!Update.Execution.IsTerminal)
            Note("busy", "The execution had not ended when this page was written; what follows is how far it had come.");
        if (Update.NeedsRepair == true)
            Note("bad", $"It left something to put right: Repair-EssScalingGroup {Update.ScalingGroupId}");
        if (_report.TakenBackBy is { } undone)
            Note("held", $"It was taken back by {undone.ExecutionId}, so the instances are no longer compared with what it made of them.");
        foreach (var gap in _report.Gaps)
            Note("held", gap);
    }

    private void Note(string look, string text)
    {
        using (_html.In("p", ("class", "note " + look)))
        {
            StatusLook.WriteSign(_html, look);
            _html.Element("span", text);
        }
    }

    private void WriteFacts()
    {
        _html.Element("h3", "What, who, when");
        using (_html.In("dl", ("class", "facts")))
        {
            Fact("Scaling group", _report.ScalingGroupName is { } name ? $"{name} ({Update.ScalingGroupId})" : Update.ScalingGroupId);
            Fact("Region", Update.RegionId);
            if (Update.SourceExecutionId is { } source)
                ReportTable.Fact(_html, "Takes back", () => Reference(source, _report.Source));
            Fact("Description", Update.Execution.Description);
            Fact("Started by", Update.ExecutedBy);
            Fact("With the permissions of", Update.Execution.RamRole is { Length: > 0 } role ? $"role {role}" : "whoever started it");
            ReportTable.Fact(_html, "Started", () => ReportTable.Moment(_html, Update.StartDate));
            ReportTable.Fact(_html, "Ended", () => ReportTable.Moment(_html, Update.EndDate));
            Fact("Template", $"{Update.Execution.TemplateName} {Update.Execution.TemplateVersion}".TrimEnd());
            Fact("On failure", Update.Execution.Mode == "FailurePause" ? "waits for a decision" : "stops");
            Fact("Tags", string.Join(", ", Update.Execution.Tags.Where(tag => !Records.UpdateRecord.Keeps(tag.Key)).Select(tag => $"{tag.Key}={new ParameterMask(_options).Show(tag.Key, tag.Value)}")));
            Fact("Suspended before", _report.Record.SuspendedBefore is { } before ? before.Count == 0 ? "no process" : string.Join(", ", before) : null);
            Fact("Image of the configuration before", _report.Record.ConfigurationImageId);
            Fact("Package before", _report.Record.Packages?.Describe());
        }
    }

    private void Fact(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            ReportTable.Fact(_html, name, () => _html.Text(value));
    }

    private void Reference(string executionId, EssRollingUpdate? update)
    {
        if (_onPage.Contains(executionId))
            _html.Element("a", executionId, ("href", "#" + executionId));
        else
            _html.Element("code", executionId);
        _html.Text(update is null ? " (no longer there)" : $" ({ReportText.Deed(update)}, {update.Status})");
    }
}

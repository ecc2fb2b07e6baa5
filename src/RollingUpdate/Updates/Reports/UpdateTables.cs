using System;
using System.Collections.Generic;
using System.Linq;
using RollingUpdate.Oos;

namespace RollingUpdate.Updates.Reports;

/// <summary>The tables about an update as a whole: batches, rollbacks, parameters, steps, log. A table without rows is not there.</summary>
internal sealed class UpdateTables
{
    private readonly HtmlWriter _html;
    private readonly UpdateReport _report;
    private readonly ReportOptions _options;
    private readonly ICollection<string> _onPage;

    public UpdateTables(HtmlWriter html, UpdateReport report, ReportOptions options, ICollection<string> onPage)
    {
        _html = html;
        _report = report;
        _options = options;
        _onPage = onPage;
    }

    private EssRollingUpdate Update => _report.Update;

    public void WriteBatches()
    {
        var batches = _report.Batches;
        var sizes = Update.BatchSizes;
        if (batches.Count == 0 && sizes.Count == 0)
            return;
        _html.Element("h3", "Batches");
        var pause = new TemplateParameters(Update.Execution).Text("batchPauseOption") switch
        {
            nameof(BatchPauseOption.EveryBatchPause) => ", with a pause after each",
            nameof(BatchPauseOption.FirstBatchPause) => ", with a pause after the first",
            _ => "",
        };
        _html.Element("p", $"{ReportText.Count(Update.BatchNumber, "batch")} asked for{pause}.", ("class", "muted"));
        using (ReportTable.Begin(_html, "batches", "Batch", "Instances", "Started", "Ended", "Duration", "Outcome"))
        {
            for (var number = 1; number <= Math.Max(sizes.Count, batches.Count == 0 ? 0 : batches[batches.Count - 1].Number); number++)
            {
                var batch = batches.FirstOrDefault(other => other.Number == number);
                using (_html.In("tr"))
                {
                    _html.Element("th", $"{number}", ("scope", "row"));
                    // A batch that has not begun has the size the templates' rule gives it.
                    _html.Element("td", $"{batch?.Instances.Count ?? (number <= sizes.Count ? sizes[number - 1] : 0)}");
                    ReportTable.Time(_html, batch?.StartDate);
                    ReportTable.TimeOfDay(_html, batch?.EndDate, batch?.StartDate);
                    ReportTable.Span(_html, batch?.Duration);
                    _html.Element("td", batch?.Outcome ?? "not started");
                }
            }
        }
    }

    public void WriteRollbacks()
    {
        if (_report.Rollbacks.Count == 0)
            return;
        _html.Element("h3", "Rollbacks of it");
        using (ReportTable.Begin(_html, "rollbacks", "Execution", "Outcome", "Started", "Duration", "Instances", "Started by"))
        {
            foreach (var rollback in _report.Rollbacks)
            {
                using (_html.In("tr"))
                {
                    using (_html.In("th", ("scope", "row")))
                    {
                        if (_onPage.Contains(rollback.ExecutionId))
                            _html.Element("a", rollback.ExecutionId, ("href", "#" + rollback.ExecutionId), ("class", "nowrap"));
                        else
                            _html.Element("code", rollback.ExecutionId, ("class", "nowrap"));
                    }

                    using (_html.In("td"))
                        StatusLook.WriteBadge(_html, StatusLook.Of(rollback.Status), rollback.Status);
                    ReportTable.Time(_html, rollback.StartDate);
                    ReportTable.Span(_html, rollback.Duration);
                    _html.Element("td", rollback.InstancesTotal is { } total ? $"{rollback.InstancesSucceeded} of {total}" : ReportText.None);
                    _html.Element("td", rollback.ExecutedBy ?? ReportText.None);
                }
            }
        }
    }

    public void WriteParameters()
    {
        _html.Element("h3", "Parameters of the template");
        var mask = new ParameterMask(_options);
        using (ReportTable.Begin(_html, "parameters", "Name", "Value"))
        {
            foreach (var parameter in Update.Execution.Parameters)
            {
                using (_html.In("tr"))
                {
                    _html.Element("th", parameter.Key, ("scope", "row"));
                    using (_html.In("td"))
                    {
                        var value = mask.Show(parameter.Key, parameter.Value);
                        if (value?.IndexOf('\n') >= 0)
                            _html.Lines(value);
                        else
                            _html.Text(value ?? ReportText.None);
                    }
                }
            }
        }
    }

    public void WriteSteps()
    {
        if (_report.Steps.Count == 0)
            return;
        _html.Element("h3", "Steps of the template");
        using (ReportTable.Begin(_html, "steps", "Step", "Action", "Outcome", "Started", "Duration"))
        {
            foreach (var step in _report.Steps)
            {
                using (_html.In("tr"))
                {
                    _html.Element("th", step.TaskName, ("scope", "row"));
                    _html.Element("td", step.TaskAction);
                    using (_html.In("td"))
                    {
                        StatusLook.WriteBadge(_html, StatusLook.Of(step.Status), step.Status);
                        if (step.StatusMessage is { Length: > 0 } message && step.Status != OosStatus.Success)
                            _html.Element("p", message, ("class", "detail"));
                    }

                    ReportTable.TimeOfDay(_html, step.StartDate, Update.StartDate);
                    ReportTable.Span(_html, step.Duration);
                }
            }
        }
    }

    public void WriteLog()
    {
        if (_report.Log is not { Count: > 0 } log)
            return;
        _html.Element("h3", "Log");
        using (ReportTable.Begin(_html, "log", "Time", "Message"))
        {
            foreach (var entry in log)
            {
                using (_html.In("tr"))
                {
                    ReportTable.Time(_html, entry.Timestamp);
                    _html.Element("td", entry.Message);
                }
            }
        }
    }
}

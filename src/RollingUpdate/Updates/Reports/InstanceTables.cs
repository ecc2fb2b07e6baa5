using System.Collections.Generic;
using System.Linq;
using RollingUpdate.Updates.Coverage;

namespace RollingUpdate.Updates.Reports;

/// <summary>Each instance with its outcome, coverage and output. Outputs that are the same are shown once, with all who gave it.</summary>
internal sealed class InstanceTables
{
    private const int LongestInTable = 40;
    private readonly HtmlWriter _html;
    private readonly UpdateReport _report;

    public InstanceTables(HtmlWriter html, UpdateReport report)
    {
        _html = html;
        _report = report;
    }

    public void Write()
    {
        _html.Element("h3", "Instances");
        if (_report.Instances.Count == 0)
        {
            _html.Element("p", _report.Update.Execution.IsTerminal ? "It worked on no instance." : "It has not come to an instance yet.", ("class", "muted"));
            return;
        }

        var outputs = _report.Instances.Select(instance => instance.Output?.TrimEnd() ?? "").Where(output => !FitsInTable(output)).Distinct().ToList();
        var withOutput = _report.Instances.Any(instance => !string.IsNullOrWhiteSpace(instance.Output));
        var columns = new List<string> { "Instance", "Batch", "Outcome", "Started", "Duration" };
        if (_report.HasCoverage)
            columns.Add("Coverage");
        if (withOutput)
            columns.Add("Output");
        using (ReportTable.Begin(_html, "instances", columns.ToArray()))
        {
            foreach (var instance in _report.Instances)
                WriteRow(instance, withOutput, outputs);
        }

        if (outputs.Count > 0)
            WriteOutputs(outputs);
    }

    private void WriteRow(EssInstanceUpdate instance, bool withOutput, List<string> outputs)
    {
        using (_html.In("tr"))
        {
            using (_html.In("th", ("scope", "row")))
                _html.Element("code", instance.InstanceId);
            _html.Element("td", instance.Batch is { } batch ? $"{batch}" : ReportText.None);
            using (_html.In("td"))
            {
                StatusLook.WriteBadge(_html, StatusLook.Of(instance.Status), ReportText.Words(instance.Status));
                if (instance.Error is { Length: > 0 } error)
                    _html.Element("p", error, ("class", "detail"));
            }

            ReportTable.TimeOfDay(_html, instance.StartDate, _report.Update.StartDate);
            ReportTable.Span(_html, instance.Duration);
            if (_report.HasCoverage)
                WriteCoverage(instance);
            if (withOutput)
                WriteOutput(instance.Output?.TrimEnd() ?? "", outputs);
        }
    }

    private void WriteCoverage(EssInstanceUpdate instance)
    {
        using (_html.In("td"))
        {
            if (instance.Coverage is not { } coverage)
            {
                _html.Text(ReportText.None);
                return;
            }

            if (coverage == InstanceCoverage.Missing && !_report.Update.Execution.IsTerminal)
            {
                // It may come to it yet.
                StatusLook.WriteBadge(_html, StatusLook.Of(instance.Status), "Not yet");
                return;
            }

            StatusLook.WriteBadge(_html, StatusLook.Of(coverage), ReportText.Words(coverage.ToString()));
            // An error stands under the outcome already.
            if (instance.CoverageDetail is { Length: > 0 } detail && detail != instance.Error)
                _html.Element("p", detail, ("class", "detail"));
        }
    }

    private void WriteOutput(string output, List<string> outputs)
    {
        using (_html.In("td"))
        {
            if (output.Length == 0)
                _html.Text(ReportText.None);
            else if (FitsInTable(output))
                _html.Element("code", output);
            else
                _html.Element("a", $"Output {outputs.IndexOf(output) + 1}", ("href", "#" + AnchorOf(outputs.IndexOf(output))));
        }
    }

    private void WriteOutputs(List<string> outputs)
    {
        for (var i = 0; i < outputs.Count; i++)
        {
            using (_html.In("section", ("class", "output"), ("id", AnchorOf(i))))
            {
                var who = _report.Instances.Where(instance => instance.Output?.TrimEnd() == outputs[i]).Select(instance => instance.InstanceId).ToList();
                using (_html.In("h4"))
                {
                    _html.Text($"Output {i + 1} ");
                    _html.Element("span", $"of {ReportText.Count(who.Count, "instance")}: {string.Join(", ", who)}", ("class", "muted"));
                }

                _html.Lines(outputs[i], ("tabindex", "0"), ("aria-label", $"Output {i + 1}"));
            }
        }
    }

    private string AnchorOf(int output) => $"{_report.Update.ExecutionId}-output-{output + 1}";

    private static bool FitsInTable(string output) => output.Length <= LongestInTable && output.IndexOf('\n') < 0;
}

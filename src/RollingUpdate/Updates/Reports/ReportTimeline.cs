using System;
using System.Collections.Generic;
using System.Linq;

namespace RollingUpdate.Updates.Reports;

/// <summary>The batches and their instances over time, as bars. The tables say the same in words, so it is one picture to a screen reader.</summary>
internal sealed class ReportTimeline
{
    // A group may have a thousand instances; beyond this they get thin rows.
    private const int MostTallRows = 60;

    // Where the words for a bar still fit to the right of it.
    private const double LabelsRightUntil = 82;
    private readonly HtmlWriter _html;
    private readonly UpdateReport _report;
    private readonly TimeScale _scale;

    public ReportTimeline(HtmlWriter html, UpdateReport report)
    {
        _html = html;
        _report = report;
        _scale = new TimeScale(Start, End);
    }

    private DateTimeOffset Start => _report.Update.StartDate ?? _report.Touched.Min(instance => instance.StartDate) ?? End;

    private DateTimeOffset End => _report.LastDate ?? DateTimeOffset.MinValue;

    public void Write()
    {
        var batches = _report.Batches;
        var loose = _report.Touched.Where(instance => instance.Batch is null).ToList();
        _html.Element("h3", "Timeline");
        using (_html.In("div", ("class", _report.Touched.Count() > MostTallRows ? "timeline dense" : "timeline"), ("role", "img"), ("aria-label", Describe(batches))))
        {
            WriteAxis();
            ReportBatch? before = null;
            foreach (var batch in batches)
            {
                WritePause(before, batch);
                WriteBatch($"Batch {batch.Number}", batch);
                before = batch;
            }

            if (loose.Count > 0)
                WriteBatch(batches.Count == 0 ? "Instances" : "Batch not known", new ReportBatch(0, loose));
        }
    }

    private static string Describe(IReadOnlyList<ReportBatch> batches) => "Timeline. " + string.Join(" ", batches.Select(batch =>
        $"Batch {batch.Number}: {batch.Outcome}{(batch.Duration is { } duration ? ", in " + ReportText.Span(duration) : "")}."));

    private void WriteAxis()
    {
        using (Row("axis", null))
        {
            foreach (var (at, label) in _scale.Ticks())
                using (_html.In("span", ("class", at > 94 ? "tick last" : "tick"), ("style", $"left:{TimeScale.PerCent(at)}")))
                    _html.Element("span", label);
        }
    }

    private void WritePause(ReportBatch? before, ReportBatch batch)
    {
        // The service leaves no other trace of a pause that is over; between batches without one there is no time.
        if (before?.EndDate is not { } from || batch.StartDate is not { } to || to - from < TimeSpan.FromSeconds(2))
            return;
        using (Row("pause", "Between batches"))
            Bar("gap", from, to, ReportText.Span(to - from));
    }

    private void WriteBatch(string name, ReportBatch batch)
    {
        using (Row("batch", $"{name} · {ReportText.Count(batch.Instances.Count, "instance")}"))
        {
            if (batch.StartDate is { } start)
                Bar("whole", start, batch.EndDate ?? End, null);
        }

        foreach (var instance in batch.Instances)
        {
            using (Row("instance", instance.InstanceId))
            {
                if (instance.StartDate is not { } start)
                    continue;
                var end = instance.EndDate ?? End;
                var word = instance.Status == Oos.OosStatus.Success ? "" : ReportText.Words(instance.Status) + " · ";
                Bar(StatusLook.Of(instance.Status) + (instance.EndDate is null ? " open" : ""), start, end, word + ReportText.Span(end - start), withSign: true);
            }
        }
    }

    private Scopes Row(string look, string? label)
    {
        var row = _html.In("div", ("class", "row " + look));
        _html.Element("span", label, ("class", "label"));
        var track = _html.In("div", ("class", "track"));
        if (look != "axis")
            foreach (var (at, _) in _scale.Ticks())
                _html.Element("i", null, ("style", $"left:{TimeScale.PerCent(at)}"));
        return new Scopes(track, row);
    }

    private void Bar(string look, DateTimeOffset from, DateTimeOffset to, string? label, bool withSign = false)
    {
        var (left, right) = (_scale.At(from), _scale.At(to));
        _html.Element("span", null, ("class", "bar " + look), ("style", $"left:{TimeScale.PerCent(left)};width:{TimeScale.PerCent(right - left)}"));
        if (label is null)
            return;
        var place = right <= LabelsRightUntil ? $"left:{TimeScale.PerCent(right)}" : $"right:{TimeScale.PerCent(100 - left)}";
        // A bar from end to end leaves no room beside it.
        var inside = right > LabelsRightUntil && left < 100 - LabelsRightUntil;
        using (_html.In("span", ("class", inside ? "words inside" : "words"), ("style", inside ? $"right:{TimeScale.PerCent(100 - right)}" : place)))
        {
            if (withSign)
                StatusLook.WriteSign(_html, look.Split(' ')[0]);
            _html.Text(label);
        }
    }
}

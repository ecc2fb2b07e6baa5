using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace RollingUpdate.Updates.Reports;

/// <summary>One page about updates, in the order given. It needs nothing but itself, and asks nobody for anything.</summary>
internal sealed class ReportPage
{
    private const string StyleSheet = "RollingUpdate.Updates.Reports.report.css";

    // Even if a text found its way round the escaping, a browser would run nothing and fetch nothing.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    private readonly IReadOnlyList<UpdateReport> _reports;
    private readonly ReportOptions _options;
    private readonly DateTimeOffset _written;

    public ReportPage(IReadOnlyList<UpdateReport> reports, ReportOptions options, DateTimeOffset written)
    {
        _reports = reports;
        _options = options;
        _written = written;
    }

    public void Write(TextWriter output)
    {
        var html = new HtmlWriter(output);
        using (html.In("html", ("lang", "en")))
        {
            WriteHead(html);
            using (html.In("body"))
            {
                StatusLook.WriteSigns(html);
                WriteHeader(html);
                using (html.In("main"))
                {
                    var onPage = new HashSet<string>(_reports.Select(report => report.Update.ExecutionId), StringComparer.Ordinal);
                    foreach (var report in _reports)
                        new UpdateSection(html, report, _options, onPage).Write();
                }

                WriteFooter(html);
            }
        }
    }

    private string Title => _options.Title ?? (_reports.Count == 1
        ? $"{ReportText.Deed(_reports[0].Update)} of {_reports[0].ScalingGroupName ?? _reports[0].Update.ScalingGroupId}"
        : $"{_reports.Count} rolling updates");

    private void WriteHead(HtmlWriter html)
    {
        using (html.In("head"))
        {
            html.Void("meta", ("charset", "utf-8"));
            html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
            html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
            html.Void("meta", ("name", "referrer"), ("content", "no-referrer"));
            html.Element("title", Title);
            html.Style(ReadStyleSheet());
        }
    }

    private void WriteHeader(HtmlWriter html)
    {
        using (html.In("header", ("class", "page")))
        {
            html.Element("p", "Change record", ("class", "kicker"));
            html.Element("h1", Title);
            using (html.In("p", ("class", "muted")))
            {
                html.Text("As it was on ");
                html.Element("time", ReportText.Moment(_written), ("datetime", ReportText.Iso(_written)));
                html.Text(".");
            }

            if (_reports.Count > 1)
                WriteContents(html);
        }
    }

    private void WriteContents(HtmlWriter html)
    {
        using (html.In("nav", ("aria-label", "Updates on this page")))
        using (ReportTable.Begin(html, "contents", "Update", "Scaling group", "Started", "Outcome"))
        {
            foreach (var update in _reports.Select(report => report.Update))
            {
                using (html.In("tr"))
                {
                    using (html.In("th", ("scope", "row")))
                    {
                        html.Text(ReportText.Deed(update) + " ");
                        html.Element("a", update.ExecutionId, ("href", "#" + update.ExecutionId), ("class", "nowrap"));
                    }

                    html.Element("td", update.ScalingGroupId, ("class", "nowrap"));
                    ReportTable.Time(html, update.StartDate);
                    using (html.In("td"))
                        StatusLook.WriteBadge(html, StatusLook.Of(update.Status), update.Status);
                }
            }
        }
    }

    private static void WriteFooter(HtmlWriter html)
    {
        var version = typeof(ReportPage).Assembly.GetName().Version;
        html.Element("footer", $"Written by Export-EssRollingUpdateReport of RollingUpdate {version?.ToString(3)}. Times are those of the machine that wrote it, with their distance from UTC.");
    }

    private static string ReadStyleSheet()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(StyleSheet)
            ?? throw new InvalidOperationException($"The module was built without {StyleSheet}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

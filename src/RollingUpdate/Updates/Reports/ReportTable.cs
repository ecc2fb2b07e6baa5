using System;

namespace RollingUpdate.Updates.Reports;

/// <summary>Tables and lists of facts with the marks that screen readers go by.</summary>
internal static class ReportTable
{
    /// <summary>A table with its head; rows are written until the scope is disposed.</summary>
    public static IDisposable Begin(HtmlWriter html, string look, params string[] columns)
    {
        // Wide tables scroll by themselves on a narrow screen, and not the page with them.
        var scroll = html.In("div", ("class", "scroll"));
        var table = html.In("table", ("class", look));
        using (html.In("thead"))
        using (html.In("tr"))
            foreach (var column in columns)
                html.Element("th", column, ("scope", "col"));
        var body = html.In("tbody");
        return new Scopes(body, table, scroll);
    }

    /// <summary>A cell with a time; the word for none where there is none.</summary>
    public static void Time(HtmlWriter html, DateTimeOffset? time)
    {
        using (html.In("td", ("class", "nowrap")))
            Moment(html, time);
    }

    /// <summary>A cell with a time of day, where the date stands elsewhere already.</summary>
    /// <param name="html">The page.</param>
    /// <param name="time">The time.</param>
    /// <param name="day">A time of the day that the reader knows of.</param>
    public static void TimeOfDay(HtmlWriter html, DateTimeOffset? time, DateTimeOffset? day)
    {
        if (time is { } known && known.ToLocalTime() is var local && day?.ToLocalTime() is { } other && local.Date == other.Date && local.Offset == other.Offset)
        {
            using (html.In("td", ("class", "nowrap")))
                html.Element("time", ReportText.TimeOfDay(known), ("datetime", ReportText.Iso(known)));
        }
        else
        {
            Time(html, time);
        }
    }

    public static void Moment(HtmlWriter html, DateTimeOffset? time)
    {
        if (time is { } known)
            html.Element("time", ReportText.Moment(known), ("datetime", ReportText.Iso(known)));
        else
            html.Text(ReportText.None);
    }

    /// <summary>A cell with a duration.</summary>
    public static void Span(HtmlWriter html, TimeSpan? span) =>
        html.Element("td", span is { } known ? ReportText.Span(known) : ReportText.None, ("class", "nowrap"));

    /// <summary>A name and what it is, in a list of such.</summary>
    public static void Fact(HtmlWriter html, string name, Action write)
    {
        using (html.In("div"))
        {
            html.Element("dt", name);
            using (html.In("dd"))
                write();
        }
    }
}

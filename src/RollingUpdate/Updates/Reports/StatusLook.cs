using RollingUpdate.Oos;
using RollingUpdate.Updates.Coverage;

namespace RollingUpdate.Updates.Reports;

/// <summary>How a status looks: a colour, a sign for those who see none and for paper, and always the word.</summary>
internal static class StatusLook
{
    private const string Good = "good";
    private const string Bad = "bad";
    private const string Busy = "busy";
    private const string Held = "held";
    private const string Off = "off";

    /// <summary>The signs, as paths in a square of 16.</summary>
    private static readonly (string Look, string Path)[] Signs =
    {
        (Good, "M2.5 8.5l4 4 7-9"),
        (Bad, "M3.5 3.5l9 9M12.5 3.5l-9 9"),
        (Busy, "M5 3l8 5-8 5z"),
        (Held, "M5.5 3v10M10.5 3v10"),
        (Off, "M3 8h10"),
    };

    /// <summary>The class of a status of OOS; one that nobody knows looks like one that says nothing.</summary>
    public static string Of(string status) => status switch
    {
        OosStatus.Success => Good,
        OosStatus.Failed => Bad,
        OosStatus.Started or OosStatus.Running or "Queued" or "Pending" => Busy,
        OosStatus.Waiting or OosStatus.Skipped or OosStatus.Cancelled or "Canceled" => Held,
        _ => Off,
    };

    public static string Of(InstanceCoverage coverage) => coverage switch
    {
        InstanceCoverage.Covered => Good,
        InstanceCoverage.Failed or InstanceCoverage.Standby or InstanceCoverage.Missing => Bad,
        InstanceCoverage.Differs or InstanceCoverage.ScaledOutSince => Held,
        _ => Off,
    };

    /// <summary>Defines the signs once for the page.</summary>
    public static void WriteSigns(HtmlWriter html)
    {
        using (html.In("svg", ("class", "signs"), ("aria-hidden", "true")))
        {
            foreach (var (look, path) in Signs)
                using (html.In("symbol", ("id", "sign-" + look), ("viewBox", "0 0 16 16")))
                    html.Element("path", null, ("d", path));
        }
    }

    /// <summary>Sign and word.</summary>
    public static void WriteBadge(HtmlWriter html, string look, string word)
    {
        using (html.In("span", ("class", "badge " + look)))
        {
            WriteSign(html, look);
            html.Text(word);
        }
    }

    public static void WriteSign(HtmlWriter html, string look)
    {
        using (html.In("svg", ("class", "sign"), ("aria-hidden", "true")))
            html.Element("use", null, ("href", "#sign-" + look));
    }
}

using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using RollingUpdate.Oos;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Reports;
using Xunit;

namespace RollingUpdate.Tests.Updates.Reports;

/// <summary>A page as a real browser understands it, which forgives much that the strict parser of the other tests does not.</summary>
public sealed class BrowserTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("report-");

    public void Dispose() => _folder.Delete(recursive: true);

    [ChromiumFact]
    public async Task A_browser_sees_text_where_text_was()
    {
        // The policy against scripts is taken out: what keeps the page harmless here is the escaping alone. A script that ran would change the title.
        const string Attack = "</pre></style></title><script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\"><!--";
        var report = new UpdateReport(EssRollingUpdate.From(new OosExecution
        {
            ExecutionId = "exec-1",
            TemplateName = "ACS-ESS-RollingUpdateByRunCommandInScalingGroup",
            Status = Attack,
            StatusMessage = Attack,
            Description = Attack,
            ExecutedBy = Attack,
        })!)
        {
            Instances = [new EssInstanceUpdate { InstanceId = Attack, ExecutionId = "exec-2", Batch = 1, Status = Attack, Output = "\n" + Attack + "\n" + Attack, Error = Attack, StartDate = DateTimeOffset.UtcNow }],
            Steps = [new OosTaskExecution { TaskName = Attack, TaskAction = Attack, Status = Attack, StatusMessage = Attack }],
            Log = [new OosLogEntry { Message = Attack }],
        };
        var writer = new StringWriter();
        new ReportPage([report], new ReportOptions { Title = "harmless" }, DateTimeOffset.UtcNow).Write(writer);
        var html = writer.ToString();
        Assert.Contains("default-src 'none'".Replace("'", "&#39;", StringComparison.Ordinal), html, StringComparison.Ordinal);
        var path = Path.Combine(_folder.FullName, "report.html");
        await File.WriteAllTextAsync(path, html.Replace("http-equiv=\"Content-Security-Policy\"", "name=\"policy\"", StringComparison.Ordinal));

        var seen = await SeeAsync(path);

        Assert.Contains("<title>harmless</title>", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", seen, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", seen, StringComparison.Ordinal);
    }

    // The page after its scripts have run, as the browser would save it.
    private async Task<string> SeeAsync(string path)
    {
        var start = new ProcessStartInfo(ChromiumFactAttribute.Program!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[]
        {
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--proxy-server=127.0.0.1:1", "--user-data-dir=" + Path.Combine(_folder.FullName, "profile"), "--dump-dom", new Uri(path).AbsoluteUri,
        })
            start.ArgumentList.Add(argument);
        using var chromium = Process.Start(start)!;
        var errors = chromium.StandardError.ReadToEndAsync();
        var output = chromium.StandardOutput.ReadToEndAsync();
        await Eventually.HasEndedAsync(chromium);
        Assert.True(chromium.ExitCode == 0, await errors);
        return await output;
    }
}

using System;
using System.Management.Automation;
using System.Threading.Tasks;
using RollingUpdate.Cmdlets;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

public class AwaitTests
{
    [Fact]
    public void What_work_posts_is_written_also_when_the_work_is_done_at_once()
    {
        using var shell = new Shell();
        var result = shell.Run("Import-Module -Assembly $In; Test-Await", typeof(TestAwaitCommand).Assembly);
        Assert.Equal("posted", Assert.Single(result.Output).ToString());
        result.Error("Posted");
    }
}

/// <summary>Work that has ended before anybody waits for it, as the last poll of a wait may have.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Await")]
public sealed class TestAwaitCommand : AliyunCommand
{
    protected override void ProcessRecord() => Await(cancellation =>
    {
        Pump.Post(() => WriteObject("posted"));
        Pump.Post(() => WriteError(new ErrorRecord(new InvalidOperationException("posted"), "Posted", ErrorCategory.NotSpecified, null)));
        return Task.CompletedTask;
    });
}

using System;
using System.IO;
using RollingUpdate.Oos;
using RollingUpdate.Tests.Updates.Reports;

namespace RollingUpdate.Tests.Cmdlets;

/// <summary>A shell and a folder of its own, whose report is at $Path.</summary>
public abstract class ReportTest : IDisposable
{
    protected ReportTest() => Shell.Run("$global:Path = $In", Report).WithoutErrors();

    private protected Shell Shell { get; } = new();

    protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("report-");

    protected string Report => Path.Combine(Folder.FullName, "report.html");

    public void Dispose()
    {
        Shell.Dispose();
        Folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts an update of the group.</summary>
    protected OosExecution Update(string arguments) => Shell.Run($"Start-EssRollingUpdate {Shell.GroupId} {arguments}").Single<OosExecution>();

    /// <summary>Writes the report and reads it again.</summary>
    private protected WrittenPage Export(string ids, string arguments = "")
    {
        Shell.Run($"Export-EssRollingUpdateReport -LiteralPath $Path -ExecutionId {ids} {arguments}").WithoutErrors();
        return WrittenPage.Read(Report);
    }
}

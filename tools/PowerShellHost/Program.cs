using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PowerShellHost;

/// <summary>Runs one script in the PowerShell engine, as <c>pwsh -File script.ps1 arguments…</c> would where it is installed.</summary>
internal static class Program
{
    private const int ExitFailed = 1;
    private const int ExitUsage = 64;

    private static int Main(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("usage: dotnet run --project tools/PowerShellHost -- script.ps1 [arguments]");
            return ExitUsage;
        }

        // The engine reports what is imported to its maker unless it is told not to; this host serves trials and tests, which stay on this machine.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        var host = new ConsoleHost();
        using var runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            shell.BeginStop(null, null);
        };

        // Out-Default formats in the engine, so what a script emits looks here as it does in pwsh.
        shell.AddScript(InvokeScript).AddArgument(args[0]).AddArgument(args.Skip(1).ToArray()).AddCommand("Out-Default");
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        try
        {
            shell.Invoke();
        }
        catch (PipelineStoppedException)
        {
            return ExitFailed;
        }
        catch (RuntimeException error)
        {
            host.UI.WriteErrorLine(error.ErrorRecord?.ToString() ?? error.Message);
            return ExitFailed;
        }

        // "exit 3" in a script that was called with & ends up here, as it does for pwsh -File.
        return host.ExitCode ?? runspace.SessionStateProxy.GetVariable("LASTEXITCODE") as int? ?? 0;
    }

    // Named parameters are given the way a shell passes them: -Name value, or -Switch.
    private const string InvokeScript = """
        param([string]$Path, [string[]]$Words)
        $Named = @{}; $Rest = @()
        for ($i = 0; $i -lt $Words.Count; $i++) {
            if ($Words[$i] -match '^-([A-Za-z]\w*)$') {
                $Name = $Matches[1]
                if ($i + 1 -lt $Words.Count -and $Words[$i + 1] -notmatch '^-[A-Za-z]') { $i++; $Named[$Name] = $Words[$i] }
                else { $Named[$Name] = $true }
            }
            else { $Rest += $Words[$i] }
        }
        if ($Path -notmatch '^([A-Za-z]:)?[\\/]') { $Path = "$PWD/$Path" }
        & $Path @Named @Rest
        """;
}

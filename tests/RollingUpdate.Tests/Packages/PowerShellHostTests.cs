using System;
using System.IO;
using System.Threading.Tasks;
using RollingUpdate.Tests.Sessions;
using Xunit;

namespace RollingUpdate.Tests.Packages;

/// <summary>The host for machines without pwsh: it is one.</summary>
public sealed class PowerShellHostTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_script_takes_arguments_and_its_exit_code_is_that_of_the_process()
    {
        var script = Path.Combine(_home.Folder, "exits.ps1");
        await File.WriteAllTextAsync(script, "param([int] $Code) \"code $Code\"; exit $Code");
        Assert.Equal((3, "code 3"), await EndAsync("-NoProfile", "-File", script, "-Code", "3"));
        Assert.Equal((4, "code 4"), await EndAsync(script, "4"));
    }

    [Fact]
    public async Task A_terminating_error_is_exit_code_1() =>
        Assert.Equal(1, (await EndAsync("-NoProfile", "-Command", "throw 'x'")).ExitCode);

    [Fact]
    public async Task What_cannot_be_asked_is_an_error_and_does_not_hang()
    {
        var (exitCode, output) = await EndAsync("-NoProfile", "-NonInteractive", "-Command", "$ErrorActionPreference = 'Stop'; Read-Host 'Name'");
        Assert.Equal(1, exitCode);
        Assert.Contains("NonInteractive", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_find_it_as_the_program_of_their_own_process_and_it_reports_nothing_to_its_maker()
    {
        var (_, output) = await EndAsync("-NoProfile", "-Command", "& (Get-Process -Id $PID).Path -NoProfile -Command '$env:POWERSHELL_TELEMETRY_OPTOUT, $PSVersionTable.PSEdition -join $([char]32)'");
        Assert.Equal("1 Core", output);
    }

    [Fact]
    public async Task It_has_the_modules_that_samples_and_runbooks_use()
    {
        var (_, output) = await EndAsync("-NoProfile", "-Command", "(1..3 | ForEach-Object -Parallel { $_ } | Measure-Object -Sum | ConvertTo-Json | ConvertFrom-Json).Sum; Test-Path /; (Get-Acl /).GetType().Name");
        Assert.StartsWith("6", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> EndAsync(params string[] arguments)
    {
        var (exitCode, output) = await PowerShellProcess.EndAsync(arguments);
        return (exitCode, output.Trim());
    }
}

using System;
using System.IO;
using System.Threading.Tasks;
using RollingUpdate.Tests.Sessions;
using Xunit;

namespace RollingUpdate.Tests.Packages;

/// <summary>The host that runs scripts where pwsh is not installed.</summary>
public class ScriptHostTests
{
    [Fact]
    public async Task What_is_asked_for_comes_as_the_type_it_is_asked_as()
    {
        using var home = new TemporaryHome();
        var script = Path.Combine(home.Folder, "asks.ps1");
        await File.WriteAllTextAsync(script, """
            function Test-Answer { param([Parameter(Mandatory)][string] $Name, [Parameter(Mandatory)][securestring] $Secret) "$Name=$([pscredential]::new('u', $Secret).GetNetworkCredential().Password)" }
            Test-Answer
            """);
        Assert.Contains("key=hidden", await PowerShellProcess.AnswerAsync(script, "key\nhidden\n"), StringComparison.Ordinal);
    }
}

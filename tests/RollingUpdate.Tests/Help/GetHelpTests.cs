using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using RollingUpdate.Tests.Conventions;
using Xunit;

namespace RollingUpdate.Tests.Help;

/// <summary>Get-Help in the engine itself, after the modules were imported by their manifests.</summary>
public sealed class GetHelpTests(GetHelpTests.Engine engine) : IClassFixture<GetHelpTests.Engine>
{
    public static TheoryData<string> Cmdlets() => [.. CmdletRun.Cmdlets.Keys];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_help_from_its_file(string name)
    {
        var help = engine.Run($"Get-Help {name}");
        dynamic topic = Assert.Single(help);
        Assert.DoesNotContain("-" + name.Split('-')[1] + " [", (string)topic.Synopsis);
        foreach (var part in new[] { "Description.Text", "Examples.Example.Code", "ReturnValues.ReturnValue.Type.Name" })
            Assert.NotEmpty(engine.Run($"$args[0].{part}", topic));
        foreach (var view in new[] { "Full", "Examples" })
            Assert.Contains(engine.Run($"Get-Help {name} -{view}")[0].TypeNames, type => type.EndsWith($"#{view}View", System.StringComparison.Ordinal) || type.EndsWith($"#{view}", System.StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Help_knows_exactly_the_parameters_there_are(string name)
    {
        var bound = engine.Run($"(Get-Command {name}).Parameters.Keys | Where-Object {{ $_ -notin [System.Management.Automation.Cmdlet]::CommonParameters }}").Select(key => (string)key.BaseObject).Order().ToList();
        var told = engine.Run($"(Get-Help {name}).Parameters.Parameter | Where-Object {{ $_ }} | ForEach-Object {{ $_.Name }}").Select(key => (string)key.BaseObject).Order().ToList();
        Assert.Equal(bound, told);
        if (told.Count > 0)
            Assert.NotEmpty(engine.Run($"(Get-Help {name} -Parameter {told[0]}).Description.Text"));
    }

    /// <summary>One runspace with both modules, for all tests of the class.</summary>
    public sealed class Engine : System.IDisposable
    {
        private readonly Runspace _runspace;

        public Engine()
        {
            var state = InitialSessionState.CreateDefault2();
            state.ImportPSModule([Shell.ManifestPath, Shell.SimulatorManifestPath]);
            _runspace = RunspaceFactory.CreateRunspace(new RecordingHost(), state);
            _runspace.Open();
        }

        public static string[] HelpFiles =>
        [
            Path.Combine(SharedFiles.RepositoryRoot, "en-US", "RollingUpdate.dll-Help.xml"),
            Path.Combine(Path.GetDirectoryName(Shell.SimulatorManifestPath)!, "en-US", "RollingUpdate.Simulator.dll-Help.xml"),
        ];

        public PSObject[] Run(string script, object? argument = null)
        {
            using var shell = PowerShell.Create(_runspace);
            var output = shell.AddScript(script).AddArgument(argument).Invoke().ToArray();
            Assert.Empty(shell.Streams.Error);
            return output;
        }

        public void Dispose() => _runspace.Dispose();
    }
}

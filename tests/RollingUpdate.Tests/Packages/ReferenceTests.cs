using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Mono.Cecil;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Packages;

/// <summary>
/// The proof that one assembly serves Windows PowerShell 5.1 and PowerShell 7: every type and member that the modules name is there in
/// .NET Framework 4.7.2 and in .NET 8, in the engine of PowerShell 7, and in the oldest Newtonsoft.Json that a PowerShell with our assembly
/// version carries. .NET Standard alone does not prove it: what it declares was not in every framework from the start.
/// </summary>
public class ReferenceTests
{
    public static TheoryData<string, string> Pairs()
    {
        var data = new TheoryData<string, string>();
        foreach (var assembly in new[] { typeof(RollingUpdateException).Assembly.Location, typeof(AliyunSimulator).Assembly.Location, ShippedJson })
            foreach (var platform in new[] { BuildFact.NetFramework472, BuildFact.NetCore8 })
                data.Add(Path.GetFileName(assembly), platform == BuildFact.NetCore8 ? ".NET 8" : ".NET Framework 4.7.2");
        return data;
    }

    private static string ShippedJson => Path.Combine(SharedFiles.RepositoryRoot, "bin", "Newtonsoft.Json.dll");

    [Theory]
    [MemberData(nameof(Pairs))]
    public void All_that_is_used_is_there(string assembly, string platform)
    {
        var path = assembly == "Newtonsoft.Json.dll" ? ShippedJson : Path.Combine(Path.GetDirectoryName(typeof(AliyunSimulator).Assembly.Location)!, assembly);
        using var checker = new ReferenceChecker(platform == ".NET 8" ? [BuildFact.NetCore8] : [BuildFact.NetFramework472, Path.Combine(BuildFact.NetFramework472, "Facades")],
            [typeof(PSObject).Assembly.Location, Path.Combine(BuildFact.NewtonsoftJson1301, "Newtonsoft.Json.dll")]);
        var (seen, missing) = checker.Check(path);
        Assert.Empty(missing);
        Assert.InRange(seen, 300, int.MaxValue);
    }

    [Fact]
    public void The_check_finds_what_only_newer_frameworks_have()
    {
        // This assembly is built for the newest .NET, so it is full of such members.
        using var checker = new ReferenceChecker([BuildFact.NetFramework472, Path.Combine(BuildFact.NetFramework472, "Facades")], []);
        Assert.Contains(checker.Check(typeof(ReferenceTests).Assembly.Location).Missing, name => name.Contains("ReplaceLineEndings", StringComparison.Ordinal));
    }

    [Fact]
    public void The_library_that_is_shipped_is_the_one_that_is_compiled_against_and_made_for_net_standard()
    {
        using var json = ModuleDefinition.ReadModule(ShippedJson);
        foreach (var assembly in new[] { typeof(RollingUpdateException).Assembly, typeof(AliyunSimulator).Assembly })
            Assert.Equal(json.Assembly.Name.FullName, assembly.GetReferencedAssemblies().Single(name => name.Name == "Newtonsoft.Json").FullName);
        Assert.Contains(json.AssemblyReferences, reference => reference.Name == "netstandard");
    }
}

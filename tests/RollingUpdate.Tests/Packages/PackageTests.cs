using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using System.Xml.Linq;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests.Packages;

/// <summary>The packages, and not the build folder: what is in them, and that they work where nothing else of the project is.</summary>
public sealed class PackageTests : IClassFixture<PackedModules>
{
    private readonly PackedModules _packed;

    public PackageTests(PackedModules packed) => _packed = packed;

    [Theory]
    [InlineData("RollingUpdate")]
    [InlineData("RollingUpdate.Simulator")]
    public void A_package_has_the_module_its_one_library_its_help_and_its_papers(string name)
    {
        string[] needed = ["CHANGELOG.md", "LICENSE", "THIRD-PARTY-NOTICES.md", $"{name}.psd1", "bin/Newtonsoft.Json.dll", $"bin/{name}.dll", $"en-US/{name}.dll-Help.xml"];
        Assert.Empty(needed.Except(_packed.Files(name)));
        // No symbols, no XML documentation, no reference assembly, nothing of PowerShell.
        Assert.All(_packed.Files(name).Except(needed), file => Assert.Matches(@"^(bin/[A-Za-z.]+\.(Format|Types)\.ps1xml|en-US/about_\w+\.help\.txt)$", file));
        Assert.All(_packed.Files(name), file => Assert.NotEqual(0, new FileInfo(Path.Combine(_packed.ModuleFolder(name), file)).Length));
    }

    [Theory]
    [InlineData("RollingUpdate")]
    [InlineData("RollingUpdate.Simulator")]
    public void The_file_for_the_gallery_has_the_same_files_at_its_root_and_says_what_it_is(string name)
    {
        using var archive = _packed.Open(name);
        string[] wrapping = ["_rels/.rels", "[Content_Types].xml", $"{name}.nuspec"];
        Assert.Equal(_packed.Files(name),
            archive.Entries.Select(entry => entry.FullName).Except(wrapping).Where(file => !file.StartsWith("package/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var metadata = XDocument.Load(archive.GetEntry($"{name}.nuspec")!.Open()).Root!.Elements().Single();
        string Of(string element) => metadata.Elements().Single(e => e.Name.LocalName == element).Value;
        Assert.Equal((name, VersionOf(name), "LICENSE"), (Of("id"), Of("version"), Of("license")));
        Assert.NotEmpty(Of("description"));
        Assert.NotEmpty(Of("releaseNotes"));
        var tags = Of("tags").Split(' ');
        Assert.Equal(["PSModule", "PSEdition_Desktop", "PSEdition_Core"], new[] { "PSModule", "PSEdition_Desktop", "PSEdition_Core" }.Intersect(tags));
        Assert.Contains(tags, tag => tag.StartsWith("PSCmdlet_Start-", StringComparison.Ordinal));
        // The Gallery refuses more.
        Assert.InRange(Of("tags").Length, 1, 4000);
    }

    [Fact]
    public void The_same_files_make_the_same_package_to_the_last_byte()
    {
        using var again = new PackedModules();
        foreach (var file in Directory.GetFiles(_packed.Folder, "*.nupkg").Select(path => Path.GetFileName(path)))
            Assert.Equal(File.ReadAllBytes(Path.Combine(_packed.Folder, file)), File.ReadAllBytes(Path.Combine(again.Folder, file)));
    }

    [Theory]
    [InlineData("RollingUpdate", typeof(RollingUpdateException))]
    [InlineData("RollingUpdate.Simulator", typeof(AliyunSimulator))]
    public void Manifest_assembly_and_changes_name_the_same_version(string name, Type type)
    {
        Assert.Equal(VersionOf(name), type.Assembly.GetName().Version!.ToString(3));
        Assert.Equal(VersionOf(name), type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);
        Assert.Contains($"\n## {VersionOf(name)}\n", File.ReadAllText(Path.Combine(_packed.ModuleFolder(name), "CHANGELOG.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Installed_modules_are_found_by_name_pass_powershells_own_test_and_update_a_group()
    {
        var script = Path.Combine(_packed.Folder, "try.ps1");
        await File.WriteAllTextAsync(script, """
            $ErrorActionPreference = 'Stop'
            Import-Module RollingUpdate, RollingUpdate.Simulator
            foreach ($name in 'RollingUpdate', 'RollingUpdate.Simulator') {
                $module = Get-Module $name
                $tested = Test-ModuleManifest $module.Path.Replace("bin/$name.dll", "$name.psd1").Replace("bin\$name.dll", "$name.psd1")
                "base=$($module.ModuleBase)"
                "tested=$($tested.Name) $($tested.Version) $($tested.ExportedCmdlets.Count -eq $module.ExportedCmdlets.Count)"
            }
            "loaded=$((Get-Command Start-EssRollingUpdate).ImplementingType.Assembly.Location)"
            $simulator = Start-AliyunSimulator -InstanceCount 3 -Speed 6000
            $simulator | Connect-Aliyun | Out-Null
            $update = Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'echo hello' -RollbackScript 'echo undone' -BatchNumber 2 -Wait -PollingInterval 0.1
            "update=$($update.Status)"
            $rollback = $update | Start-EssRollback -Wait -PollingInterval 0.1 -Confirm:$false
            "rollback=$($rollback.Status)"
            Export-EssRollingUpdateReport "$PSScriptRoot/report.html" $update.ExecutionId
            "help=$((Get-Help Start-EssRollingUpdate).Synopsis)"
            $simulator | Stop-AliyunSimulator
            "json=$([Newtonsoft.Json.JsonConvert].Assembly.Location)"
            """);
        // Nothing of the machine is found but the packages.
        var lines = (await PowerShellProcess.RunAsync(script, ("PSModulePath", _packed.Folder), ("HOME", _packed.Folder))).Split('\n').Select(line => line.Trim()).ToList();

        Assert.Contains("base=" + _packed.ModuleFolder("RollingUpdate"), lines);
        Assert.Contains("base=" + _packed.ModuleFolder("RollingUpdate.Simulator"), lines);
        Assert.Contains($"tested=RollingUpdate {VersionOf("RollingUpdate")} True", lines);
        Assert.Contains($"tested=RollingUpdate.Simulator {VersionOf("RollingUpdate.Simulator")} True", lines);
        Assert.Contains("loaded=" + Path.Combine(_packed.ModuleFolder("RollingUpdate"), "bin", "RollingUpdate.dll"), lines);
        Assert.Contains("update=Success", lines);
        Assert.Contains("rollback=Success", lines);
        Assert.Contains("<!DOCTYPE html>", await File.ReadAllTextAsync(Path.Combine(_packed.Folder, "report.html")), StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("help=", StringComparison.Ordinal) && line.Contains(' ', StringComparison.Ordinal) && !line.Contains("Start-EssRollingUpdate", StringComparison.Ordinal));
        // PowerShell 7 keeps to its own Newtonsoft.Json; the one in the package is for Windows PowerShell.
        Assert.Contains("json=" + Path.Combine(Path.GetDirectoryName(BuildFact.PowerShellHost)!, "Newtonsoft.Json.dll"), lines);
    }

    private static string VersionOf(string name) => PackedModules.Packages.Single(package => package.Name == name).Version;
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NuGet.Packaging;
using NuGet.Versioning;

namespace Packager;

/// <summary>
/// A module as it is installed: what its manifest names, the one library it carries, its help, licence and changes, and nothing else. So
/// no symbols, no reference assembly and nothing of PowerShell itself can get in.
/// </summary>
internal sealed class ModulePackage
{
    // PowerShell 7 has its own, which it takes instead; Windows PowerShell 5.1 has none.
    private const string Library = "bin/Newtonsoft.Json.dll";

    // The earliest that a zip file can say: when it was packed is nobody's business, and would make each package another one.
    private const string Timestamp = "1980-01-01T00:00:00Z";
    private static readonly string[] Papers = ["LICENSE", "CHANGELOG.md", "THIRD-PARTY-NOTICES.md"];
    private readonly string _repository;
    private readonly ModuleManifest _manifest;

    /// <param name="repository">The root of the repository, with the modules built.</param>
    /// <param name="manifest">The module's manifest, relative to it.</param>
    public ModulePackage(string repository, string manifest)
    {
        _repository = repository;
        _manifest = ModuleManifest.Read(Path.GetFullPath(Path.Combine(repository, manifest)));
    }

    public string Name => _manifest.Name;

    public string Version => _manifest.Version;

    public string AssemblyPath => Path.Combine(_manifest.Folder, _manifest.RootModule);

    /// <summary>Each file's place in the package and where it is now, in a fixed order.</summary>
    public IReadOnlyList<(string Place, string Source)> Files =>
        [.. _manifest.Files.Append(Library).Concat(HelpFiles).Select(file => (file, Path.Combine(_manifest.Folder, file)))
            .Concat(Papers.Select(paper => (paper, Path.Combine(_repository, paper)))).OrderBy(file => file.Item1, StringComparer.Ordinal)];

    private IEnumerable<string> HelpFiles =>
        new DirectoryInfo(Path.Combine(_manifest.Folder, "en-US")).GetFiles().Where(file => file.Name.EndsWith(".xml", StringComparison.Ordinal) || file.Name.EndsWith(".help.txt", StringComparison.Ordinal))
            .Select(file => "en-US/" + file.Name);

    /// <summary>Writes <c>output/Name/Version</c>, as a folder of PSModulePath has it; what was there before is gone.</summary>
    /// <returns>The folder.</returns>
    public string LayOut(string output)
    {
        var folder = Path.Combine(output, Name, Version);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (var (place, source) in Files)
        {
            var target = Path.Combine(folder, place);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }

        return folder;
    }

    /// <summary>Writes <c>output/Name.Version.nupkg</c> from what <see cref="LayOut"/> wrote. The same files make the same bytes.</summary>
    /// <returns>The file.</returns>
    public string Pack(string output)
    {
        var folder = Path.Combine(output, Name, Version);
        var builder = new PackageBuilder(deterministic: true)
        {
            DeterministicTimestamp = Timestamp,
            Id = Name,
            Version = NuGetVersion.Parse(Version),
            Description = _manifest.Description,
            Copyright = _manifest.Copyright,
            ReleaseNotes = _manifest.ReleaseNotes,
            LicenseMetadata = new LicenseMetadata(LicenseType.File, "LICENSE", null, null, LicenseMetadata.EmptyVersion),
        };
        builder.Authors.Add(_manifest.Author);
        builder.Owners.Add(_manifest.Author);
        builder.Tags.AddRange(_manifest.Tags);
        foreach (var (place, _) in Files)
            builder.Files.Add(new PhysicalPackageFile { SourcePath = Path.Combine(folder, place), TargetPath = place });
        var path = Path.Combine(output, $"{Name}.{Version}.nupkg");
        using var stream = File.Create(path);
        builder.Save(stream);
        return path;
    }
}

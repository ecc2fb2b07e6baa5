using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Packager;

namespace RollingUpdate.Tests.Packages;

/// <summary>Both modules laid out and packed, as <c>dotnet run -c Release --project tools/Packager</c> does it, from what is built.</summary>
public sealed class PackedModules : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("packages-");

    public PackedModules()
    {
        foreach (var package in Packages)
        {
            package.LayOut(_folder.FullName);
            package.Pack(_folder.FullName);
        }
    }

    public string Folder => _folder.FullName;

    internal static IEnumerable<ModulePackage> Packages => Packager.Program.Manifests.Select(manifest => new ModulePackage(SharedFiles.RepositoryRoot, manifest));

    /// <summary>The folder of an installed module.</summary>
    public string ModuleFolder(string name) => Path.Combine(Folder, name, Packages.Single(package => package.Name == name).Version);

    /// <summary>The files below a module's folder, with slashes.</summary>
    public IReadOnlyList<string> Files(string name) =>
        [.. Directory.GetFiles(ModuleFolder(name), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(ModuleFolder(name), file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public ZipArchive Open(string name) => ZipFile.OpenRead(Directory.GetFiles(Folder, name + ".?.*.nupkg").Single());

    public void Dispose() => _folder.Delete(recursive: true);
}

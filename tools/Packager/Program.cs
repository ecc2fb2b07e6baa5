using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Packager;

/// <summary>Writes both modules to <c>out/</c> as they are installed, and a <c>.nupkg</c> of each.</summary>
internal static class Program
{
    public static readonly string[] Manifests = ["RollingUpdate.psd1", "src/RollingUpdate.Simulator/RollingUpdate.Simulator.psd1"];

    private static int Main(string[] args)
    {
        var repository = FindRepository();
        var output = Path.GetFullPath(args.Length > 0 ? args[0] : Path.Combine(repository, "out"));
        foreach (var package in Manifests.Select(manifest => new ModulePackage(repository, manifest)))
        {
            if (!IsRelease(package.AssemblyPath))
            {
                Console.Error.WriteLine($"{package.AssemblyPath} was built for debugging. Type: dotnet run -c Release --project tools/Packager");
                return 1;
            }

            Console.WriteLine(package.LayOut(output));
            Console.WriteLine(package.Pack(output));
        }

        return 0;
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, Manifests[0])))
                return folder.FullName;
        throw new InvalidOperationException($"There is no {Manifests[0]} above {AppContext.BaseDirectory}.");
    }

    // A build for debugging names paths of the machine it was made on.
    private static bool IsRelease(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = file.GetMetadataReader();
        return reader.GetAssemblyDefinition().GetCustomAttributes().Select(reader.GetCustomAttribute).Any(attribute =>
            attribute.Constructor.Kind == HandleKind.MemberReference
            && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
            && reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Name) == nameof(AssemblyConfigurationAttribute)
            && reader.GetBlobReader(attribute.Value) is var value && value.ReadUInt16() == 1 && value.ReadSerializedString() == "Release");
    }
}

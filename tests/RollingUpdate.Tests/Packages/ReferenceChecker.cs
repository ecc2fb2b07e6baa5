using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;

namespace RollingUpdate.Tests.Packages;

/// <summary>Looks up every type and member that an assembly names in the assemblies of a platform, and in nothing else.</summary>
internal sealed class ReferenceChecker : IDisposable
{
    private readonly PlatformResolver _resolver;

    /// <param name="platform">Folders of reference assemblies.</param>
    /// <param name="others">Single assemblies that are there besides.</param>
    public ReferenceChecker(IReadOnlyList<string> platform, IReadOnlyList<string> others) => _resolver = new PlatformResolver(platform, others);

    /// <returns>How many were looked up, and those that are not there.</returns>
    public (int Seen, IReadOnlyList<string> Missing) Check(string path)
    {
        using var module = ModuleDefinition.ReadModule(path, new ReaderParameters { AssemblyResolver = _resolver });
        var missing = new List<string>();
        var seen = 0;
        foreach (var type in module.GetTypeReferences())
        {
            seen++;
            if (!IsThere(type))
                missing.Add(type.FullName);
        }

        foreach (var member in module.GetMemberReferences())
        {
            // The runtime itself makes the members of arrays.
            if (member.DeclaringType is ArrayType)
                continue;
            seen++;
            if (!IsThere(member))
                missing.Add(member.FullName);
        }

        return (seen, missing);
    }

    public void Dispose() => _resolver.Dispose();

    private static bool IsThere(MemberReference member)
    {
        try
        {
            return member.Resolve() is not null;
        }
        catch (AssemblyResolutionException)
        {
            return false;
        }
    }

    /// <summary>Knows the platform's assemblies by name, whatever version is asked for: a framework takes its own.</summary>
    private sealed class PlatformResolver : BaseAssemblyResolver
    {
        private readonly Dictionary<string, string> _paths;
        private readonly Dictionary<string, AssemblyDefinition> _read = new();

        public PlatformResolver(IEnumerable<string> folders, IEnumerable<string> others) =>
            _paths = folders.SelectMany(folder => Directory.GetFiles(folder, "*.dll")).Concat(others)
                .GroupBy(path => Path.GetFileNameWithoutExtension(path)).ToDictionary(same => same.Key, same => same.First());

        public override AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
        {
            if (_read.TryGetValue(name.Name, out var known))
                return known;
            return _read[name.Name] = _paths.TryGetValue(name.Name, out var path)
                ? AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = this })
                : throw new AssemblyResolutionException(name);
        }

        protected override void Dispose(bool disposing)
        {
            foreach (var assembly in _read.Values)
                assembly.Dispose();
            base.Dispose(disposing);
        }
    }
}

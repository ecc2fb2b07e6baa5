using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace HelpBuilder;

/// <summary>Reads the help of all cmdlets of a module, and notes what is missing.</summary>
internal sealed class ModuleReader
{
    private readonly Assembly _module;
    private readonly XmlDocs _docs;

    public ModuleReader(Assembly module, XmlDocs docs) => (_module, _docs) = (module, docs);

    /// <summary>What has no text, each as a sentence that says where to write it.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The cmdlets by name.</summary>
    public IReadOnlyList<CmdletHelp> Read()
    {
        var types = _module.GetExportedTypes().Where(type => type.IsDefined(typeof(CmdletAttribute), false)).ToDictionary(NameOf, StringComparer.Ordinal);
        // The engine itself says what the parameter sets are: it merges attributes, base classes and what ShouldProcess adds.
        var state = InitialSessionState.Create();
        foreach (var (name, type) in types)
            state.Commands.Add(new SessionStateCmdletEntry(name, type, null));
        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        return types.OrderBy(type => type.Key, StringComparer.Ordinal)
            .Select(type => new CmdletReader((CmdletInfo)runspace.SessionStateProxy.InvokeCommand.GetCommand(type.Key, CommandTypes.Cmdlet), type.Value, _docs, Problems).Read())
            .ToList();
    }

    private static string NameOf(Type type)
    {
        var cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        return $"{cmdlet.VerbName}-{cmdlet.NounName}";
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>Reads the help of one cmdlet: what the engine knows of its parameters, and what its class says about them.</summary>
internal sealed class CmdletReader
{
    private readonly CmdletInfo _cmdlet;
    private readonly Type _type;
    private readonly XmlDocs _docs;
    private readonly List<string> _problems;

    /// <param name="cmdlet">The cmdlet as the engine sees it.</param>
    /// <param name="type">Its class.</param>
    /// <param name="docs">The module's texts.</param>
    /// <param name="problems">Takes what is missing.</param>
    public CmdletReader(CmdletInfo cmdlet, Type type, XmlDocs docs, List<string> problems) => (_cmdlet, _type, _docs, _problems) = (cmdlet, type, docs, problems);

    public CmdletHelp Read()
    {
        var text = _docs.Find(_type);
        var synopsis = DocText.From(text?.Element("summary")).ToLine();
        if (synopsis.Length == 0)
            Miss($"has no synopsis: give the class {_type.Name} a <summary>.");
        var description = DocText.From(text?.Element("remarks"));
        if (description.IsEmpty)
            Miss($"has no description: give the class {_type.Name} <remarks>.");
        var examples = (text?.Elements("example") ?? []).Select(Example).ToList();
        if (examples.Count == 0)
            Miss($"has no example: give the class {_type.Name} an <example><para>What it is for.</para><code>…</code></example>.");

        var links = (text?.Elements("seealso") ?? []).Select(Link).ToList();
        if (links.Count == 0)
            Miss($"has no related links: give the class {_type.Name} a <seealso cref=\"…Command\"/>.");
        var reader = new ParameterReader(_cmdlet.Name, _type, _docs, _problems);
        var syntax = _cmdlet.ParameterSets.OrderByDescending(set => set.IsDefault).ThenBy(set => set.Name, StringComparer.Ordinal)
            .Select(set => new ParameterSetHelp(set.Name, set.IsDefault, reader.ReadSet(set))).ToList();
        var parameters = reader.ReadAll(_cmdlet);
        return new CmdletHelp(_cmdlet.Name)
        {
            Synopsis = synopsis,
            Description = description,
            Syntax = syntax,
            Parameters = parameters,
            Inputs = Inputs(parameters),
            Outputs = Outputs(),
            Examples = examples,
            Links = links,
        };
    }

    private void Miss(string what) => _problems.Add($"{_cmdlet.Name} {what}");

    private ExampleHelp Example(XElement example, int index)
    {
        var code = example.Element("code");
        if (code is null)
            Miss("has an example without <code>.");
        var before = DocText.From(example.Nodes().TakeWhile(node => node != code)).ToLine().TrimEnd('.', ':');
        var lines = code is null ? "" : DocText.From([code]).Blocks[0].ToPlain();
        return new ExampleHelp($"Example {index + 1}" + (before.Length > 0 ? $": {before}" : ""), lines, DocText.From(code?.NodesAfterSelf() ?? []));
    }

    private List<TypeHelp> Inputs(IReadOnlyList<ParameterHelp> parameters)
    {
        var inputs = parameters.Where(parameter => parameter.ByValue).Select(parameter => new TypeHelp(FullNameOf(parameter), parameter.Text)).ToList();
        var byName = parameters.Where(parameter => parameter.ByPropertyName).ToList();
        if (byName.Count == 0)
            return inputs.Count > 0 ? inputs : [new TypeHelp("None", DocText.Empty)];
        var names = string.Join(", ", byName.SelectMany(parameter => parameter.Aliases.Prepend(parameter.Name)));
        inputs.Add(new TypeHelp("System.Management.Automation.PSObject", DocText.From(new XElement("summary", $"Any object with properties of these names: {names}."))));
        return inputs;
    }

    private string FullNameOf(ParameterHelp parameter)
    {
        var type = _cmdlet.Parameters[parameter.Name].ParameterType;
        return (Nullable.GetUnderlyingType(type) ?? type).FullName!;
    }

    private List<TypeHelp> Outputs()
    {
        var types = _type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(attribute => attribute.Type).Select(type => type.Type).Where(type => type is not null && type != typeof(void)).Distinct();
        var outputs = types.Select(type => new TypeHelp(type!.FullName!, TextOf(type!))).ToList();
        return outputs.Count > 0 ? outputs : [new TypeHelp("None", DocText.Empty)];
    }

    private DocText TextOf(Type type) =>
        DocText.From(type == typeof(Job) ? new XElement("summary", "The job that works in the background, with -AsJob.") : _docs.Find(type)?.Element("summary"));

    private static LinkHelp Link(XElement reference)
    {
        var name = DocReference.NameOf(reference);
        var address = (string?)reference.Attribute("href");
        return new LinkHelp(name, Uri.TryCreate(address, UriKind.Absolute, out _) ? address : null);
    }
}

using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>Writes the file that Get-Help reads, in the MAML of PowerShell's command help.</summary>
internal static class MamlWriter
{
    private const int MostValuesInSyntax = 5;
    private static readonly XNamespace Help = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static string Write(IReadOnlyList<CmdletHelp> cmdlets) =>
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + new XElement(Help + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(Cmdlet)) + "\n";

    private static XElement Cmdlet(CmdletHelp cmdlet) => new(Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml), new XAttribute(XNamespace.Xmlns + "command", Command), new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Name.Split('-')[0]),
            new XElement(Command + "noun", cmdlet.Name.Split('-')[1]),
            new XElement(Maml + "description", Paragraph(cmdlet.Synopsis))),
        new XElement(Maml + "description", Paragraphs(cmdlet.Description)),
        new XElement(Command + "syntax", cmdlet.Syntax.Select(set => new XElement(Command + "syntaxItem",
            new XElement(Maml + "name", cmdlet.Name),
            set.Parameters.Select(parameter => Parameter(parameter, inSyntax: true))))),
        new XElement(Command + "parameters", cmdlet.Parameters.Select(parameter => Parameter(parameter, inSyntax: false))),
        new XElement(Command + "inputTypes", cmdlet.Inputs.Select(type => Type(Command + "inputType", type))),
        new XElement(Command + "returnValues", cmdlet.Outputs.Select(type => Type(Command + "returnValue", type))),
        new XElement(Command + "examples", cmdlet.Examples.Select(example => new XElement(Command + "example",
            new XElement(Maml + "title", $"--- {example.Title} ---"),
            new XElement(Dev + "code", example.Code),
            new XElement(Dev + "remarks", Paragraphs(example.Remarks))))),
        new XElement(Command + "relatedLinks", cmdlet.Links.Select(link => new XElement(Maml + "navigationLink",
            new XElement(Maml + "linkText", link.Text),
            new XElement(Maml + "uri", link.Uri)))));

    private static XElement Parameter(ParameterHelp parameter, bool inSyntax) => new(Command + "parameter",
        new XAttribute("required", Text(parameter.Mandatory)),
        new XAttribute("variableLength", Text(parameter.IsArray)),
        new XAttribute("globbing", Text(parameter.Wildcards)),
        new XAttribute("pipelineInput", parameter.PipelineInput),
        new XAttribute("position", parameter.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
        new XElement(Maml + "name", parameter.Name),
        new XElement(Maml + "description", Paragraphs(parameter.Text)),
        inSyntax && parameter.Values.Count is > 0 and <= MostValuesInSyntax ? new XElement(Command + "parameterValueGroup", parameter.Values.Select(value => Value(value))) : null,
        parameter.IsSwitch ? null : Value(parameter.Type),
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.Type), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", parameter.Default ?? "None"));

    private static XElement Value(string text) =>
        new(Command + "parameterValue", new XAttribute("required", "true"), new XAttribute("variableLength", "false"), text);

    private static XElement Type(XName name, TypeHelp type) => new(name,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name), new XElement(Maml + "uri")),
        new XElement(Maml + "description", Paragraphs(type.Text)));

    private static IEnumerable<XElement> Paragraphs(DocText text) =>
        text.Blocks.Select(block => Paragraph(block.Kind == DocBlockKind.ListItem ? "- " + block.ToPlain() : block.ToPlain()));

    private static XElement Paragraph(string text) => new(Maml + "para", text);

    private static string Text(bool value) => value ? "true" : "false";
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>A text of the XML documentation as blocks: paragraphs, list items and code.</summary>
internal sealed class DocText
{
    public static readonly DocText Empty = new([]);

    private DocText(IReadOnlyList<DocBlock> blocks) => Blocks = blocks;

    public IReadOnlyList<DocBlock> Blocks { get; }

    public bool IsEmpty => Blocks.Count == 0;

    /// <summary>The blocks of an element; none for null.</summary>
    public static DocText From(XElement? element) => element is null ? Empty : From(element.Nodes());

    public static DocText From(IEnumerable<XNode> nodes)
    {
        var blocks = new List<DocBlock>();
        var run = new List<DocInline>();
        Read(nodes, blocks, run);
        Close(blocks, run, DocBlockKind.Paragraph);
        return new DocText(blocks);
    }

    /// <summary>This text and another one after it.</summary>
    public DocText Followed(DocText next) => new([.. Blocks, .. next.Blocks]);

    /// <summary>The paragraphs in one line, without marks: for a synopsis or a title.</summary>
    public string ToLine() => string.Join(" ", Blocks.Select(block => block.ToPlain()));

    private static void Read(IEnumerable<XNode> nodes, List<DocBlock> blocks, List<DocInline> run)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case XText text:
                    run.Add(new DocInline(Regex.Replace(text.Value, @"\s+", " "), false));
                    break;
                case XElement { Name.LocalName: "para" } paragraph:
                    Close(blocks, run, DocBlockKind.Paragraph);
                    Read(paragraph.Nodes(), blocks, run);
                    Close(blocks, run, DocBlockKind.Paragraph);
                    break;
                case XElement { Name.LocalName: "list" } list:
                    Close(blocks, run, DocBlockKind.Paragraph);
                    foreach (var item in list.Elements("item"))
                    {
                        Read((item.Element("description") ?? item).Nodes(), blocks, run);
                        Close(blocks, run, DocBlockKind.ListItem);
                    }

                    break;
                case XElement { Name.LocalName: "code" } code:
                    Close(blocks, run, DocBlockKind.Paragraph);
                    blocks.Add(new DocBlock(DocBlockKind.Code, [new DocInline(Unindent(code.Value), true)]));
                    break;
                case XElement { Name.LocalName: "c" } code:
                    run.Add(new DocInline(code.Value, true));
                    break;
                case XElement { Name.LocalName: "see" or "paramref" } reference:
                    run.Add(new DocInline(DocReference.NameOf(reference), false));
                    break;
                case XElement { Name.LocalName: "seealso" or "example" }:
                    break;
                case XElement other:
                    throw new InvalidOperationException($"<{other.Name.LocalName}> is no element that help is made of.");
            }
        }
    }

    private static void Close(List<DocBlock> blocks, List<DocInline> run, DocBlockKind kind)
    {
        if (run.Exists(inline => inline.Text.Trim().Length > 0))
            blocks.Add(new DocBlock(kind, Trimmed(run)));
        run.Clear();
    }

    private static List<DocInline> Trimmed(List<DocInline> run)
    {
        var trimmed = run.ToList();
        trimmed[0] = trimmed[0] with { Text = trimmed[0].Text.TrimStart() };
        trimmed[^1] = trimmed[^1] with { Text = trimmed[^1].Text.TrimEnd() };
        return trimmed;
    }

    // Code keeps its lines; what all of them are indented by belongs to the source file.
    private static string Unindent(string code)
    {
        var lines = code.Replace("\r\n", "\n").Split('\n').Select(line => line.TrimEnd()).SkipWhile(line => line.Length == 0).Reverse().SkipWhile(line => line.Length == 0).Reverse().ToList();
        // The first line may stand right behind <code>.
        var indented = lines.Where((line, number) => line.Length > 0 && (number > 0 || line[0] == ' ')).ToList();
        var common = indented.Count == 0 ? 0 : indented.Min(line => line.Length - line.TrimStart().Length);
        return string.Join("\n", lines.Select(line => line.StartsWith(new string(' ', common), StringComparison.Ordinal) ? line[common..] : line.TrimStart()));
    }
}

using System.Collections.Generic;
using System.Linq;

namespace HelpBuilder;

/// <summary>A paragraph, a list item, or lines of code.</summary>
internal sealed record DocBlock(DocBlockKind Kind, IReadOnlyList<DocInline> Inlines)
{
    /// <summary>The words without marks, as Get-Help shows them.</summary>
    public string ToPlain() => string.Concat(Inlines.Select(inline => inline.Text));
}

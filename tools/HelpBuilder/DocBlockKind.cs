namespace HelpBuilder;

/// <summary>What a block of text is.</summary>
internal enum DocBlockKind
{
    Paragraph,
    ListItem,
    Code,
}

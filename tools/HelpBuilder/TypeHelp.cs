namespace HelpBuilder;

/// <summary>A type that a cmdlet takes or gives.</summary>
internal sealed record TypeHelp(string Name, DocText Text);

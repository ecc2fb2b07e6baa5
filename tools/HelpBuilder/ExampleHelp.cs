namespace HelpBuilder;

/// <summary>Lines to type, with what they are good for before them and what is worth knowing after them.</summary>
internal sealed record ExampleHelp(string Title, string Code, DocText Remarks);

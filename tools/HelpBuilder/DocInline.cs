namespace HelpBuilder;

/// <summary>A run of words, or a bit of code among them.</summary>
internal sealed record DocInline(string Text, bool IsCode);

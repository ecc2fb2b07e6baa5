namespace HelpBuilder;

/// <summary>Where to read on: a cmdlet, an about topic, or an address.</summary>
internal sealed record LinkHelp(string Text, string? Uri);

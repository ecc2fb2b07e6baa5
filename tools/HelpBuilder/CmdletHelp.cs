using System.Collections.Generic;

namespace HelpBuilder;

/// <summary>All there is to say about one cmdlet.</summary>
internal sealed record CmdletHelp(string Name)
{
    public required string Synopsis { get; init; }

    public required DocText Description { get; init; }

    public required IReadOnlyList<ParameterSetHelp> Syntax { get; init; }

    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    public required IReadOnlyList<LinkHelp> Links { get; init; }
}

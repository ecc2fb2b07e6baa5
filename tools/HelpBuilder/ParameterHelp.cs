using System.Collections.Generic;

namespace HelpBuilder;

/// <summary>All there is to say about one parameter.</summary>
internal sealed record ParameterHelp(string Name, DocText Text)
{
    /// <summary>The type as one says it: String[], Int32, SwitchParameter.</summary>
    public required string Type { get; init; }

    public required bool IsSwitch { get; init; }

    public required bool IsArray { get; init; }

    public required bool Mandatory { get; init; }

    /// <summary>Null when it has to be named.</summary>
    public required int? Position { get; init; }

    public required bool ByValue { get; init; }

    public required bool ByPropertyName { get; init; }

    public required bool Wildcards { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The names of an enum or ValidateSet; empty for all others.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Such as "1 to 100"; null without a limit.</summary>
    public required string? Range { get; init; }

    /// <summary>Null where there is none, or where it is not a constant.</summary>
    public required string? Default { get; init; }

    /// <summary>The parameter sets it belongs to; empty for all.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    public string PipelineInput => (ByValue, ByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}

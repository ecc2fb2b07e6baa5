using System.Collections.Generic;

namespace HelpBuilder;

/// <summary>One way to call a cmdlet: its parameters in the order they are typed, with what holds for this way.</summary>
/// <param name="Name">The set's name; <c>__AllParameterSets</c> when there is one way only.</param>
/// <param name="IsDefault">Whether PowerShell takes this one when the arguments fit several.</param>
/// <param name="Parameters">The parameters, positional ones first.</param>
internal sealed record ParameterSetHelp(string Name, bool IsDefault, IReadOnlyList<ParameterHelp> Parameters);

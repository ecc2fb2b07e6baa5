using System.Collections.Generic;

namespace RollingUpdate.Tests.Pester;

/// <summary>What came of a Pester file.</summary>
internal sealed record PesterRun
{
    public IReadOnlyList<PesterResult> Tests { get; init; } = [];

    /// <summary>What kept blocks or the whole file from running.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    /// <summary>What the run left on the screen.</summary>
    public string Output { get; init; } = "";
}

/// <summary>What came of one test, or of one row of its data.</summary>
/// <param name="Name">The test's name as it is written, after those of the blocks around it.</param>
/// <param name="ExpandedName">The same with the row's values in it.</param>
/// <param name="Result">Pester's word for it: Passed, Failed, Skipped, NotRun.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record PesterResult(string Name, string ExpandedName, string Result, string Error);

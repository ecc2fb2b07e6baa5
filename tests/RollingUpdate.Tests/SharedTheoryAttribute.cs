using System;
using Xunit;

namespace RollingUpdate.Tests;

/// <summary>A theory over the reference material; where that is absent it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    /// <param name="folder">The part of it that is read.</param>
    public SharedTheoryAttribute(string folder = "")
    {
        if (SharedFiles.Find("reference", folder) is null)
            Skip = $"There is no ../shared/reference/{folder} beside the repository.";
    }
}

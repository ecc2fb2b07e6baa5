using System;
using Xunit;

namespace RollingUpdate.Tests;

/// <summary>A theory over the reference material; where that is absent it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute()
    {
        if (SharedFiles.Find("reference") is null)
            Skip = "There is no ../shared/reference beside the repository.";
    }
}

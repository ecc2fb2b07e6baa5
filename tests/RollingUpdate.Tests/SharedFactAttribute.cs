using System;
using Xunit;

namespace RollingUpdate.Tests;

/// <summary>A test that reads the reference material; where that is absent it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    /// <param name="folder">The part of it that is read.</param>
    public SharedFactAttribute(string folder = "")
    {
        if (SharedFiles.Find("reference", folder) is null)
            Skip = $"There is no ../shared/reference/{folder} beside the repository.";
    }
}

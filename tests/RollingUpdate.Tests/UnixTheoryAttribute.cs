using System;
using Xunit;

namespace RollingUpdate.Tests;

/// <summary>A theory about what Windows has not, such as /bin/sh.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Only on Linux and macOS.";
    }
}

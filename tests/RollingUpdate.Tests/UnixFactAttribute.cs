using System;
using Xunit;

namespace RollingUpdate.Tests;

/// <summary>A test of what Windows has not: file modes, symbolic links without a privilege.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Only on Linux and macOS.";
    }
}

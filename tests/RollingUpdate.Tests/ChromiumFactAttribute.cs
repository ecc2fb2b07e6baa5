using System;
using System.IO;
using System.Linq;
using Xunit;

namespace RollingUpdate.Tests;

/// <summary>A test that opens a page in Chromium; where that is not installed it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Program is null)
            Skip = "Chromium is not installed (apt-get install chromium).";
    }

    /// <summary>The program; null where there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);
}

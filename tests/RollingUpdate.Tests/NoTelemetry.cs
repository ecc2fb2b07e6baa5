using System;
using System.Runtime.CompilerServices;

namespace RollingUpdate.Tests;

/// <summary>The engine reports what is imported to its maker unless this is set before it is first used; tests talk to nobody but this machine.</summary>
internal static class NoTelemetry
{
#pragma warning disable CA2255 // Nothing else runs before the first test of any class.
    [ModuleInitializer]
    internal static void Set() => Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
#pragma warning restore CA2255
}

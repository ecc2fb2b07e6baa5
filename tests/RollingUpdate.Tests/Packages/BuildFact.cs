using System.Linq;
using System.Reflection;

namespace RollingUpdate.Tests.Packages;

/// <summary>Where the build put or found things, written into this assembly by its project.</summary>
internal static class BuildFact
{
    public static string NetFramework472 => Path("NetFramework472");

    public static string NetCore8 => Path("NetCore8");

    public static string NewtonsoftJson1301 => Path("NewtonsoftJson1301");

    public static string PowerShellHost => Path("PowerShellHost");

    public static string Pester => Path("Pester");

    private static string Path(string name) => System.IO.Path.GetFullPath(typeof(BuildFact).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == name).Value!);
}

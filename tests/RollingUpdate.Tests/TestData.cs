using System.IO;

namespace RollingUpdate.Tests;

/// <summary>The recorded data of the tests; <c>Data/README.md</c> says where it comes from.</summary>
internal static class TestData
{
    /// <summary>The full path of a file or folder below <c>Data</c>.</summary>
    public static string PathOf(params string[] relativeParts) =>
        Path.Combine(SharedFiles.RepositoryRoot, "tests", "RollingUpdate.Tests", "Data", Path.Combine(relativeParts));
}

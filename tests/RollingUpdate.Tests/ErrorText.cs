using System.Management.Automation;

namespace RollingUpdate.Tests;

internal static class ErrorText
{
    /// <summary>What an admin reads of an error.</summary>
    public static string AllText(this ErrorRecord error) => $"{error.ErrorDetails.Message} {error.ErrorDetails.RecommendedAction}";
}

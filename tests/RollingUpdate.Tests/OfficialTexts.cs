using System;
using Xunit;

namespace RollingUpdate.Tests;

/// <summary>
/// A test that reads the official template texts. Their repository has no licence, so they are not in this one; where they do not lie
/// beside it in <c>../shared</c>, the test is reported as skipped, with the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OfficialTextsFactAttribute : FactAttribute
{
    internal const string Reason = "The official template texts are not beside the repository (../shared/reference/oos-templates).";

    internal static readonly bool AreHere = SharedFiles.Find("reference", "oos-templates") is not null;

    public OfficialTextsFactAttribute()
    {
        if (!AreHere)
            Skip = Reason;
    }
}

/// <summary><see cref="OfficialTextsFactAttribute"/> for a test with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OfficialTextsTheoryAttribute : TheoryAttribute
{
    public OfficialTextsTheoryAttribute()
    {
        if (!OfficialTextsFactAttribute.AreHere)
            Skip = OfficialTextsFactAttribute.Reason;
    }
}

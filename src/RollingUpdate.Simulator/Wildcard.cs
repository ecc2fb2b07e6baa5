namespace RollingUpdate.Simulator;

/// <summary>Names with <c>*</c> and <c>?</c>, compared without case: for faults, denied actions and the call log.</summary>
internal static class Wildcard
{
    public static bool IsMatch(string pattern, string text) => IsMatch(pattern, 0, text, 0);

    private static bool IsMatch(string pattern, int p, string text, int t)
    {
        for (; p < pattern.Length; p++, t++)
        {
            if (pattern[p] == '*')
            {
                for (var end = t; end <= text.Length; end++)
                {
                    if (IsMatch(pattern, p + 1, text, end))
                        return true;
                }

                return false;
            }

            if (t >= text.Length || (pattern[p] != '?' && char.ToUpperInvariant(pattern[p]) != char.ToUpperInvariant(text[t])))
                return false;
        }

        return t == text.Length;
    }
}

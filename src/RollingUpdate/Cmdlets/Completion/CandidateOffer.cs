using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>Offers the candidates that fit what is typed, as PowerShell wants them.</summary>
internal static class CandidateOffer
{
    public static List<CompletionResult> Matching(this IEnumerable<Candidate> candidates, string? typed)
    {
        // What is typed may begin with a quote, and have wildcards of its own.
        var pattern = WildcardPattern.Get((typed ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return candidates.Where(candidate => pattern.IsMatch(candidate.Word) || (candidate.Name is { } name && pattern.IsMatch(name)))
            .GroupBy(candidate => candidate.Word, StringComparer.Ordinal)
            .Select(same => new CompletionResult(Quote(same.Key), same.Key, CompletionResultType.ParameterValue, same.First().Tip is { Length: > 0 } tip ? tip : same.Key))
            .ToList();
    }

    // PowerShell itself says whether a word is one argument as it stands.
    private static string Quote(string word)
    {
        var parsed = Parser.ParseInput("x " + word, out var tokens, out var errors);
        var stands = errors.Length == 0 && tokens.Length == 3 && tokens[1].Kind is TokenKind.Generic or TokenKind.Identifier &&
            parsed.Find(ast => ast is StringConstantExpressionAst text && text.Value == word, searchNestedScriptBlocks: true) is not null;
        return stands ? word : "'" + CodeGeneration.EscapeSingleQuotedStringContent(word) + "'";
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Services;

/// <summary>Paging by MaxResults and NextToken. The token names the position after the last item, in a form that nobody should read.</summary>
internal static class TokenPage
{
    private const string Mark = "sim:";

    /// <summary>The items of the page asked for; NextToken is put into the answer when there are more. A token from elsewhere gives an empty page.</summary>
    /// <param name="parameters">MaxResults and NextToken.</param>
    /// <param name="all">All items.</param>
    /// <param name="usual">The size of a page when none is given.</param>
    /// <param name="least">The least size that is taken.</param>
    /// <param name="most">The largest size that is taken.</param>
    /// <param name="answer">What is answered.</param>
    /// <param name="smallest">What a smaller size counts as.</param>
    public static List<T> Of<T>(ApiParameters parameters, IReadOnlyList<T> all, int usual, int least, int most, JObject answer, int smallest = 1)
    {
        var size = Math.Max(smallest, parameters.Integer("MaxResults", usual, least, most));
        var first = Math.Min(Position(parameters.Text("NextToken"), all.Count), all.Count);
        var page = all.Skip((int)first).Take(size).ToList();
        answer["MaxResults"] = size;
        if (first + page.Count < all.Count)
            answer["NextToken"] = Token(first + page.Count);
        return page;
    }

    public static string Token(long position) => Convert.ToBase64String(Encoding.ASCII.GetBytes(Mark + position.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The position of a token; 0 for none, and what is given as the end for one that is not ours.</summary>
    public static long Position(string? token, long end)
    {
        if (token == null)
            return 0;
        try
        {
            var text = Encoding.ASCII.GetString(Convert.FromBase64String(token));
            if (text.StartsWith(Mark, StringComparison.Ordinal) && long.TryParse(text.Substring(Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var position))
                return position;
        }
        catch (FormatException)
        {
            // Not ours.
        }

        return end;
    }
}

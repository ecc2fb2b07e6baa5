using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Services;

/// <summary>Paging by PageNumber and PageSize, as in ESS and ECS.</summary>
internal static class NumberedPage
{
    /// <summary>The items of the page asked for; the counts are put into the answer.</summary>
    public static IEnumerable<T> Of<T>(ApiParameters parameters, IReadOnlyList<T> all, int most, JObject answer, int usual = 10)
    {
        var number = parameters.Integer("PageNumber", 1, 1, int.MaxValue);
        var size = parameters.Integer("PageSize", usual, 1, most);
        answer["TotalCount"] = all.Count;
        answer["PageNumber"] = number;
        answer["PageSize"] = size;
        // A page far beyond the end is empty; the product must not overflow.
        return (long)(number - 1) * size >= all.Count ? Enumerable.Empty<T>() : all.Skip((number - 1) * size).Take(size);
    }
}

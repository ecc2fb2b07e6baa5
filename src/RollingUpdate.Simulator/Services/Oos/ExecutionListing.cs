using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Engine;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Services.Oos;

/// <summary>ListExecutions: what is looked at, filtered, sorted and cut into pages.</summary>
internal sealed class ExecutionListing
{
    private readonly ExecutionStore _executions;

    public ExecutionListing(ExecutionStore executions) => _executions = executions;

    public JObject List(ApiCall call)
    {
        var p = call.Parameters;
        var filter = ExecutionFilter.Read(p);
        var size = p.Integer("MaxResults", 50, 10, 100);
        var field = p.OneOf("SortField", "StartDate", "EndDate", "Status") ?? "StartDate";
        var ascending = p.OneOf("SortOrder", "Ascending", "Descending") == "Ascending";
        var answer = new JObject { ["MaxResults"] = size };
        var candidates = Candidates(p);
        List<Execution> page;
        if (field == "StartDate")
        {
            page = ByStart(candidates, filter, call.RegionId, ascending, size, p.Text("NextToken"), answer);
        }
        else
        {
            var found = candidates.Where(e => e.RegionId == call.RegionId && filter.Fits(e)).ToList();
            Func<Execution, IComparable> key = field == "EndDate" ? e => e.Ended ?? DateTimeOffset.MaxValue : e => e.Status.ToString();
            found = (ascending ? found.OrderBy(key).ThenBy(e => e.Sequence) : found.OrderByDescending(key).ThenByDescending(e => e.Sequence)).ToList();
            answer["TotalCount"] = found.Count;
            page = TokenPage.Of(p, found, 50, 10, 100, answer);
        }

        answer["Executions"] = new JArray(page.Select(OosJson.Execution));
        return answer;
    }

    private IReadOnlyList<Execution> Candidates(ApiParameters p)
    {
        if (p.Text("ExecutionId") is { } id)
        {
            var one = _executions.Find(id);
            return one == null || (p.Text("ParentExecutionId") is { } of && one.Parent?.Id != of) ? Array.Empty<Execution>() : new[] { one };
        }

        // That Depth excludes IncludeChildExecution is documented, how a call with both or with another value ends is not: official clients have been
        // recorded sending such, and get an answer.
        var depth = p.Text("Depth");
        var withChildren = p.Boolean("IncludeChildExecution") == true;
        if (p.Text("ParentExecutionId") is { } parentId)
        {
            var parent = _executions.Find(parentId);
            if (parent == null)
                return Array.Empty<Execution>();
            return withChildren ? ExecutionStore.Tree(parent).Skip(1).OrderBy(e => e.Sequence).ToList() : parent.Children;
        }

        if (depth == "FirstChildDepth")
            return _executions.Roots.SelectMany(e => e.Children).OrderBy(e => e.Sequence).ToList();
        return withChildren ? _executions.Roots.SelectMany(ExecutionStore.Tree).OrderBy(e => e.Sequence).ToList() : _executions.Roots;
    }

    // The candidates are in order of their start. A token holds the sequence number of the last execution of its page, so that executions which
    // start between two pages neither shift the next page nor appear in it twice.
    private static List<Execution> ByStart(IReadOnlyList<Execution> candidates, ExecutionFilter filter, string regionId, bool ascending, int size, string? token, JObject answer)
    {
        var last = token == null ? (long?)null : TokenPage.Position(token, ascending ? long.MaxValue : 0);
        var page = new List<Execution>(size);
        var total = 0;
        var more = false;
        for (var i = 0; i < candidates.Count; i++)
        {
            var execution = candidates[ascending ? i : candidates.Count - 1 - i];
            if (execution.RegionId != regionId || !filter.Fits(execution))
                continue;
            total++;
            if (last != null && (ascending ? execution.Sequence <= last : execution.Sequence >= last))
                continue;
            if (page.Count < size)
                page.Add(execution);
            else
                more = true;
        }

        answer["TotalCount"] = total;
        if (more)
            answer["NextToken"] = TokenPage.Token(page[page.Count - 1].Sequence);
        return page;
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Updates.Policies;

/// <summary>A RAM policy that allows the rolling updates of some kinds, from plan to rollback and repair, and nothing else.</summary>
public sealed class EssRollingUpdatePolicy
{
    private const string StartExecution = "oos:StartExecution";
    private const string PassRole = "ram:PassRole";

    /// <param name="kinds">The kinds of updates.</param>
    /// <param name="part">Whose permissions.</param>
    internal EssRollingUpdatePolicy(IReadOnlyCollection<RollingUpdateKind> kinds, EssPolicyPart part)
    {
        Kind = kinds.Distinct().OrderBy(kind => kind).ToArray();
        Part = part;
        Actions = Kind.SelectMany(kind => Needed(kind, part)).GroupBy(action => action.Action, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new EssPolicyAction(group.Key, string.Join("; ", group.Select(action => action.Purpose).Distinct())))
            .ToArray();
        PolicyDocument = Write();
    }

    /// <summary>The kinds of updates it allows.</summary>
    public RollingUpdateKind[] Kind { get; }

    /// <summary>Whose permissions it holds.</summary>
    public EssPolicyPart Part { get; }

    /// <summary>The actions it allows, each with what it is needed for.</summary>
    public EssPolicyAction[] Actions { get; }

    /// <summary>The policy as RAM takes it: JSON text, for the console or for CreatePolicy.</summary>
    public string PolicyDocument { get; }

    /// <summary>The policy's text.</summary>
    public override string ToString() => PolicyDocument;

    private static IEnumerable<EssPolicyAction> Needed(RollingUpdateKind kind, EssPolicyPart part)
    {
        var needed = Enumerable.Empty<EssPolicyAction>();
        if (part != EssPolicyPart.Role)
            needed = needed.Concat(ModuleActions.Of(kind));
        if (part != EssPolicyPart.Caller)
            needed = needed.Concat(TemplateActions.Of(kind));
        return part == EssPolicyPart.Caller ? needed.Append(new EssPolicyAction(PassRole, "start: hand the role of -OosAssumeRole to OOS")) : needed;
    }

    private string Write()
    {
        var statements = new JArray(Allow(action => action is not (StartExecution or PassRole), "*"));
        // RAM checks a start against the template and against the execution that comes of it.
        if (Part != EssPolicyPart.Role)
            statements.Add(Allow(action => action == StartExecution, Kind.Select(kind => "acs:oos:*:*:template/" + UpdateTemplate.NameOf(kind)).Append("acs:oos:*:*:execution/*").ToArray()));
        if (Part == EssPolicyPart.Caller)
        {
            var pass = Allow(action => action == PassRole, "*");
            pass["Condition"] = new JObject { ["StringEquals"] = new JObject { ["acs:Service"] = "oos.aliyuncs.com" } };
            statements.Add(pass);
        }

        return new JObject { ["Version"] = "1", ["Statement"] = statements }.ToString(Formatting.Indented).Replace("\r\n", "\n");
    }

    private JObject Allow(Func<string, bool> which, params string[] resources) => new()
    {
        ["Effect"] = "Allow",
        ["Action"] = new JArray(Actions.Select(action => action.Action).Where(which)),
        ["Resource"] = resources.Length == 1 ? resources[0] : (JToken)new JArray(resources),
    };
}

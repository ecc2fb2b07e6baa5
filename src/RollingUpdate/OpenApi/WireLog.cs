using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;

namespace RollingUpdate.OpenApi;

/// <summary>
/// What the debug stream may show of a call. Only parameters named here are shown with their values; scripts, template parameters and
/// whatever a service adds tomorrow are shown by length. No header but the request id is shown at all.
/// </summary>
internal static class WireLog
{
    private static readonly HashSet<string> Shown = new(StringComparer.Ordinal)
    {
        "RegionId", "ExecutionId", "ExecutionIds", "ParentExecutionId", "TemplateName", "TemplateVersion", "TemplateType", "Status", "Mode", "LoopMode",
        "SafetyCheck", "MaxResults", "NextToken", "PageNumber", "PageSize", "SortField", "SortOrder", "NotifyType", "TaskExecutionId",
        "ScalingGroupId", "ScalingGroupName", "ScalingConfigurationId", "ImageId", "LifecycleState", "ClientToken", "StartDateAfter",
        "StartDateBefore", "EndDateAfter", "EndDateBefore", "Depth", "IncludeChildExecution", "RoleArn", "RoleSessionName", "DurationSeconds",
        "UserName", "PolicyName", "PolicyType", "InstanceId", "InstanceIds", "ResourceType", "GroupType", "HealthStatus",
    };

    public static string Request(ApiCall call, Uri endpoint)
    {
        var text = new StringBuilder($"{call.Action} {call.Product.Version} to {endpoint.Authority}");
        foreach (var parameter in call.Parameters.Pairs)
            text.Append(", ").Append(parameter.Key).Append('=')
                .Append(IsShown(parameter.Key) ? parameter.Value : $"<{parameter.Value.Length} characters>");
        return text.ToString();
    }

    public static string Response(ApiCall call, HttpResponseMessage response) =>
        $"{call.Action} answered HTTP {(int)response.StatusCode}, {response.Content.Headers.ContentLength} bytes, request {RequestIdOf(response)}";

    private static bool IsShown(string name)
    {
        // Lists are numbered: ScalingGroupIds.1.
        var dot = name.IndexOf('.');
        var stem = dot < 0 ? name : name.Substring(0, dot);
        return Shown.Contains(stem) || (stem.EndsWith("Ids", StringComparison.Ordinal) && Shown.Contains(stem.Substring(0, stem.Length - 1)));
    }

    private static string RequestIdOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-acs-request-id", out var ids) ? ids.First() : "id in the answer";
}

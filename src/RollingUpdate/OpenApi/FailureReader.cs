using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.OpenApi;

/// <summary>Reads what came back instead of an answer: the service's error as JSON or XML, or whatever a proxy had to say.</summary>
internal static class FailureReader
{
    private const int LongestExcerpt = 200;

    // Longer than what is shown, so that a secret at the end of that is seen whole.
    private const int LookedAt = 4096;
    private static readonly string[] NotShown = { "style", "script" };

    public static ApiFailure Read(ApiCall call, HttpResponseMessage response, string body)
    {
        var failure = new ApiFailure
        {
            Action = call.Action,
            HttpStatus = (int)response.StatusCode,
            ServerTime = response.Headers.Date,
            RetryAfter = RetryAfterOf(response),
        };
        if (ReadJson(failure, body) || ReadXml(failure, body))
            return failure;
        failure.IsNotTheServices = true;
        failure.Code = "Http" + failure.HttpStatus.ToString(CultureInfo.InvariantCulture);
        failure.Message = WhatCame(call, body);
        if (failure.HttpStatus < 500 && call.Repeatable != Repeatable.Always)
            failure.Message = failure.Message.TrimEnd('.') + ". Whether it was carried out is not known.";
        return failure;
    }

    /// <summary>A 200 whose body is no JSON object: an empty one, a cut one, a proxy's page.</summary>
    public static ApiFailure Unreadable(ApiCall call, HttpResponseMessage response, string body) => new()
    {
        Action = call.Action,
        HttpStatus = (int)response.StatusCode,
        ServerTime = response.Headers.Date,
        Code = "UnreadableAnswer",
        Message = WhatCame(call, body),
    };

    // Milliseconds: the aliyun CLI sleeps that many.
    private static TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("x-acs-retry-after", out var values))
            return null;
        foreach (var value in values)
            if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0)
                return TimeSpan.FromMilliseconds(milliseconds);
        return null;
    }

    private static bool ReadJson(ApiFailure failure, string body)
    {
        JObject answer;
        try
        {
            using var reader = new JsonTextReader(new StringReader(body)) { DateParseHandling = DateParseHandling.None, MaxDepth = 64 };
            answer = JObject.Load(reader);
        }
        catch (JsonException)
        {
            return false;
        }

        string? Text(string name) =>
            answer.GetValue(name, StringComparison.OrdinalIgnoreCase) is JValue { Value: not null } value
                ? Convert.ToString(value.Value, CultureInfo.InvariantCulture)
                : null;

        failure.Code = Text("Code") ?? "";
        failure.Message = Text("Message") ?? "";
        failure.RequestId = Text("RequestId");
        failure.Recommend = Text("Recommend");
        failure.DeniedAction = (answer.GetValue("AccessDeniedDetail", StringComparison.OrdinalIgnoreCase) as JObject)?.Value<string>("AuthAction");
        // Every error of the service has a code; a proxy or gateway in between may write JSON too.
        return failure.Code.Length > 0;
    }

    // By hand: what is nested deeply, or never closed, must not take longer than its length.
    private static bool ReadXml(ApiFailure failure, string body)
    {
        var start = body.IndexOf("<Error>", StringComparison.Ordinal);
        if (start < 0 || (start > 0 && !IsProlog(body.Substring(0, start).Trim())))
            return false;

        string? Text(string name)
        {
            var from = body.IndexOf($"<{name}>", start, StringComparison.Ordinal);
            var to = from < 0 ? -1 : body.IndexOf($"</{name}>", from, StringComparison.Ordinal);
            return to < 0 ? null : WebUtility.HtmlDecode(body.Substring(from + name.Length + 2, to - from - name.Length - 2));
        }

        failure.Code = Text("Code") ?? "";
        failure.Message = Text("Message") ?? "";
        failure.RequestId = Text("RequestId");
        failure.Recommend = Text("Recommend");
        return failure.Code.Length > 0;
    }

    private static bool IsProlog(string text) =>
        text.Trim('\uFEFF').Length == 0 || (text.StartsWith("<?xml", StringComparison.Ordinal) && text.IndexOf('>') == text.Length - 1);

    // What should have held a secret is not quoted at all, whatever came instead of it.
    private static string WhatCame(ApiCall call, string body) =>
        call.Confidential && body.Length > 0 ? $"The answer was not from the service, or cannot be read: {body.Length} characters."
        : Excerpt(body) is { Length: > 0 } text ? "The answer was not from the service; a proxy or gateway in between may have sent it: " + text
        : "The answer was empty.";

    /// <summary>The beginning of what can be read in a text or page, found in one pass over it.</summary>
    private static string Excerpt(string body)
    {
        var text = new StringBuilder();
        var tagsEnd = body.LastIndexOf('>');
        for (var at = 0; at < body.Length && text.Length < LookedAt; at++)
        {
            if (body[at] == '<' && at < tagsEnd)
            {
                var hidden = Array.Find(NotShown, name => string.Compare(body, at + 1, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0);
                // A style or script that never ends hides all that is left.
                if (hidden is not null && (at = body.IndexOf("</" + hidden, at, StringComparison.OrdinalIgnoreCase)) < 0)
                    break;
                at = body.IndexOf('>', at);
                if (at < 0)
                    break;
                AppendSpace(text);
            }
            else if (char.IsWhiteSpace(body[at]))
            {
                AppendSpace(text);
            }
            else
            {
                text.Append(body[at]);
            }
        }

        // What is hidden is found only whole, so the text is cut afterwards.
        var shown = SecretText.HideSecretFields(SecretText.HideLogins(text.ToString().Trim()));
        return shown.Length > LongestExcerpt ? shown.Substring(0, LongestExcerpt) + "…" : shown;
    }

    private static void AppendSpace(StringBuilder text)
    {
        if (text.Length > 0 && text[text.Length - 1] != ' ')
            text.Append(' ');
    }
}

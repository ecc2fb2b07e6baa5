using System;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.OpenApi;

/// <summary>Reads what came back instead of an answer: the service's error as JSON or XML, or whatever a proxy had to say.</summary>
internal static class FailureReader
{
    private const int LongestExcerpt = 200;

    public static ApiFailure Read(string action, HttpResponseMessage response, string body)
    {
        var failure = new ApiFailure
        {
            Action = action,
            HttpStatus = (int)response.StatusCode,
            ServerTime = response.Headers.Date,
            RetryAfter = RetryAfterOf(response),
        };
        if (!ReadJson(failure, body) && !ReadXml(failure, body))
            ReadAnything(failure, body);
        if (failure.Code.Length == 0)
            failure.Code = "Http" + failure.HttpStatus.ToString(CultureInfo.InvariantCulture);
        return failure;
    }

    /// <summary>A 200 whose body is no JSON object: an empty one, a cut one, a proxy's page.</summary>
    public static ApiFailure Unreadable(string action, HttpResponseMessage response, string body)
    {
        var failure = new ApiFailure { Action = action, HttpStatus = (int)response.StatusCode, ServerTime = response.Headers.Date };
        ReadAnything(failure, body);
        failure.Code = "UnreadableAnswer";
        return failure;
    }

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
        return failure.Code.Length > 0 || failure.Message.Length > 0;
    }

    private static bool ReadXml(ApiFailure failure, string body)
    {
        XElement? root;
        try
        {
            using var reader = XmlReader.Create(new StringReader(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            root = XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return false;
        }

        if (root is null || root.Name.LocalName != "Error")
            return false;
        failure.Code = (string?)root.Element("Code") ?? "";
        failure.Message = (string?)root.Element("Message") ?? "";
        failure.RequestId = (string?)root.Element("RequestId");
        failure.Recommend = (string?)root.Element("Recommend");
        return true;
    }

    private static void ReadAnything(ApiFailure failure, string body)
    {
        var text = Regex.Replace(Regex.Replace(body, "<(style|script)[^>]*>.*?</\\1>|<[^>]*>", " ", RegexOptions.Singleline | RegexOptions.IgnoreCase), "\\s+", " ").Trim();
        if (text.Length > LongestExcerpt)
            text = text.Substring(0, LongestExcerpt) + "…";
        failure.Message = text.Length == 0
            ? "The answer was empty."
            : "The answer was not from the service; a proxy or gateway in between may have sent it: " + text;
    }
}

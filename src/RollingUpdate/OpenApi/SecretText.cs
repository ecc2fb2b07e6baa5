using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json;

namespace RollingUpdate.OpenApi;

/// <summary>Takes secrets out of a text that somebody else wrote, in every form in which HTTP, HTML and JSON carry them.</summary>
internal static class SecretText
{
    private const string Mask = "***";

    // Shorter ones are no secrets but the likes of "s", which every text holds.
    private const int Shortest = 6;

    public static string Hide(string text, IEnumerable<string> secrets)
    {
        // The longest first: a form must not break up a longer one that it is a part of.
        foreach (var form in secrets.Where(secret => secret.Length >= Shortest).SelectMany(Forms).Distinct().OrderByDescending(form => form.Length))
            text = text.Replace(form, Mask);
        return text;
    }

    /// <summary>Takes the login out of every address in a text.</summary>
    public static string HideLogins(string text) =>
        text.IndexOf("://", StringComparison.Ordinal) < 0 ? text : Regex.Replace(text, "://[^/?#\\s]*@", $"://{Mask}@", RegexOptions.CultureInvariant);

    /// <summary>Takes out what a text in JSON gives under a name that speaks of a secret, such as an answer that holds credentials.</summary>
    public static string HideSecretFields(string json) =>
        Regex.Replace(json, "(\"[a-z_]*(?:secret|token|password|credential|signature|private_?key)[a-z_]*\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*", $"$1{Mask}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static IEnumerable<string> Forms(string secret)
    {
        var encoded = PercentEncoding.Encode(secret);
        yield return secret;
        yield return encoded;
        yield return Regex.Replace(encoded, "%[0-9A-F]{2}", match => match.Value.ToLowerInvariant());
        // What V1 signs is encoded twice.
        yield return PercentEncoding.Encode(encoded);
        yield return WebUtility.UrlEncode(secret);
        yield return WebUtility.HtmlEncode(secret);
        yield return JsonConvert.ToString(secret).Trim('"');
        yield return JsonConvert.ToString(secret).Trim('"').Replace("/", "\\/");
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=');
    }
}

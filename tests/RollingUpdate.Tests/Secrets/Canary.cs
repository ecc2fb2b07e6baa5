using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using Newtonsoft.Json;

namespace RollingUpdate.Tests.Secrets;

/// <summary>A secret that is known to the test, so that every text can be searched for it, whatever form it has taken.</summary>
internal sealed class Canary
{
    // What could be found by chance is no sign.
    private const int ShortestForm = 8;

    public Canary(string name, string secret)
    {
        Name = name;
        Secret = secret;
        Forms = FormsOf(secret).Where(form => form.Length >= ShortestForm).Distinct(StringComparer.Ordinal).ToList();
    }

    public string Name { get; }

    public string Secret { get; }

    private IReadOnlyList<string> Forms { get; }

    /// <summary>The canaries that a text gives away, and in which form.</summary>
    public static IEnumerable<string> In(string text, IEnumerable<Canary> canaries) =>
        from canary in canaries
        from form in canary.Forms
        where text.Contains(form, StringComparison.Ordinal)
        select $"{canary.Name} as {form}";

    // Enough of a secret to matter: a half of it, which a text that was cut somewhere may still hold.
    private static IEnumerable<string> FormsOf(string secret)
    {
        foreach (var part in new[] { secret, secret[..(secret.Length / 2)], secret[(secret.Length / 2)..] })
        {
            yield return part;
            var encoded = Uri.EscapeDataString(part);
            yield return encoded;
            yield return Lower(encoded);
            yield return Uri.EscapeDataString(encoded);
            yield return WebUtility.UrlEncode(part);
            yield return WebUtility.HtmlEncode(part);
            yield return JsonConvert.ToString(part).Trim('"');
        }

        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
        {
            // In a longer text, base64 depends on where a secret begins; the outermost characters, on what stands beside it.
            for (var before = 0; before < 3; before++)
            {
                var bytes = new byte[before].Concat(encoding.GetBytes(secret)).ToArray();
                var text = Convert.ToBase64String(bytes).TrimEnd('=');
                yield return text[(before == 0 ? 0 : before + 1)..^(bytes.Length % 3 == 0 ? 0 : 1)];
            }

            yield return Convert.ToHexString(encoding.GetBytes(secret));
            yield return Convert.ToHexStringLower(encoding.GetBytes(secret));
        }
    }

    private static string Lower(string encoded) => System.Text.RegularExpressions.Regex.Replace(encoded, "%[0-9A-F]{2}", match => match.Value.ToLowerInvariant());
}

using System;
using System.Text;

namespace RollingUpdate.OpenApi;

/// <summary>Takes a secret out of a text that somebody else wrote, in every form in which HTTP carries it.</summary>
internal static class SecretText
{
    private const string Mask = "***";

    // Shorter ones are no secrets but the likes of "s", which every text holds.
    private const int Shortest = 6;

    public static string Hide(string text, string secret)
    {
        if (secret.Length < Shortest)
            return text;
        var encoded = PercentEncoding.Encode(secret);
        // What V1 signs is encoded twice.
        var twice = PercentEncoding.Encode(encoded);
        return text.Replace(secret, Mask).Replace(twice, Mask).Replace(encoded, Mask).Replace(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), Mask);
    }
}

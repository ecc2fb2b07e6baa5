using System;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Ram;

/// <summary>An AccessKey of a RAM user. Never shown: <see cref="ToString"/> masks it.</summary>
internal sealed class RamAccessKey
{
    public string AccessKeyId { get; private set; } = "";

    /// <summary>Only in the answer to its creation, and never again; null in lists.</summary>
    public string? AccessKeySecret { get; private set; }

    public DateTimeOffset? CreateDate { get; private set; }

    /// <summary>The last three characters of its id, as <c>aliyun configure list</c> shows them, and when it was made.</summary>
    public override string ToString() => AccessCredential.Mask(AccessKeyId) + (CreateDate is { } made ? $" of {made.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "");

    public static RamAccessKey? Read(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var key = new RamAccessKey();
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "AccessKeyId": key.AccessKeyId = json.Text() ?? ""; break;
                case "AccessKeySecret": key.AccessKeySecret = json.Text(); break;
                case "CreateDate": key.CreateDate = json.Time(); break;
                default: json.Skip(); break;
            }
        }

        return key;
    }
}

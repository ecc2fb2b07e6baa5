using System;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Ram;

/// <summary>A RAM user as RAM tells of it.</summary>
internal sealed class RamUser
{
    public string UserName { get; private set; } = "";

    public string? UserId { get; private set; }

    public string? DisplayName { get; private set; }

    public DateTimeOffset? CreateDate { get; private set; }

    public static RamUser Read(JsonReader json)
    {
        var user = new RamUser();
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "UserName": user.UserName = json.Text() ?? ""; break;
                case "UserId": user.UserId = json.Text(); break;
                case "DisplayName": user.DisplayName = json.Text(); break;
                case "CreateDate": user.CreateDate = json.Time(); break;
                default: json.Skip(); break;
            }
        }

        return user;
    }
}

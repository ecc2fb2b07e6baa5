using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Sts;

/// <summary>Who a set of credentials belongs to.</summary>
public sealed class AliyunCallerIdentity
{
    /// <summary>The account's id.</summary>
    public string AccountId { get; internal set; } = "";

    /// <summary>RAMUser, Account or AssumedRoleUser.</summary>
    public string? IdentityType { get; internal set; }

    /// <summary>The name by which policies know it, <c>acs:ram::…</c>.</summary>
    public string? Arn { get; internal set; }

    /// <summary>The user's id; null for a role.</summary>
    public string? UserId { get; internal set; }

    /// <summary>The role's id; null for a user.</summary>
    public string? RoleId { get; internal set; }

    /// <summary>The id of user or role and session.</summary>
    public string? PrincipalId { get; internal set; }

    /// <summary>The profile it was asked with; null without a profile.</summary>
    public string? ProfileName { get; internal set; }

    /// <summary>The name by which policies know it.</summary>
    public override string ToString() => Arn ?? AccountId;

    internal static AliyunCallerIdentity Read(JsonReader json)
    {
        var identity = new AliyunCallerIdentity();
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "AccountId": identity.AccountId = json.Text() ?? ""; break;
                case "IdentityType": identity.IdentityType = json.Text(); break;
                case "Arn": identity.Arn = json.Text(); break;
                case "UserId": identity.UserId = json.Text(); break;
                case "RoleId": identity.RoleId = json.Text(); break;
                case "PrincipalId": identity.PrincipalId = json.Text(); break;
                default: json.Skip(); break;
            }
        }

        return identity;
    }
}

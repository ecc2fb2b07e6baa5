using System.Collections.Generic;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>A policy of RAM, as the patterns of actions it allows. Resources and conditions are not simulated.</summary>
internal sealed class RamPolicy
{
    public RamPolicy(string type, string name, string description, string document, IReadOnlyList<string> allows, IReadOnlyList<string> denies)
    {
        Type = type;
        Name = name;
        Description = description;
        Document = document;
        Allows = allows;
        Denies = denies;
    }

    /// <summary>System or Custom.</summary>
    public string Type { get; }

    public string Name { get; }

    public string Description { get; }

    /// <summary>The JSON text; empty for a system policy.</summary>
    public string Document { get; }

    public IReadOnlyList<string> Allows { get; }

    public IReadOnlyList<string> Denies { get; }

    /// <summary>The system policies that the guide of rolling updates attaches, and the usual wider ones.</summary>
    public static RamPolicy[] SystemPolicies { get; } =
    {
        Predefined("AdministratorAccess", "*"),
        Predefined("AliyunECSFullAccess", "ecs:*"),
        Predefined("AliyunECSReadOnlyAccess", "ecs:Describe*", "ecs:List*"),
        Predefined("AliyunESSFullAccess", "ess:*"),
        Predefined("AliyunESSReadOnlyAccess", "ess:Describe*"),
        Predefined("AliyunOOSFullAccess", "oos:*"),
        Predefined("AliyunOOSReadOnlyAccess", "oos:List*", "oos:Get*", "oos:Describe*"),
        Predefined("AliyunOSSFullAccess", "oss:*"),
        Predefined("AliyunECIFullAccess", "eci:*"),
        Predefined("AliyunRAMFullAccess", "ram:*"),
        Predefined("AliyunSTSAssumeRoleAccess", "sts:AssumeRole"),
    };

    private static RamPolicy Predefined(string name, params string[] allows) => new("System", name, name, "", allows, System.Array.Empty<string>());
}

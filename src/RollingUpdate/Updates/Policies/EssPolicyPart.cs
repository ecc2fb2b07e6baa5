namespace RollingUpdate.Updates.Policies;

/// <summary>Whose permissions a policy holds.</summary>
public enum EssPolicyPart
{
    /// <summary>Of whoever starts updates without a role: what the module calls, and what the template calls with the same permissions.</summary>
    All,

    /// <summary>Of whoever starts updates with -OosAssumeRole: what the module calls, and the permission to hand the role to OOS.</summary>
    Caller,

    /// <summary>Of the role that -OosAssumeRole names: what the template calls.</summary>
    Role,
}

namespace RollingUpdate.Simulator.Cloud;

/// <summary>A role that users and the engine can assume.</summary>
internal sealed class RamRole
{
    public RamRole(string name, string id, string arn)
    {
        Name = name;
        Id = id;
        Arn = arn;
    }

    public string Name { get; }

    public string Id { get; }

    public string Arn { get; }

    /// <summary>What a session of the role may do.</summary>
    public System.Collections.Generic.List<string> DeniedActions { get; set; } = new();

    /// <summary>The longest session, in seconds.</summary>
    public int MaxSessionDuration { get; set; } = 3600;
}

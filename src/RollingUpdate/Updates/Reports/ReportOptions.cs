namespace RollingUpdate.Updates.Reports;

/// <summary>What a report shows besides what every report does.</summary>
internal sealed class ReportOptions
{
    /// <summary>The page's title; null for one made from the updates.</summary>
    public string? Title { get; set; }

    /// <summary>Whether scripts and the commands of containers are shown: they can hold anything.</summary>
    public bool IncludeScript { get; set; }

    /// <summary>Whether values that may be secret are shown: environments of containers, queries of addresses, what is named like a password.</summary>
    public bool IncludeSensitiveValue { get; set; }

    /// <summary>Whether the service's log of the execution is read and shown.</summary>
    public bool IncludeLog { get; set; }
}

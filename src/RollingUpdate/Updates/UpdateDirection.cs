namespace RollingUpdate.Updates;

/// <summary>Which way an update goes; the templates' own words.</summary>
public enum UpdateDirection
{
    /// <summary>To something new.</summary>
    Invoke,

    /// <summary>Back to what was before.</summary>
    Rollback,
}

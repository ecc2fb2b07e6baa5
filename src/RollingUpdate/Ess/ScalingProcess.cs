namespace RollingUpdate.Ess;

/// <summary>The processes of a scaling group that can be suspended; this is the complete set.</summary>
public enum ScalingProcess
{
    /// <summary>Removing instances.</summary>
    ScaleIn,

    /// <summary>Adding instances.</summary>
    ScaleOut,

    /// <summary>Replacing unhealthy instances.</summary>
    HealthCheck,

    /// <summary>Scaling on alarms.</summary>
    AlarmNotification,

    /// <summary>Scaling on a schedule.</summary>
    ScheduledAction,
}

namespace RollingUpdate.Simulator;

/// <summary>What a scripted fault does to an API call.</summary>
public enum SimulatorFaultKind
{
    /// <summary>The connection is closed before any byte; nothing was done.</summary>
    Drop,

    /// <summary>The work is done, and then the connection is closed before any byte: the caller cannot know.</summary>
    LoseReply,

    /// <summary>A 5xx answer in JSON (500 InternalError by default); nothing was done.</summary>
    ServerError,

    /// <summary>A 502 answer of HTML, as a proxy between gives it; nothing was done.</summary>
    ServerErrorHtml,

    /// <summary>A throttling answer (400 Throttling.User by default), with x-acs-retry-after when a time is given; nothing was done.</summary>
    Throttle,

    /// <summary>The work is done at once and the answer comes late, in real time.</summary>
    Slow,

    /// <summary>The work is done, and the JSON of the answer is cut in the middle.</summary>
    Malformed,

    /// <summary>The work is done, and the answer is 200 with an empty body.</summary>
    Empty,

    /// <summary>Any error code, message and HTTP status; nothing was done.</summary>
    Error,
}

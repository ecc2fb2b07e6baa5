namespace RollingUpdate.OpenApi;

/// <summary>
/// Is told what the client does, for the verbose and debug streams. It may be called on any thread and must not block.
/// It is given nothing that is secret: no signature, no token, and parameters only by an allow-list.
/// </summary>
internal interface IOpenApiObserver
{
    /// <summary>Whether <see cref="Wire"/> is listened to; building its text costs something.</summary>
    bool WantsWire { get; }

    /// <summary>A line that tells an admin what happens and why: a retry, a clock correction, a renewed token.</summary>
    void Note(string text);

    /// <summary>A line of what goes over the wire, redacted.</summary>
    void Wire(string text);
}

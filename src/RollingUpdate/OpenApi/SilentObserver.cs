namespace RollingUpdate.OpenApi;

/// <summary>For calls that nobody listens to: those that fetch credentials for all who wait for them, and those made while a line is being typed.</summary>
internal sealed class SilentObserver : IOpenApiObserver
{
    private SilentObserver()
    {
    }

    public static SilentObserver Instance { get; } = new();

    public bool WantsWire => false;

    public void Note(string text)
    {
    }

    public void Wire(string text)
    {
    }
}

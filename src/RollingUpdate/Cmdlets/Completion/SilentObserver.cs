using RollingUpdate.OpenApi;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>Tells nobody: while a line is being typed there is no stream to write to.</summary>
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

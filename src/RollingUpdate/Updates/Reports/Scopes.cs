using System;

namespace RollingUpdate.Updates.Reports;

/// <summary>Several scopes that end together, the innermost first.</summary>
internal sealed class Scopes : IDisposable
{
    private readonly IDisposable[] _scopes;

    public Scopes(params IDisposable[] innermostFirst) => _scopes = innermostFirst;

    public void Dispose()
    {
        foreach (var scope in _scopes)
            scope.Dispose();
    }
}

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Tests.OpenApi;

/// <summary>A client for tests: a fixed key (or one that can be renewed), a virtual clock, and all notes kept.</summary>
internal sealed class TestConnection : ICredentialSource, IOpenApiObserver
{
    private readonly Queue<AccessCredential> _credentials = new();

    public TestConnection(Uri? endpoint, RetryPolicy? retry = null, TimeSpan? callTimeout = null)
    {
        _credentials.Enqueue(new AccessCredential("LTAI-test-id", "test-secret"));
        var options = new OpenApiOptions { Endpoint = endpoint };
        if (retry is not null)
            options.Retry = retry;
        if (callTimeout is not null)
            options.CallTimeout = callTimeout.Value;
        Client = new OpenApiClient(new OpenApiConnection("cn-hangzhou", this, options, Clock), this);
    }

    public OpenApiClient Client { get; }

    public VirtualClock Clock { get; } = new();

    public ConcurrentQueue<string> Notes { get; } = new();

    public ConcurrentQueue<string> WireLines { get; } = new();

    public string Source => "a test";

    public AccessCredential? Known => _credentials.Peek();

    public int Renewals { get; private set; }

    public bool WantsWire => true;

    public void Note(string text) => Notes.Enqueue(text);

    public void Wire(string text) => WireLines.Enqueue(text);

    public void CanBeRenewedTo(AccessCredential credential) => _credentials.Enqueue(credential);

    public Task<AccessCredential> GetAsync(CancellationToken cancellation) => Task.FromResult(_credentials.Peek());

    public Task<AccessCredential?> RenewAsync(AccessCredential refused, CancellationToken cancellation)
    {
        Renewals++;
        if (_credentials.Count > 1)
        {
            _credentials.Dequeue();
            return Task.FromResult<AccessCredential?>(_credentials.Peek());
        }

        return Task.FromResult<AccessCredential?>(null);
    }
}

using System;

namespace RollingUpdate.OpenApi;

/// <summary>How a connection reaches the cloud and how patient it is.</summary>
internal sealed class OpenApiOptions
{
    /// <summary>Scheme, host and port to use for every product instead of its own; null for the products' rules.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Whether the products' VPC hosts are used.</summary>
    public bool Vpc { get; set; }

    /// <summary>How long connecting may take. On .NET Framework only <see cref="CallTimeout"/> ends it.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one attempt may take, from connecting to the last byte of the answer.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(60);

    public RetryPolicy Retry { get; set; } = RetryPolicy.Default;
}

using System;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;

namespace RollingUpdate.OpenApi;

/// <summary>
/// The one seam to the cloud: product, version, action and parameters in, an answer out. A transport over another SDK would be a
/// second implementation of this.
/// </summary>
internal interface IOpenApi
{
    /// <summary>The region that calls go to.</summary>
    string RegionId { get; }

    /// <summary>The profile that calls are made with; null without one.</summary>
    string? ProfileName { get; }

    /// <summary>The time by which whoever uses this connection waits.</summary>
    IClock Clock { get; }

    /// <summary>Sends one call, again where that is safe, and reads its answer.</summary>
    /// <param name="call">The call.</param>
    /// <param name="read">Reads the answer's JSON object; the reader stands on its opening brace.</param>
    /// <param name="cancellation">Ends the call, and any pause between two attempts, at once.</param>
    /// <exception cref="AliyunApiException">The service refused, failed or did not answer; the type tells which.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<T> CallAsync<T>(ApiCall call, Func<JsonReader, T> read, CancellationToken cancellation);
}

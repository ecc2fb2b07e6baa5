using System.Collections.Generic;

namespace RollingUpdate.OpenApi;

/// <summary>One call: which action of which product, with which parameters.</summary>
internal sealed class ApiCall
{
    public ApiCall(ApiProduct product, string action, Repeatable repeatable)
    {
        Product = product;
        Action = action;
        Repeatable = repeatable;
    }

    public ApiProduct Product { get; }

    public string Action { get; }

    public Repeatable Repeatable { get; }

    /// <summary>Sent without a signature: only STS has such actions.</summary>
    public bool Anonymous { get; set; }

    /// <summary>
    /// Its parameters or its answer hold secrets: the parameters go into the body, where no log of a proxy keeps them, and an answer that
    /// cannot be read is not quoted.
    /// </summary>
    public bool Confidential { get; set; }

    public RequestParameters Parameters { get; } = new();

    /// <summary>Values among the parameters that no message may repeat.</summary>
    public List<string> Secrets { get; } = new();
}

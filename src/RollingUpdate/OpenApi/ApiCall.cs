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

    public RequestParameters Parameters { get; } = new();
}

namespace RollingUpdate.OpenApi;

/// <summary>One cloud product as the OpenAPI gateway knows it.</summary>
internal sealed class ApiProduct
{
    public ApiProduct(string code, string version, EndpointRule endpoint)
    {
        Code = code;
        Version = version;
        Endpoint = endpoint;
    }

    /// <summary>The short name, such as <c>oos</c>.</summary>
    public string Code { get; }

    /// <summary>The API version, such as <c>2019-06-01</c>.</summary>
    public string Version { get; }

    public EndpointRule Endpoint { get; }
}

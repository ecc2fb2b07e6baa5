using System;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Simulator.Gateway;

/// <summary>A refusal as the services give it: an HTTP status, a dotted code, a message.</summary>
internal sealed class ApiException : Exception
{
    public ApiException(int status, string code, string message)
        : base(message)
    {
        Status = status;
        Code = code;
    }

    public int Status { get; }

    public string Code { get; }

    /// <summary>What permission was missing; only for permission errors.</summary>
    public JObject? AccessDeniedDetail { get; set; }

    public static ApiException Missing(string parameter) =>
        new(400, "MissingParameter", $"The input parameter \"{parameter}\" that is mandatory for processing this request is not supplied.");

    public static ApiException Invalid(string parameter, string why) =>
        new(400, "InvalidParameter", $"The specified parameter \"{parameter}\" is not valid: {why}");
}

using System.Collections.Generic;

namespace RollingUpdate.Oos;

/// <summary>What StartExecution takes; what is null is not sent.</summary>
internal sealed class StartExecutionRequest
{
    public StartExecutionRequest(string templateName, string parametersJson, string clientToken)
    {
        TemplateName = templateName;
        ParametersJson = parametersJson;
        ClientToken = clientToken;
    }

    public string TemplateName { get; }

    /// <summary>The template's parameters: a JSON object as text.</summary>
    public string ParametersJson { get; }

    /// <summary>Makes the start happen once, however often it is sent: at most 64 ASCII characters, new for every start that is meant.</summary>
    public string ClientToken { get; }

    public string? TemplateVersion { get; set; }

    public string? Mode { get; set; }

    public string? LoopMode { get; set; }

    public string? SafetyCheck { get; set; }

    public string? Description { get; set; }

    public string? ResourceGroupId { get; set; }

    public IReadOnlyDictionary<string, string>? Tags { get; set; }
}

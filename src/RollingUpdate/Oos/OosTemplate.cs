using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Oos;

/// <summary>An OOS template.</summary>
public sealed class OosTemplate
{
    /// <summary>The name; binds to Start-OosExecution.</summary>
    public string TemplateName { get; internal set; } = "";

    /// <summary>The latest version, or the one asked for.</summary>
    public string? TemplateVersion { get; internal set; }

    /// <summary>The id.</summary>
    public string? TemplateId { get; internal set; }

    /// <summary>JSON or YAML.</summary>
    public string? TemplateFormat { get; internal set; }

    /// <summary>Automation, State or Package.</summary>
    public string? TemplateType { get; internal set; }

    /// <summary>Public (Alibaba's) or Private (the account's own).</summary>
    public string? ShareType { get; internal set; }

    /// <summary>What it does, in English where there is one.</summary>
    public string? Description { get; internal set; }

    /// <summary>Who made it.</summary>
    public string? CreatedBy { get; internal set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? UpdatedDate { get; internal set; }

    /// <summary>The parameters, required ones first; null when the template was listed without its text, or is written in YAML.</summary>
    public OosTemplateParameter[]? Parameters { get; internal set; }

    /// <summary>The template's text; null when it was listed without.</summary>
    public string? Content { get; internal set; }

    /// <summary>The region it was read in.</summary>
    public string RegionId { get; internal set; } = "";

    /// <summary>The profile it was read with; null without a profile.</summary>
    public string? ProfileName { get; internal set; }

    /// <summary>The name.</summary>
    public override string ToString() => TemplateName;

    internal static OosTemplate? Read(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var template = new OosTemplate();
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "TemplateName": template.TemplateName = json.Text() ?? ""; break;
                case "TemplateVersion": template.TemplateVersion = json.Text(); break;
                case "TemplateId": template.TemplateId = json.Text(); break;
                case "TemplateFormat": template.TemplateFormat = json.Text(); break;
                case "TemplateType": template.TemplateType = json.Text(); break;
                case "ShareType": template.ShareType = json.Text(); break;
                case "Description": template.Description = English(json.Text()); break;
                case "CreatedBy": template.CreatedBy = json.Text(); break;
                case "UpdatedDate": template.UpdatedDate = json.Time(); break;
                default: json.Skip(); break;
            }
        }

        return template;
    }

    internal static OosTemplate ReadWithContent(JsonReader json)
    {
        OosTemplate? template = null;
        string? content = null;
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "Template": template = Read(json); break;
                case "Content": content = json.Text(); break;
                default: json.Skip(); break;
            }
        }

        template ??= new OosTemplate();
        template.Content = content;
        template.Parameters = ParametersOf(content);
        return template;
    }

    private static OosTemplateParameter[]? ParametersOf(string? content)
    {
        if (content is null || JsonReading.Decode(content) is not IReadOnlyDictionary<string, object?> text)
            return null;
        if (!text.TryGetValue("Parameters", out var value) || value is not IReadOnlyDictionary<string, object?> parameters)
            return Array.Empty<OosTemplateParameter>();
        return parameters.Where(entry => entry.Value is IReadOnlyDictionary<string, object?>)
            .Select(entry => ParameterOf(entry.Key, (IReadOnlyDictionary<string, object?>)entry.Value!))
            .OrderByDescending(parameter => parameter.Required).ToArray();
    }

    private static OosTemplateParameter ParameterOf(string name, IReadOnlyDictionary<string, object?> definition)
    {
        object? Member(string member) => definition.TryGetValue(member, out var value) ? value : null;
        return new OosTemplateParameter
        {
            Name = name,
            Type = Member("Type") as string,
            Required = !definition.ContainsKey("Default"),
            DefaultValue = Member("Default"),
            AllowedValues = Member("AllowedValues") as object?[] ?? Array.Empty<object?>(),
            Description = Word(Member("Description") ?? Member("Label")),
        };
    }

    // Public templates describe themselves in several languages: a JSON object, or the text of one.
    private static string? English(string? text) => text is null ? null : Word(JsonReading.Decode(text));

    private static string? Word(object? description) => description switch
    {
        IReadOnlyDictionary<string, object?> languages => languages.TryGetValue("en", out var english) ? english as string : languages.Values.FirstOrDefault() as string,
        _ => description?.ToString(),
    };
}

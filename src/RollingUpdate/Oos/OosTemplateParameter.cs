using System;

namespace RollingUpdate.Oos;

/// <summary>A parameter of a template.</summary>
public sealed class OosTemplateParameter
{
    /// <summary>The name, as -Parameters of Start-OosExecution takes it.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>String, Number, Boolean, List or Json.</summary>
    public string? Type { get; internal set; }

    /// <summary>Whether it has to be given: it has no default.</summary>
    public bool Required { get; internal set; }

    /// <summary>The value when it is not given; null when it has to be.</summary>
    public object? DefaultValue { get; internal set; }

    /// <summary>The values it may have; empty when any may be.</summary>
    public object?[] AllowedValues { get; internal set; } = Array.Empty<object?>();

    /// <summary>What it is for, in English where there is one.</summary>
    public string? Description { get; internal set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

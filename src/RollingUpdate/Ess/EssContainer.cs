using System;
using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Ess;

/// <summary>A container that the container groups (ECI) of a scaling configuration run.</summary>
public sealed class EssContainer
{
    private EssContainer(IReadOnlyDictionary<string, object?> settings) => Settings = settings;

    /// <summary>The container's name, by which an update finds it.</summary>
    public string Name => Text("Name") ?? "";

    /// <summary>The container's image.</summary>
    public string? Image => Text("Image");

    /// <summary>vCPUs; null when none are set for this container.</summary>
    public double? Cpu => Number("Cpu");

    /// <summary>Memory in GiB; null when none is set for this container.</summary>
    public double? Memory => Number("Memory");

    /// <summary>Everything the service says of it, by the service's names (Args, Commands, EnvironmentVars, Ports and so on).</summary>
    public IReadOnlyDictionary<string, object?> Settings { get; }

    /// <summary>Name and image.</summary>
    public override string ToString() => $"{Name} ({Image})";

    internal static EssContainer? Read(JsonReader json) => json.IsObject() ? new EssContainer(json.Dictionary()) : null;

    private string? Text(string name) => Settings.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    private double? Number(string name) =>
        double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;
using RollingUpdate.Oos;

namespace RollingUpdate.Updates;

/// <summary>What an admin may say of a rollback; null is taken from the update that is rolled back.</summary>
internal sealed class RollbackSettings
{
    public int? BatchNumber { get; set; }

    public BatchPauseOption BatchPauseOption { get; set; }

    /// <summary>The image to go back to.</summary>
    public string? ImageId { get; set; }

    public int? MaxErrors { get; set; }

    public string? RollbackScript { get; set; }

    /// <summary>Where the file to go back to is.</summary>
    public Uri? RollbackSource { get; set; }

    public string? RollbackBucket { get; set; }

    public string? RollbackObject { get; set; }

    /// <summary>The folder on the instances that the file or object goes to.</summary>
    public string? RollbackDestination { get; set; }

    /// <summary>The region of the bucket.</summary>
    public string? OssRegion { get; set; }

    /// <summary>How long the addresses made for the download are good.</summary>
    public TimeSpan? UrlExpiration { get; set; }

    /// <summary>The containers to go back to.</summary>
    public JArray? SourceContainers { get; set; }

    public ContainerUpdateType? ContainerUpdateType { get; set; }

    public string? PackageVersion { get; set; }

    public PackageAction? Action { get; set; }

    public string? OosAssumeRole { get; set; }

    public bool KeepScalingConfiguration { get; set; }

    public UpdateFailureAction FailureAction { get; set; }

    public OosSafetyCheck SafetyCheck { get; set; }

    public string? Description { get; set; }

    public IReadOnlyDictionary<string, string>? Tags { get; set; }

    public string? ClientToken { get; set; }
}

using System;
using System.Globalization;
using Newtonsoft.Json.Linq;
using RollingUpdate.Ess;

namespace RollingUpdate.Updates;

/// <summary>An object of OSS that each instance downloads.</summary>
internal sealed class OssFileUpdate : HookUpdate
{
    // Counted in the template's text of the hook (see HookText), where the region stands twice.
    private const int WrittenAround = 397;

    // No region has a longer id; which one it will be is not known before the first call.
    private const int LongestRegion = 24;

    // The template's own default, in seconds.
    private const int DefaultExpiration = 6000;

    public OssFileUpdate(string bucket, string name, string destination)
        : base(destination)
    {
        Bucket = bucket;
        Name = name;
    }

    public override RollingUpdateKind Kind => RollingUpdateKind.OssFile;

    public string Bucket { get; }

    public string Name { get; }

    /// <summary>The bucket of a rollback's object; null for the same.</summary>
    public string? RollbackBucket { get; set; }

    /// <summary>The object of a rollback; null for the same.</summary>
    public string? RollbackName { get; set; }

    /// <summary>The region of the buckets; null for the update's own.</summary>
    public string? OssRegion { get; set; }

    /// <summary>How long the addresses made for the download are good; null for the template's 6,000 s.</summary>
    public TimeSpan? UrlExpiration { get; set; }

    protected override string RollbackParameter => "RollbackObjectName";

    protected override bool HasRollback => RollbackBucket is not null || RollbackName is not null;

    protected override HookText[] HookTexts => new[]
    {
        NewText(OssRegion, UrlExpiration).Path("BucketName", Bucket).Path("ObjectName", Name).Path("DestinationPath", Destination).Script("Script", Script),
        RollbackText(OssRegion, UrlExpiration, RollbackBucket ?? Bucket, RollbackName ?? Name, RollbackDestination ?? Destination, RollbackScript),
    };

    public override string Describe() => $"OSS object {Bucket}/{Name}";

    public override void Check()
    {
        CheckExpiration(UrlExpiration);
        base.Check();
    }

    public override void WriteInvoke(JObject parameters)
    {
        parameters["invokeBucketName"] = Bucket;
        parameters["invokeObjectName"] = Name;
        // The template requires these for an update too.
        parameters["rollbackBucketName"] = RollbackBucket ?? Bucket;
        parameters["rollbackObjectName"] = RollbackName ?? Name;
        WriteShared(parameters);
        WriteDownload(parameters, OssRegion, UrlExpiration);
    }

    /// <summary>Writes the template parameters of a rollback from those of the update, and says what is gone back to.</summary>
    /// <exception cref="RollingUpdateException">It cannot be recovered, or an argument cannot be right.</exception>
    public static string WriteRollback(JObject parameters, string executionId, TemplateParameters source, RollbackSettings settings)
    {
        CheckExpiration(settings.UrlExpiration);
        foreach (var name in new[] { "invokeBucketName", "invokeObjectName" })
            parameters[name] = source.Text(name) ?? "";
        parameters["rollbackBucketName"] = settings.RollbackBucket ?? source.Text("rollbackBucketName") ?? "";
        parameters["rollbackObjectName"] = settings.RollbackObject ?? source.Text("rollbackObjectName") ?? "";
        WriteSharedRollback(parameters, source, settings);
        // What the template made of its own default may be recorded as the expression that the default is.
        var region = settings.OssRegion ?? (source.Text("OSSRegion") is { } recorded && recorded.IndexOf('{') < 0 ? recorded : null);
        var expiration = settings.UrlExpiration ?? (source.Number("URLExpirationTime") is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        WriteDownload(parameters, region, expiration);
        CheckGoesBack(parameters, source, executionId, "-RollbackObjectName …", "BucketName", "ObjectName", "DestinationDir");
        RollbackText(region, expiration, (string?)parameters["rollbackBucketName"], (string?)parameters["rollbackObjectName"], (string?)parameters["rollbackDestinationDir"], (string?)parameters["rollbackScript"]).Check();
        return $"OSS object {parameters["rollbackBucketName"]}/{parameters["rollbackObjectName"]}";
    }

    protected override string DescribeRollback() => $"OSS object {RollbackBucket ?? Bucket}/{RollbackName ?? Name}";

    protected override string? DescribeHook(EssLifecycleHook hook) =>
        hook.Values is { } values && values.TryGetValue("bucketName", out var bucket) && values.TryGetValue("objectName", out var name) ? $"OSS object {bucket}/{name}" : null;

    private static void WriteDownload(JObject parameters, string? region, TimeSpan? expiration)
    {
        if (region is not null)
            parameters["OSSRegion"] = region;
        if (expiration is { } time)
            parameters["URLExpirationTime"] = Seconds(time);
    }

    private static HookText NewText(string? region, TimeSpan? expiration) => new(
        WrittenAround + (2 * (region?.Length ?? LongestRegion))
        + (expiration is { } time ? Seconds(time) : DefaultExpiration).ToString(CultureInfo.InvariantCulture).Length);

    private static HookText RollbackText(string? region, TimeSpan? expiration, string? bucket, string? name, string? destination, string? script) =>
        NewText(region, expiration).Path("RollbackBucketName", bucket).Path("RollbackObjectName", name).Path("RollbackDestinationPath", destination).Script("RollbackScript", script);

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    private static void CheckExpiration(TimeSpan? time)
    {
        if (time is { } given && (given <= TimeSpan.Zero || given.TotalSeconds > int.MaxValue))
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidUrlExpirationTime", $"-UrlExpirationTime {given} is no time in which an instance could download.",
                "Give hours, minutes and seconds, or seconds alone, as -UrlExpirationTime 01:00:00; leave it out for the template's 6,000 seconds.");
        }
    }
}

using Newtonsoft.Json.Linq;

namespace RollingUpdate.Updates;

/// <summary>An object of OSS that each instance downloads, and a script that it runs then. The instances keep serving meanwhile.</summary>
internal sealed class OssFileUpdate : UpdatePayload
{
    public OssFileUpdate(string bucket, string name, string destination)
    {
        Bucket = bucket;
        Name = name;
        Destination = destination;
    }

    public override RollingUpdateKind Kind => RollingUpdateKind.OssFile;

    public string Bucket { get; }

    public string Name { get; }

    /// <summary>The folder on the instances that it goes to.</summary>
    public string Destination { get; }

    /// <summary>The bucket of a rollback's object; null for the same.</summary>
    public string? RollbackBucket { get; set; }

    /// <summary>The object of a rollback; null for the same.</summary>
    public string? RollbackName { get; set; }

    /// <summary>The folder that a rollback's object goes to; null for the same.</summary>
    public string? RollbackDestination { get; set; }

    public string? Script { get; set; }

    public string? RollbackScript { get; set; }

    /// <summary>The region of the buckets; null for the update's own.</summary>
    public string? OssRegion { get; set; }

    /// <summary>How long the addresses made for the download are good, in seconds; null for the template's 6,000.</summary>
    public int? UrlExpirationSeconds { get; set; }

    public override string Describe() => $"OSS object {Bucket}/{Name}";

    public override void Check()
    {
        HookScript.Check("Script", Bucket, Name, Destination, Script);
        HookScript.Check("RollbackScript", RollbackBucket, RollbackName, RollbackDestination, RollbackScript);
    }

    public override void WriteInvoke(JObject parameters)
    {
        parameters["invokeBucketName"] = Bucket;
        parameters["invokeObjectName"] = Name;
        parameters["invokeDestinationDir"] = Destination;
        parameters["invokeScript"] = Script ?? "";
        // The template requires these for an update too. Without an object to go back to, a rollback puts the same one there again.
        parameters["rollbackBucketName"] = RollbackBucket ?? Bucket;
        parameters["rollbackObjectName"] = RollbackName ?? Name;
        parameters["rollbackDestinationDir"] = RollbackDestination ?? Destination;
        parameters["rollbackScript"] = RollbackScript ?? "";
        if (OssRegion is not null)
            parameters["OSSRegion"] = OssRegion;
        if (UrlExpirationSeconds is { } seconds)
            parameters["URLExpirationTime"] = seconds;
    }

    /// <summary>Writes the template parameters of a rollback from those of the update, and says what is gone back to.</summary>
    public static string WriteRollback(JObject parameters, TemplateParameters source)
    {
        foreach (var name in new[]
        {
            "invokeBucketName", "invokeObjectName", "invokeDestinationDir", "rollbackBucketName", "rollbackObjectName", "rollbackDestinationDir", "rollbackScript",
        })
            parameters[name] = source.Text(name) ?? "";
        if (source.Text("OSSRegion") is { } region)
            parameters["OSSRegion"] = region;
        return $"OSS object {source.Text("rollbackBucketName")}/{source.Text("rollbackObjectName")}";
    }
}

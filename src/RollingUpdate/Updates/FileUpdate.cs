using System;
using System.Globalization;
using Newtonsoft.Json.Linq;
using RollingUpdate.Ess;

namespace RollingUpdate.Updates;

/// <summary>A file that each instance downloads from an address.</summary>
internal sealed class FileUpdate : HookUpdate
{
    // Counted in the template's text of the hook (see HookText).
    private const int WrittenAround = 328;

    public FileUpdate(Uri source, string destination)
        : base(destination) => Source = source;

    public override RollingUpdateKind Kind => RollingUpdateKind.File;

    /// <summary>Where the new file is.</summary>
    public Uri Source { get; }

    /// <summary>Where the file of a rollback is; null for none.</summary>
    public Uri? RollbackSource { get; set; }

    protected override string RollbackParameter => "RollbackSourceUri";

    protected override bool HasRollback => RollbackSource is not null;

    protected override HookText[] HookTexts => new[]
    {
        new HookText(WrittenAround).Path("SourceUri", Source.AbsoluteUri).Path("DestinationPath", Destination).Script("Script", Script),
        RollbackText((RollbackSource ?? Source).AbsoluteUri, RollbackDestination ?? Destination, RollbackScript),
    };

    public override string Describe() => $"file {AddressMask.Hide(Source.AbsoluteUri)}";

    public override void Check()
    {
        CheckAddress("SourceUri", Source);
        CheckAddress("RollbackSourceUri", RollbackSource);
        base.Check();
    }

    public override void WriteInvoke(JObject parameters)
    {
        parameters["invokeSourcePath"] = Source.AbsoluteUri;
        // The template requires these for an update too.
        parameters["rollbackSourcePath"] = (RollbackSource ?? Source).AbsoluteUri;
        WriteShared(parameters);
    }

    /// <summary>Writes the template parameters of a rollback from those of the update, and says what is gone back to.</summary>
    /// <exception cref="RollingUpdateException">It cannot be recovered, or an argument cannot be right.</exception>
    public static string WriteRollback(JObject parameters, string executionId, TemplateParameters source, RollbackSettings settings)
    {
        CheckAddress("RollbackSourceUri", settings.RollbackSource);
        parameters["invokeSourcePath"] = source.Text("invokeSourcePath") ?? "";
        parameters["rollbackSourcePath"] = settings.RollbackSource?.AbsoluteUri ?? source.Text("rollbackSourcePath") ?? "";
        WriteSharedRollback(parameters, source, settings);
        CheckGoesBack(parameters, source, executionId, "-RollbackSourceUri https://…", "SourcePath", "DestinationDir");
        RollbackText((string?)parameters["rollbackSourcePath"], (string?)parameters["rollbackDestinationDir"], (string?)parameters["rollbackScript"]).Check();
        return $"file {AddressMask.Hide((string)parameters["rollbackSourcePath"]!)}";
    }

    protected override string DescribeRollback() => $"file {AddressMask.Hide((RollbackSource ?? Source).AbsoluteUri)}";

    protected override string? DescribeHook(EssLifecycleHook hook) =>
        hook.Values is { } values && values.TryGetValue("sourcePath", out var path) ? $"file {AddressMask.Hide(Convert.ToString(path, CultureInfo.InvariantCulture) ?? "")}" : null;

    private static HookText RollbackText(string? address, string? destination, string? script) =>
        new HookText(WrittenAround).Path("RollbackSourceUri", address).Path("RollbackDestinationPath", destination).Script("RollbackScript", script);

    private static void CheckAddress(string parameter, Uri? address)
    {
        if (address is not null && (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)))
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidSourceUri", $"-{parameter} '{AddressMask.Hide(address.OriginalString)}' is no address the instances could download from.",
                "Give an address that begins with https:// or http://.");
        }
    }
}

using System;
using Newtonsoft.Json.Linq;

namespace RollingUpdate.Updates;

/// <summary>A file that each instance downloads, and a script that it runs then. The instances keep serving meanwhile.</summary>
internal sealed class FileUpdate : UpdatePayload
{
    public FileUpdate(Uri source, string destination)
    {
        Source = source;
        Destination = destination;
    }

    public override RollingUpdateKind Kind => RollingUpdateKind.File;

    /// <summary>Where the new file is.</summary>
    public Uri Source { get; }

    /// <summary>The folder on the instances that it goes to.</summary>
    public string Destination { get; }

    /// <summary>Where the file of a rollback is.</summary>
    public Uri? RollbackSource { get; set; }

    /// <summary>The folder that the file of a rollback goes to; null for the same.</summary>
    public string? RollbackDestination { get; set; }

    /// <summary>What is run after the download; null for nothing.</summary>
    public string? Script { get; set; }

    /// <summary>What a rollback runs after its download; null for nothing.</summary>
    public string? RollbackScript { get; set; }

    public override string Describe() => $"file {Source}";

    public override void Check()
    {
        CheckAddress("SourceUri", Source);
        CheckAddress("RollbackSourceUri", RollbackSource ?? Source);
        HookScript.Check("Script", Source.AbsoluteUri, Destination, Script);
        HookScript.Check("RollbackScript", RollbackSource?.AbsoluteUri, RollbackDestination, RollbackScript);
    }

    public override void WriteInvoke(JObject parameters)
    {
        parameters["invokeSourcePath"] = Source.AbsoluteUri;
        parameters["invokeDestinationDir"] = Destination;
        parameters["invokeScript"] = Script ?? "";
        // The template requires these for an update too. Without a file to go back to, a rollback puts the same one there again.
        parameters["rollbackSourcePath"] = (RollbackSource ?? Source).AbsoluteUri;
        parameters["rollbackDestinationDir"] = RollbackDestination ?? Destination;
        parameters["rollbackScript"] = RollbackScript ?? "";
    }

    /// <summary>Writes the template parameters of a rollback from those of the update, and says what is gone back to.</summary>
    public static string WriteRollback(JObject parameters, TemplateParameters source)
    {
        foreach (var name in new[] { "invokeSourcePath", "invokeDestinationDir", "rollbackSourcePath", "rollbackDestinationDir", "rollbackScript" })
            parameters[name] = source.Text(name) ?? "";
        return $"file {source.Text("rollbackSourcePath")}";
    }

    private static void CheckAddress(string parameter, Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidSourceUri", $"-{parameter} '{address}' is no address the instances could download from.",
                "Give an address that begins with https:// or http://.");
        }
    }
}

using Newtonsoft.Json.Linq;

namespace RollingUpdate.Updates;

/// <summary>An OOS software package that is installed or removed.</summary>
internal sealed class PackageUpdate : UpdatePayload
{
    public PackageUpdate(string packageName, string? packageVersion, PackageAction action)
    {
        PackageName = packageName;
        PackageVersion = packageVersion;
        Action = action;
    }

    public override RollingUpdateKind Kind => RollingUpdateKind.Package;

    public string PackageName { get; }

    /// <summary>The version; null for the latest.</summary>
    public string? PackageVersion { get; }

    public PackageAction Action { get; }

    public override string Describe() =>
        Action == PackageAction.Uninstall ? $"package {PackageName} (uninstall)" : $"package {PackageName} {PackageVersion ?? "(latest version)"}";

    public override void Check()
    {
        if (string.IsNullOrWhiteSpace(PackageName))
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidPackageName", "-PackageName is empty.",
                "Give the name of an OOS package, such as wordpress.");
        }
    }

    public override void WriteInvoke(JObject parameters)
    {
        parameters["action"] = ActionText(Action);
        parameters["packageName"] = PackageName;
        parameters["packageVersion"] = PackageVersion ?? "";
    }

    public static string ActionText(PackageAction action) => action == PackageAction.Uninstall ? "uninstall" : "install";
}

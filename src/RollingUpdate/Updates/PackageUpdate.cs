using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates.Planning;
using RollingUpdate.Updates.Records;

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

    public override async Task CompleteAsync(GroupFacts facts, PlanChecks checks, UpdateRecord record, CancellationToken cancellation)
    {
        await CheckPackageAsync(facts, checks, cancellation).ConfigureAwait(false);
        try
        {
            record.Packages = new PackageVersions(await InstalledPackages.ReadAsync(facts.Api, facts.Taken, PackageName, cancellation).ConfigureAwait(false));
        }
        catch (AccessDeniedException error)
        {
            checks.Warn("PackageBefore", $"Which version of {PackageName} the instances have could not be read ({error.Code}), so a rollback will have to be given -PackageVersion.",
                "Have oos:ListInstancePackageStates granted to have it recorded.");
        }

        if (record.Packages is { IsUniform: true } all)
            checks.Pass("PackageBefore", all.Uniform is { } version ? $"A rollback goes back to {PackageName} {version}." : $"A rollback uninstalls {PackageName}, which no instance has now.");
        else if (record.Packages is { IsEmpty: false } mixed)
            checks.Warn("PackageBefore", $"The instances have different versions of {PackageName} ({mixed.Describe()}), and a rollback can give them only one.", "Say -PackageVersion to the rollback.");
    }

    public override void WriteInvoke(JObject parameters)
    {
        parameters["action"] = ActionText(Action);
        parameters["packageName"] = PackageName;
        parameters["packageVersion"] = PackageVersion ?? "";
    }

    /// <summary>Checks that there is such a package: it is a template of its own, and GetTemplate knows its versions.</summary>
    public async Task CheckPackageAsync(GroupFacts facts, PlanChecks checks, CancellationToken cancellation)
    {
        try
        {
            var package = await new OosClient(facts.Api).GetTemplateAsync(PackageName, PackageVersion, cancellation).ConfigureAwait(false);
            checks.Pass("Package", PackageVersion is null && Action == PackageAction.Install
                ? $"The latest version of {PackageName} is {package.TemplateVersion} now; each instance gets what is the latest when its turn comes."
                : $"There is a package {PackageName} {PackageVersion}".TrimEnd() + ".");
        }
        catch (ResourceNotFoundException)
        {
            checks.Fail("Package", $"There is no package {PackageName}{(PackageVersion is null ? "" : $" in version {PackageVersion}")} in {facts.Api.RegionId}.",
                $"Look with Get-OosTemplate {PackageName}.");
        }
        catch (AccessDeniedException error)
        {
            checks.Warn("Package", $"Whether there is a package {PackageName} could not be checked ({error.Code}).", "Have oos:GetTemplate granted too, and the next plan tells.");
        }
    }

    public static string ActionText(PackageAction action) => action == PackageAction.Uninstall ? "uninstall" : "install";
}

using System;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Cmdlets.Display;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>Completes versions, the newest first: of the template or package on the command line, or of the package that the update there installed.</summary>
public sealed class TemplateVersionCompleter : CloudCompleter
{
    private protected override string? ScopeOf(TypedArguments typed) => NameIn(typed) ?? typed.Text("ExecutionId");

    private protected override async Task ReadAsync(IOpenApi api, TypedArguments typed, Action<Candidate> found, CancellationToken cancellation)
    {
        if ((NameIn(typed) ?? await PackageOfAsync(api, typed, cancellation).ConfigureAwait(false)) is not { } name)
            return;
        var pages = new OosClient(api).ListTemplateVersions(name);
        while (await pages.NextAsync(cancellation).ConfigureAwait(false) is { } versions)
            foreach (var version in versions)
                found(new Candidate(version.TemplateVersion, $"{name} {version.TemplateVersion} {ViewText.Ago(version.UpdatedDate)} {ViewText.OneLine(version.Description)}".Trim()));
    }

    // A rollback does not name the package: its update does.
    private static async Task<string?> PackageOfAsync(IOpenApi api, TypedArguments typed, CancellationToken cancellation) =>
        typed.Text("ExecutionId") is { } id && await new OosClient(api).FindExecutionAsync(id, cancellation).ConfigureAwait(false) is { } execution
            ? new TemplateParameters(execution).Text("packageName")
            : null;

    private static string? NameIn(TypedArguments typed) => typed.Text("PackageName") ?? typed.Text("TemplateName") ?? typed.Text("Name");
}

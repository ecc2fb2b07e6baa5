using System;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.Cmdlets.Display;
using RollingUpdate.Oos;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>Completes names of templates.</summary>
public class TemplateNameCompleter : CloudCompleter
{
    /// <summary>Only of this type; null for all.</summary>
    private protected virtual string? TemplateType => null;

    private protected override async Task ReadAsync(IOpenApi api, TypedArguments typed, Action<Candidate> found, CancellationToken cancellation)
    {
        var pages = new OosClient(api).ListTemplates(null, null, TemplateType);
        while (await pages.NextAsync(cancellation).ConfigureAwait(false) is { } templates)
            foreach (var template in templates)
                found(new Candidate(template.TemplateName, $"{template.ShareType} {ViewText.OneLine(template.Description)}".Trim()));
    }
}

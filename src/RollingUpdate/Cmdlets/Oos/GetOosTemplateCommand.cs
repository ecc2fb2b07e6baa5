using System.Linq;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Oos;

namespace RollingUpdate.Cmdlets.Oos;

/// <summary>Gets templates: with their text and parameters by exact name, or listed by a name with wildcards.</summary>
/// <remarks>The list does not carry texts and parameters; give the exact name of one to read them.</remarks>
/// <example>
/// <para>Which templates are there for rolling updates?</para>
/// <code>Get-OosTemplate *RollingUpdate*</code>
/// </example>
/// <example>
/// <para>What does that one take?</para>
/// <code>(Get-OosTemplate ACS-ESS-RollingUpdateByRunCommandInScalingGroup).Parameters</code>
/// </example>
/// <seealso cref="StartOosExecutionCommand"/>
/// <seealso cref="GetOosExecutionCommand"/>
[Cmdlet(VerbsCommon.Get, "OosTemplate")]
[OutputType(typeof(OosTemplate))]
public sealed class GetOosTemplateCommand : AliyunCommand
{
    /// <summary>Names of templates. With wildcards they are listed, without their text and parameters.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("TemplateName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [PipelineId("TemplateName")]
    [ArgumentCompleter(typeof(TemplateNameCompleter))]
    public string[] Name { get; set; } = { "*" };

    /// <summary>The version to read, such as v3. Without it: the latest.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TemplateVersionCompleter))]
    public string? Version { get; set; }

    /// <summary>Only Public (Alibaba's) or Private (the account's own) templates.</summary>
    [Parameter]
    [ValidateSet("Public", "Private")]
    public string? ShareType { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            TryFor(name, () =>
            {
                if (WildcardPattern.ContainsWildcardCharacters(name))
                    WriteList(name);
                else
                    WriteObject(Await(cancellation => new OosClient(Api).GetTemplateAsync(name, Version, cancellation)));
            });
        }
    }

    private void WriteList(string name)
    {
        if (Version is not null)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "VersionOfManyTemplates", $"-Version is of one template, and '{name}' stands for many.",
                "Give the exact name of one, or leave -Version out.");
        }

        var pattern = NameArgument.Pattern(name);
        var pages = new OosClient(Api).ListTemplates(NameArgument.LongestLiteral(name), ShareType);
        while (Await(pages.NextAsync) is { } templates)
            foreach (var template in templates.Where(template => pattern.IsMatch(template.TemplateName)))
                WriteObject(template);
    }
}

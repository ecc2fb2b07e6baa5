namespace RollingUpdate.Cmdlets.Completion;

/// <summary>Completes names of OOS packages, which OOS keeps as templates of a type of their own.</summary>
public sealed class PackageNameCompleter : TemplateNameCompleter
{
    private protected override string? TemplateType => "Package";
}

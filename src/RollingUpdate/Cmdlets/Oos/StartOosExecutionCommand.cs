using System.Collections;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Oos;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Records;

namespace RollingUpdate.Cmdlets.Oos;

/// <summary>Starts an execution of any OOS template.</summary>
/// <remarks>
/// Parameters are a hashtable, an object, or the JSON text of an aliyun command line. For rolling updates Start-EssRollingUpdate is the
/// better way: it checks, records what a rollback needs and can wait. As there, one call starts one execution, whatever the network does.
/// </remarks>
/// <example>
/// <para>With a hashtable</para>
/// <code>
/// Start-OosExecution ACS-ESS-RollingUpdateByRunCommandInScalingGroup -Parameters @{
///     invokeType    = 'invoke'
///     scalingGroupId = 'asg-bp18p2yfxow2dloq'
///     invokeScript  = 'df -h'
///     enterProcess  = @('ScaleIn', 'ScaleOut')
///     exitProcess   = @('ScaleIn', 'ScaleOut')
///     batchNumber   = 2
/// }
/// </code>
/// </example>
/// <example>
/// <para>With the parameters of a plan</para>
/// <code>
/// $plan = Get-EssRollingUpdatePlan asg-bp18p2yfxow2dloq -Script 'df -h'
/// Start-OosExecution $plan.TemplateName -Parameters $plan.TemplateParameters
/// </code>
/// </example>
/// <example>
/// <para>With the JSON you have</para>
/// <code>Start-OosExecution ACS-ESS-RollingUpdateByConfigureOOSPackage -Parameters '{"invokeType": "invoke", "scalingGroupId": "asg-bp18p2yfxow2dloq", "packageName": "wordpress", "packageVersion": "v4"}'</code>
/// </example>
/// <seealso cref="Ess.StartEssRollingUpdateCommand"/>
/// <seealso cref="GetOosTemplateCommand"/>
/// <seealso cref="WaitOosExecutionCommand"/>
[Cmdlet(VerbsLifecycle.Start, "OosExecution", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(OosExecution))]
public sealed class StartOosExecutionCommand : AliyunCommand
{
    /// <summary>The template's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [PipelineId(nameof(TemplateName))]
    [ArgumentCompleter(typeof(TemplateNameCompleter))]
    public string TemplateName { get; set; } = "";

    /// <summary>The template's version, such as v3. Without it: the latest.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TemplateVersionCompleter))]
    public string? TemplateVersion { get; set; }

    /// <summary>The template's parameters: a hashtable (or an object), or a text with a JSON object.</summary>
    [Parameter(Position = 1)]
    [Alias("Parameter")]
    [ValidateNotNull]
    public object? Parameters { get; set; }

    /// <summary>Automatic, FailurePause (pauses when a task fails) or Debug.</summary>
    [Parameter]
    [ValidateSet("Automatic", "FailurePause", "Debug")]
    public string? Mode { get; set; }

    /// <summary>How loops run: Automatic, FirstBatchPause or EveryBatchPause.</summary>
    [Parameter]
    public BatchPauseOption? LoopMode { get; set; }

    /// <summary>Whether OOS asks for an approval before actions of high risk. Skip is the default, since you were asked here.</summary>
    [Parameter]
    public OosSafetyCheck SafetyCheck { get; set; }

    /// <summary>Free text that is kept with the execution.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>The resource group the execution belongs to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResourceGroupId { get; set; }

    /// <summary>Tags that are kept with the execution.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? Tag { get; set; }

    /// <summary>Makes a start that is typed twice happen once: at most 64 letters, digits and signs, new for every start that is meant.</summary>
    [Parameter]
    [ValidatePattern("^[!-~]{1,64}$")]
    public string? ClientToken { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryFor(TemplateName, () =>
    {
        var token = ClientToken ?? UpdateSettings.NewClientToken();
        var parameters = ParametersArgument.ToJson(Parameters);
        var request = new StartExecutionRequest(TemplateName, parameters, token)
        {
            TemplateVersion = string.IsNullOrEmpty(TemplateVersion) ? null : TemplateVersion,
            Mode = Mode,
            LoopMode = LoopMode?.ToString(),
            SafetyCheck = SafetyCheck.ToString(),
            Description = Description,
            ResourceGroupId = ResourceGroupId,
            Tags = UpdateRecord.WithStart(token, UpdateTemplate.GroupOf(TemplateName, parameters), TagArgument.ReadNew(Tag)),
        };
        var api = Api;
        if (ShouldProcess($"template {TemplateName} in {api.RegionId}", "Start an execution"))
            WriteObject(Await(cancellation => new ExecutionStarter(api).StartOnceAsync(request, cancellation)));
    });
}

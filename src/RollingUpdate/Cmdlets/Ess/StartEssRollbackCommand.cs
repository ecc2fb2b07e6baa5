using System;
using System.Collections;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Cmdlets.Waiting;
using RollingUpdate.Oos;
using RollingUpdate.Sessions;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Watching;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>Takes back rolling updates, whether they run, paused, failed or succeeded.</summary>
/// <remarks>
/// <para>
/// Everything is recovered from the update: group, kind, scripts, the image of before, the package's version of before, role and batches.
/// An argument overrides what was recorded. What cannot be known is asked for in an error that says which argument to give.
/// </para>
/// <para>
/// An update that still runs is cancelled first. The rollback works on the instances that the update came to, failed and half-done ones
/// too, and leaves alone those it never reached. Of an image update, the scaling configuration gets the old image back as well, which the
/// template itself does not do. -WhatIf shows all of it and changes nothing.
/// </para>
/// <para>
/// It asks before it starts, because it changes instances that serve; with -Confirm:$false it does not, for scripts.
/// </para>
/// </remarks>
/// <example>
/// <para>Take back what you just did</para>
/// <code>
/// $update = Start-EssRollingUpdate asg-bp18p2yfxow2dloq -ImageId aliyun_2_1903_x64_20G_alibase_20200529.vhd -BatchNumber 2 -Wait
/// $update | Start-EssRollback -Wait
/// </code>
/// </example>
/// <example>
/// <para>Take back an image update by its id</para>
/// <code>Get-OosExecution exec-83dba59be77d430 | Start-EssRollback -BatchNumber 2</code>
/// </example>
/// <example>
/// <para>Take back a package update to a version of your choice</para>
/// <code>Start-EssRollback exec-f4e61f2f21fe490 -PackageVersion v3</code>
/// <para>Without -PackageVersion: to the version that was installed before.</para>
/// </example>
/// <example>
/// <para>What would it do?</para>
/// <code>Start-EssRollback exec-83dba59be77d430 -WhatIf</code>
/// </example>
/// <example>
/// <para>Take back an update that still runs</para>
/// <code>Start-EssRollback exec-40e2e17ef7e04 -Wait</code>
/// <para>It is cancelled first; the instances it had begun with are taken back.</para>
/// </example>
/// <seealso cref="StartEssRollingUpdateCommand"/>
/// <seealso cref="GetEssRollingUpdateCommand"/>
/// <seealso cref="RepairEssScalingGroupCommand"/>
/// <seealso cref="Oos.WaitOosExecutionCommand"/>
/// <seealso href="about_RollingUpdate_Rollback"/>
[Cmdlet(VerbsLifecycle.Start, "EssRollback", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(OosExecution), typeof(Job))]
public sealed class StartEssRollbackCommand : WaitingCommand
{
    /// <summary>Ids of the updates to take back, <c>exec-…</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SourceExecutionId")]
    [ArgumentCompleter(typeof(RollbackSourceIdCompleter))]
    [PipelineId(nameof(ExecutionId))]
    public string[] ExecutionId { get; set; } = Array.Empty<string>();

    /// <summary>Of an image update: the image to go back to. Without it: the one recorded at the start.</summary>
    [Parameter]
    [Alias("SourceImageId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageIdCompleter))]
    public string? ImageId { get; set; }

    /// <summary>Of an image update: how many instances may fail before the rollback does. Without it: as in the update.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int? MaxErrors { get; set; }

    /// <summary>Of an image update: leaves the scaling configuration with the new image. Without it, the configuration gets the old image back too.</summary>
    [Parameter]
    public SwitchParameter KeepScalingConfiguration { get; set; }

    /// <summary>Of an update by script or file: the commands to run. Without it: the rollback script given at the start.</summary>
    [Parameter]
    public string? RollbackScript { get; set; }

    /// <summary>Of an update by script or file: a file with the commands to run.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RollbackScriptPath { get; set; }

    /// <summary>Of a package update: the version to go back to. Without it: the one recorded at the start.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TemplateVersionCompleter))]
    public string? PackageVersion { get; set; }

    /// <summary>Of a package update: Uninstall, when there was no such package before.</summary>
    [Parameter]
    public PackageAction? Action { get; set; }

    /// <summary>Of a file update: the address of the file to bring back. Without it: the one given at the start.</summary>
    [Parameter]
    [Alias("RollbackSourcePath")]
    [ValidateNotNull]
    public Uri? RollbackSourceUri { get; set; }

    /// <summary>Of an OSS file update: the bucket of the object to bring back. Without it: the one given at the start.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RollbackBucketName { get; set; }

    /// <summary>Of an OSS file update: the object to bring back. Without it: the one given at the start.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RollbackObjectName { get; set; }

    /// <summary>Of an update by file or OSS file: the folder on the instances that the file goes to. Without it: the one given at the start.</summary>
    [Parameter]
    [Alias("RollbackDestinationDir")]
    [ValidateNotNullOrEmpty]
    public string? RollbackDestinationPath { get; set; }

    /// <summary>Of an OSS file update: the region of the bucket. Without it: as in the update.</summary>
    [Parameter]
    [Alias("OSSRegion")]
    [ValidateNotNullOrEmpty]
    public string? OssRegionId { get; set; }

    /// <summary>Of an OSS file update: how long the address of each download is good, as 00:30:00 or in seconds. Without it: as in the update.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan? UrlExpirationTime { get; set; }

    /// <summary>Of a container update: the containers to go back to. Without it: those recorded at the start.</summary>
    [Parameter]
    [Alias("SourceContainerConfigure")]
    [ValidateNotNullOrEmpty]
    public object[]? SourceContainer { get; set; }

    /// <summary>Of a container update: whether only what is given is changed (IncrementalUpdate) or all containers replaced (RenewUpdate). Without it: as in the update.</summary>
    [Parameter]
    public ContainerUpdateType? UpdateType { get; set; }

    /// <summary>The number of batches, 1 to 100. Without it: as in the update.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int? BatchNumber { get; set; }

    /// <summary>Whether the rollback pauses between batches: Automatic (the default, whatever the update did), FirstBatchPause, EveryBatchPause.</summary>
    [Parameter]
    public BatchPauseOption BatchPauseOption { get; set; }

    /// <summary>The RAM role OOS works as. Without it: as in the update.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OosAssumeRole { get; set; }

    /// <summary>What happens when an instance fails: Stop (the default) ends the rollback as Failed, Pause lets you retry or skip the instance.</summary>
    [Parameter]
    public UpdateFailureAction FailureAction { get; set; }

    /// <summary>Whether OOS asks for an approval before actions of high risk. Skip is the default, since you were asked here.</summary>
    [Parameter]
    public OosSafetyCheck SafetyCheck { get; set; }

    /// <summary>Free text that is kept with the execution.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>Tags that are kept with the execution.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? Tag { get; set; }

    /// <summary>Makes a start that is typed twice happen once: at most 64 letters, digits and signs, new for every start that is meant.</summary>
    [Parameter]
    [ValidatePattern("^[!-~]{1,64}$")]
    public string? ClientToken { get; set; }

    /// <summary>Waits until it has ended and gives the execution as it is then; without it, as it was started.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in ExecutionId)
            TryFor(id, () => Start(id));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        StartKeptJob(nameof(ExecutionId), (nameof(Wait), true), ("Confirm", false));
        WaitForRemembered();
    }

    private protected override SupervisionOptions Supervision => new() { RestoreProcesses = true };

    private void Start(string id)
    {
        CheckWaitArguments(Wait);
        if (FailureAction == UpdateFailureAction.Rollback)
        {
            throw new RollingUpdateException(ErrorKind.InvalidInput, "InvalidFailureAction", "A rollback cannot be rolled back.",
                "Give -FailureAction Stop or Pause.");
        }

        var starter = new RollbackStarter(Api);
        var settings = ReadSettings();
        var prepared = Await(cancellation => starter.PrepareAsync(id, settings, cancellation));
        if (ClientToken is not null && Await(cancellation => starter.FindStartedAsync(prepared, ClientToken, cancellation)) is { } already)
        {
            GiveAgain(starter, prepared, already);
            return;
        }

        // What speaks against it has to be read before the answer is given.
        prepared.Warnings.ForEach(WriteWarning);
        prepared.Warnings.Clear();
        if (!ShouldProcess(prepared.Summary, prepared.Summary + "?", "Start-EssRollback"))
            return;

        if (AsJob)
        {
            KeepForJob(nameof(ExecutionId), id);
            return;
        }

        try
        {
            EmitStarted((onStarted, cancellation) => starter.StartAsync(prepared, onStarted, cancellation), Wait);
        }
        finally
        {
            prepared.Warnings.ForEach(WriteWarning);
        }

        if (prepared.Configuration is { } configuration)
            RestoreConfiguration(starter, configuration);
    }

    private void GiveAgain(RollbackStarter starter, PreparedRollback prepared, OosExecution already)
    {
        WriteWarning($"-ClientToken {ClientToken} has started {already.ExecutionId} already; it is not started again.");
        if (AsJob)
        {
            KeepForJob(nameof(ExecutionId), prepared.Source.ExecutionId);
            return;
        }

        Emit(already, Wait);
        // What started it may have been cut off before this.
        if (prepared.Configuration is { } configuration && ShouldProcess(configuration.ScalingConfigurationId, $"Give image {configuration.ImageId} back"))
            RestoreConfiguration(starter, configuration);
    }

    // The instances come first; that the configuration could not follow is an error of its own.
    private void RestoreConfiguration(RollbackStarter starter, ConfigurationRestore configuration)
    {
        TryFor(configuration.ScalingConfigurationId, () =>
        {
            if (Await(cancellation => starter.RestoreConfigurationAsync(configuration, cancellation)) is { } hindrance)
                WriteWarning(hindrance);
            else
                WriteVerbose($"{configuration.ScalingConfigurationId} has image {configuration.ImageId} again.");
        });
    }

    private RollbackSettings ReadSettings() => new()
    {
        BatchNumber = BatchNumber,
        BatchPauseOption = BatchPauseOption,
        ImageId = ImageId,
        MaxErrors = MaxErrors,
        RollbackScript = ScriptArgument.Read(this, "RollbackScript", RollbackScript, RollbackScriptPath),
        RollbackSource = RollbackSourceUri,
        RollbackBucket = RollbackBucketName,
        RollbackObject = RollbackObjectName,
        RollbackDestination = RollbackDestinationPath,
        OssRegion = OssRegionId is null ? null : Region.Check(OssRegionId, "-OssRegionId"),
        UrlExpiration = UrlExpirationTime,
        SourceContainers = ContainerArgument.Read("SourceContainer", SourceContainer),
        ContainerUpdateType = UpdateType,
        PackageVersion = PackageVersion,
        Action = Action,
        OosAssumeRole = OosAssumeRole,
        KeepScalingConfiguration = KeepScalingConfiguration,
        FailureAction = FailureAction,
        SafetyCheck = SafetyCheck,
        Description = Description,
        Tags = TagArgument.ReadNew(Tag),
        ClientToken = ClientToken,
    };
}

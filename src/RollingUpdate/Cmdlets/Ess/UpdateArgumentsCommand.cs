using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.Cmdlets.Waiting;
using RollingUpdate.Ess;
using RollingUpdate.Oos;
using RollingUpdate.Sessions;
using RollingUpdate.Updates;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>What an update is told: the arguments that Start-EssRollingUpdate and Get-EssRollingUpdatePlan share.</summary>
public abstract class UpdateArgumentsCommand : WaitingCommand
{
    private protected const string ImageSet = "Image";
    private const string ScriptSet = "Script";
    private const string PackageSet = "Package";
    private const string FileSet = "File";
    private const string OssFileSet = "OssFile";
    private const string ContainerGroupSet = "ContainerGroup";

    // The groups of this pipeline so far, and those of them that came again and of which that was said.
    private readonly HashSet<string> _taken = new();
    private readonly HashSet<string> _again = new();

    /// <summary>Ids of the scaling groups to update, <c>asg-…</c>.</summary>
    // Said for each set: of a parameter of all sets, the engine does not see in a pipeline that -Script without a file needs nothing more.
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ImageSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ScriptSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PackageSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = FileSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = OssFileSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ContainerGroupSet)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(ScalingGroupIdCompleter))]
    [PipelineId(nameof(ScalingGroupId))]
    public string[] ScalingGroupId { get; set; } = Array.Empty<string>();

    /// <summary>The image the instances' system disks are made from again. What is on the old system disks is lost.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ImageSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageIdCompleter))]
    public string? ImageId { get; set; }

    /// <summary>The image a rollback goes back to. Without it: that of the scaling configuration, or else the one all instances run.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageIdCompleter))]
    public string? SourceImageId { get; set; }

    /// <summary>
    /// The scaling configuration that gets the image, or the containers, too. Without it: the group's active one. Of an image update an
    /// empty text: none.
    /// </summary>
    [Parameter(ParameterSetName = ImageSet)]
    [Parameter(ParameterSetName = ContainerGroupSet)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ScalingConfigurationIdCompleter))]
    public string? ScalingConfigurationId { get; set; }

    /// <summary>How many instances may fail before the update does.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateRange(0, 1000)]
    public int MaxErrors { get; set; }

    /// <summary>
    /// The commands to run on the instances; with a file, after it was downloaded. With a file they are kept in a lifecycle hook too, so
    /// they have to be one line without double quotes and backslashes.
    /// </summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = OssFileSet)]
    public string? Script { get; set; }

    /// <summary>A file with the commands to run on the instances.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = OssFileSet)]
    [ValidateNotNullOrEmpty]
    public string? ScriptPath { get; set; }

    /// <summary>The commands that a rollback runs; of a script update always in the Linux shell.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = OssFileSet)]
    public string? RollbackScript { get; set; }

    /// <summary>A file with the commands that a rollback runs.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = OssFileSet)]
    [ValidateNotNullOrEmpty]
    public string? RollbackScriptPath { get; set; }

    /// <summary>What runs the script: RunShellScript (the default), RunPowerShellScript or RunBatScript.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    public CommandType CommandType { get; set; }

    /// <summary>The OOS package to install or remove.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PackageSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PackageNameCompleter))]
    public string? PackageName { get; set; }

    /// <summary>The package's version, such as v4. Without it: the latest.</summary>
    [Parameter(ParameterSetName = PackageSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TemplateVersionCompleter))]
    public string? PackageVersion { get; set; }

    /// <summary>Install (the default) or Uninstall.</summary>
    [Parameter(ParameterSetName = PackageSet)]
    public PackageAction Action { get; set; }

    /// <summary>The address that each instance downloads the file from, https or http.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [Alias("InvokeSourcePath")]
    [ValidateNotNull]
    public Uri? SourceUri { get; set; }

    /// <summary>The address of the file that a rollback brings back.</summary>
    [Parameter(ParameterSetName = FileSet)]
    [Alias("RollbackSourcePath")]
    [ValidateNotNull]
    public Uri? RollbackSourceUri { get; set; }

    /// <summary>The OSS bucket that each instance downloads from.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OssFileSet)]
    [Alias("InvokeBucketName")]
    [ValidateNotNullOrEmpty]
    public string? BucketName { get; set; }

    /// <summary>The object of the bucket that each instance downloads.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OssFileSet)]
    [Alias("InvokeObjectName")]
    [ValidateNotNullOrEmpty]
    public string? ObjectName { get; set; }

    /// <summary>The OSS bucket of the object that a rollback brings back. Without it: the same bucket.</summary>
    [Parameter(ParameterSetName = OssFileSet)]
    [ValidateNotNullOrEmpty]
    public string? RollbackBucketName { get; set; }

    /// <summary>The object that a rollback brings back.</summary>
    [Parameter(ParameterSetName = OssFileSet)]
    [ValidateNotNullOrEmpty]
    public string? RollbackObjectName { get; set; }

    /// <summary>The region of the buckets. Without it: the region of the group. From another one the instances download over the public network.</summary>
    [Parameter(ParameterSetName = OssFileSet)]
    [Alias("OSSRegion")]
    [ValidateNotNullOrEmpty]
    public string? OssRegionId { get; set; }

    /// <summary>How long the address that is made for each download is good, as 00:30:00 or in seconds. Without it: 6,000 seconds.</summary>
    [Parameter(ParameterSetName = OssFileSet)]
    [Seconds]
    public TimeSpan? UrlExpirationTime { get; set; }

    /// <summary>The folder on the instances that the file goes to, such as /opt/app.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [Parameter(Mandatory = true, ParameterSetName = OssFileSet)]
    [Alias("InvokeDestinationDir")]
    [ValidateNotNullOrEmpty]
    public string? DestinationPath { get; set; }

    /// <summary>The folder on the instances that the file of a rollback goes to. Without it: the same folder.</summary>
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = OssFileSet)]
    [Alias("RollbackDestinationDir")]
    [ValidateNotNullOrEmpty]
    public string? RollbackDestinationPath { get; set; }

    /// <summary>Tells the template not to keep what is downloaded as a file (whetherSaveToFile false).</summary>
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = OssFileSet)]
    public SwitchParameter NoSaveToFile { get; set; }

    /// <summary>
    /// The containers as they shall be, found by their names: <c>@{ Name = 'web'; Image = 'registry/web:2' }</c>. Hashtables, objects, the
    /// Containers of Get-EssScalingConfiguration, or JSON. Other settings are Cpu, Memory, Arg, Command, EnvironmentVar, Port and so on.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ContainerGroupSet)]
    [Alias("ContainerConfigure")]
    [ValidateNotNullOrEmpty]
    public object[]? Container { get; set; }

    /// <summary>The containers a rollback goes back to. Without it: what the scaling configuration has now of the settings that are changed.</summary>
    [Parameter(ParameterSetName = ContainerGroupSet)]
    [Alias("SourceContainerConfigure")]
    [ValidateNotNullOrEmpty]
    public object[]? SourceContainer { get; set; }

    /// <summary>IncrementalUpdate (the default) changes only what is given; RenewUpdate puts the given containers in place of all.</summary>
    [Parameter(ParameterSetName = ContainerGroupSet)]
    public ContainerUpdateType UpdateType { get; set; }

    /// <summary>The number of batches, 1 to 100; 5 without it. The size of the largest is how many instances are out of service at a time.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int BatchNumber { get; set; } = UpdateSettings.DefaultBatchNumber;

    /// <summary>Whether the update pauses between batches until it is approved: Automatic (it does not), FirstBatchPause, EveryBatchPause.</summary>
    [Parameter]
    public BatchPauseOption BatchPauseOption { get; set; }

    /// <summary>The processes of the group that are suspended during the update; all five without it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ScalingProcess[]? SuspendProcess { get; set; }

    /// <summary>The processes that are resumed at the end. Without it: those this update suspends, less those that were suspended before.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public ScalingProcess[]? ResumeProcess { get; set; }

    /// <summary>Which instances are updated: InService (the default), Protected, or both. Files and containers go to those InService only.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = PackageSet)]
    [ValidateNotNullOrEmpty]
    public UpdatableLifecycleState[] LifecycleState { get; set; } = { UpdatableLifecycleState.InService };

    /// <summary>The RAM role OOS works as. Without it: with the permissions of whoever starts the update.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OosAssumeRole { get; set; }

    /// <summary>
    /// What happens when an instance fails: Stop (the default) ends the update as Failed, Pause lets you retry or skip the instance,
    /// Rollback cancels the update and takes it back. When a gate says no: Stop and Pause leave the update paused (Pause waits on),
    /// Rollback takes it back. Rollback implies -Wait.
    /// </summary>
    [Parameter]
    public UpdateFailureAction FailureAction { get; set; }

    /// <summary>
    /// A script that runs at each batch pause and decides whether the next batch may begin. Only $true as its last output lets it begin; any
    /// $false, any text (also 'true') or nothing does not. To use a native program's exit code, end with $LASTEXITCODE -eq 0. It sees
    /// the update as $_ and as its first argument, the instances of the latest batch as $Instances and as its second. Implies -Wait and
    /// -BatchPauseOption EveryBatchPause.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? Gate { get; set; }

    /// <summary>How long the latest batch works before the gate is asked, as 00:02:00 or in seconds.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan BakeTime { get; set; }

    /// <summary>How long the gate may go on saying no; it is asked every five seconds. Five minutes without it.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan GateTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether OOS asks for an approval before actions of high risk. Skip is the default, since you were asked here.</summary>
    [Parameter]
    public OosSafetyCheck SafetyCheck { get; set; }

    /// <summary>Free text that is kept with the execution.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>Tags that are kept with the execution, as <c>@{ change = 'CHG-17' }</c>.</summary>
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

    /// <summary>Starts the update in spite of failed checks that can be overridden (CanForce of the plan's checks).</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>One group, with an error record of its own.</summary>
    private protected abstract void Process(string scalingGroupId);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in ScalingGroupId)
        {
            if (_taken.Add(id))
                TryFor(id, () => Process(id));
            else if (_again.Add(id))
                WriteWarning($"{id} came more than once, as with several of its instances. An update is one of the whole group, and is taken once.");
        }
    }

    private protected UpdatePayload ReadPayload() => ParameterSetName switch
    {
        ScriptSet => new ScriptUpdate(ReadScript() ?? "", CommandType) { RollbackScript = ReadRollbackScript() },
        PackageSet => new PackageUpdate(PackageName!, PackageVersion, Action),
        FileSet => With(new FileUpdate(SourceUri!, DestinationPath!) { RollbackSource = RollbackSourceUri }),
        OssFileSet => With(new OssFileUpdate(BucketName!, ObjectName!, DestinationPath!)
        {
            RollbackBucket = RollbackBucketName,
            RollbackName = RollbackObjectName,
            OssRegion = OssRegionId is null ? null : Region.Check(OssRegionId, "-OssRegionId"),
            UrlExpiration = UrlExpirationTime,
        }),
        ContainerGroupSet => new ContainerGroupUpdate(ContainerArgument.Read("Container", Container)!)
        {
            SourceContainers = ContainerArgument.Read("SourceContainer", SourceContainer),
            ScalingConfigurationId = string.IsNullOrEmpty(ScalingConfigurationId) ? null : ScalingConfigurationId,
            UpdateType = UpdateType,
        },
        _ => new ImageUpdate(ImageId!) { SourceImageId = SourceImageId, ScalingConfigurationId = ScalingConfigurationId, MaxErrors = MaxErrors },
    };

    private protected UpdateSettings ReadSettings() => new()
    {
        BatchNumber = BatchNumber,
        BatchPauseOption = Gate is null || MyInvocation.BoundParameters.ContainsKey(nameof(BatchPauseOption)) ? BatchPauseOption : BatchPauseOption.EveryBatchPause,
        SuspendProcess = SuspendProcess,
        ResumeProcess = ResumeProcess,
        LifecycleState = LifecycleState,
        OosAssumeRole = OosAssumeRole,
        FailureAction = FailureAction,
        SafetyCheck = SafetyCheck,
        Description = Description,
        Tags = TagArgument.ReadNew(Tag),
        ClientToken = ClientToken,
    };

    private HookUpdate With(HookUpdate update)
    {
        update.RollbackDestination = RollbackDestinationPath;
        update.Script = ReadScript();
        update.RollbackScript = ReadRollbackScript();
        update.SavesToFile = !NoSaveToFile;
        return update;
    }

    private string? ReadScript() => ScriptArgument.Read(this, "Script", Script, ScriptPath);

    private string? ReadRollbackScript() => ScriptArgument.Read(this, "RollbackScript", RollbackScript, RollbackScriptPath);
}

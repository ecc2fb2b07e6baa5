using System.Management.Automation;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Planning;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>Shows what Start-EssRollingUpdate would do with the same arguments, and what speaks against it.</summary>
/// <remarks>
/// <para>
/// Take a command line of Start-EssRollingUpdate, change its name to this, and read before you start: the checks with their outcome and
/// what to do about it, the batches with their instances, the instances that are left out and why, the processes that are suspended and
/// resumed, and the exact parameters of the template.
/// </para>
/// <para>
/// It changes nothing and does not wait, whatever the arguments say. Start-EssRollingUpdate makes the same checks itself: a failed one
/// stops the start, and -Force goes past those whose CanForce is true.
/// </para>
/// </remarks>
/// <example>
/// <para>What would happen?</para>
/// <code>Get-EssRollingUpdatePlan asg-bp18p2yfxow2dloq -ImageId aliyun_2_1903_x64_20G_alibase_20200529.vhd -BatchNumber 2</code>
/// </example>
/// <example>
/// <para>What speaks against it?</para>
/// <code>(Get-EssRollingUpdatePlan asg-bp18p2yfxow2dloq -ImageId m-bp1simulatedcustom01).Checks | Where-Object Status -ne Passed</code>
/// </example>
/// <example>
/// <para>Start only what no check warns about</para>
/// <code>
/// $plan = Get-EssRollingUpdatePlan asg-bp18p2yfxow2dloq -Script 'echo hello' -RollbackScript 'echo undone'
/// if ($plan.Status -eq 'Passed') {
///     Start-EssRollingUpdate asg-bp18p2yfxow2dloq -Script 'echo hello' -RollbackScript 'echo undone'
/// }
/// </code>
/// </example>
/// <example>
/// <para>The batches, as a list</para>
/// <code>(Get-EssRollingUpdatePlan asg-bp18p2yfxow2dloq -Script 'echo hello' -BatchNumber 2).Batches</code>
/// </example>
/// <seealso cref="StartEssRollingUpdateCommand"/>
/// <seealso cref="GetEssScalingGroupCommand"/>
/// <seealso cref="RepairEssScalingGroupCommand"/>
[Cmdlet(VerbsCommon.Get, "EssRollingUpdatePlan", DefaultParameterSetName = ImageSet)]
[OutputType(typeof(EssRollingUpdatePlan))]
public sealed class GetEssRollingUpdatePlanCommand : UpdateArgumentsCommand
{
    private protected override void Process(string scalingGroupId)
    {
        var payload = ReadPayload();
        var settings = ReadSettings();
        WriteObject(Await(cancellation => new UpdateStarter(Api).PrepareAsync(scalingGroupId, payload, settings, cancellation)).Plan);
    }
}

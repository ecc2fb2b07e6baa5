using System.Management.Automation;
using RollingUpdate.Updates;
using RollingUpdate.Updates.Planning;

namespace RollingUpdate.Cmdlets.Ess;

/// <summary>
/// Shows what Start-EssRollingUpdate would do with the same arguments, and what speaks against it: checks, batches, who is left out, the
/// exact template parameters. It changes nothing, and does not wait, whatever the arguments say.
/// </summary>
/// <example><code>Get-EssRollingUpdatePlan asg-bp18p2yfxow2dloq -ImageId m-bp1simulatedcustom01 -BatchNumber 2 | ForEach-Object Checks</code></example>
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

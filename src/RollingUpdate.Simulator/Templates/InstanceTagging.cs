using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Engine;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Templates;

/// <summary>The task tagInstance: after the whole loop succeeded every instance of the update gets the tag, ten at a time, no error allowed.</summary>
internal static class InstanceTagging
{
    private const int AtOnce = 10;

    public static async Task Run(Flow flow, IReadOnlyList<LoopItem> items)
    {
        while (true)
        {
            var task = flow.StartTask("tagInstance", "ACS::ExecuteAPI", "ecs", "TagResources");
            try
            {
                await TagAll(flow, task, items);
                flow.EndTask(task, ExecutionStatus.Success);
                return;
            }
            catch (ApiException e)
            {
                flow.EndTask(task, ExecutionStatus.Failed, e);
                if (!await flow.AskForRetry(task, e))
                    return;
            }
        }
    }

    private static async Task TagAll(Flow flow, TaskExecution task, IReadOnlyList<LoopItem> items)
    {
        var tag = new KeyValuePair<string, string>("ess:rollingupdate", "oos:" + flow.Execution.Id);
        task.Loop = new LoopCounts(items.Count, 1);
        for (var first = 0; first < items.Count; first += AtOnce)
        {
            await flow.Delay(StepTimes.ApiCall);
            foreach (var item in items.Skip(first).Take(AtOnce))
            {
                var one = flow.StartTask("tagInstance", "ACS::ExecuteAPI", "ecs", "TagResources", task);
                one.LoopItem = item;
                try
                {
                    await flow.Call("ecs", "TagResources", item.InstanceId);
                    flow.Compute.Tag(new[] { item.InstanceId }, new[] { tag });
                    flow.EndTask(one, ExecutionStatus.Success);
                    task.Loop.Success++;
                }
                catch (ApiException e)
                {
                    task.Loop.Failed++;
                    flow.EndTask(one, ExecutionStatus.Failed, e);
                    throw;
                }
            }
        }
    }
}

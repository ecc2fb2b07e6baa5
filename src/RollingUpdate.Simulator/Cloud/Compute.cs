using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>What ECS does when it is asked to change something, by a caller or by the engine of OOS.</summary>
internal sealed class Compute
{
    /// <summary>The most bytes of a script: 24 KB of Base64.</summary>
    private const int ContentLimit = 18 * 1024;
    private readonly World _world;

    public Compute(World world) => _world = world;

    /// <exception cref="ApiException">InvalidInstanceId.NotFound.</exception>
    public Instance Instance(string id) =>
        _world.Instances.Find(id) ?? throw new ApiException(404, "InvalidInstanceId.NotFound", "The specified InstanceId does not exist.");

    public void Stop(string instanceId)
    {
        var instance = InState(instanceId, "Running");
        instance.Status = "Stopping";
        _world.Clock.Schedule(StepTimes.Stop, () => instance.Status = "Stopped");
    }

    public void Start(string instanceId)
    {
        var instance = InState(instanceId, "Stopped");
        if (instance.SystemDiskStatus != "In_use")
            throw new ApiException(403, "IncorrectDiskStatus", "The current disk status does not support this operation.");
        instance.Status = "Starting";
        _world.Clock.Schedule(StepTimes.Start, () => instance.Status = "Running");
    }

    /// <summary>
    /// Puts a new system disk of an image into a stopped instance. The packages known for the instance stay, as if the images had them: so
    /// that updates of different kinds can be rehearsed one after another.
    /// </summary>
    /// <returns>The id of the new disk.</returns>
    public string ReplaceSystemDisk(string instanceId, string imageId, string? keyPairName)
    {
        var instance = InState(instanceId, "Stopped");
        var image = _world.Images.Find(imageId) ?? throw new ApiException(404, "InvalidImageId.NotFound", "The specified ImageId does not exist.");
        if (image.Status != "Available")
            throw new ApiException(403, "ImageNotSupportInstanceType", $"The specified image is {image.Status}.");
        _world.SystemDisks.Remove(instance.SystemDiskId);
        instance.SystemDiskId = _world.Ids.Resource("d-");
        _world.SystemDisks[instance.SystemDiskId] = instance;
        instance.SystemDiskStatus = "ReIniting";
        instance.ImageId = imageId;
        instance.OsType = image.OsType;
        instance.KeyPairName = keyPairName;
        _world.Clock.Schedule(StepTimes.ReplaceDisk, () => instance.SystemDiskStatus = "In_use");
        return instance.SystemDiskId;
    }

    /// <summary>Adds tags to instances, all or none.</summary>
    public void Tag(IReadOnlyList<string> instanceIds, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key.StartsWith("aliyun", StringComparison.OrdinalIgnoreCase) || tag.Key.StartsWith("acs:", StringComparison.OrdinalIgnoreCase))
                throw new ApiException(400, "InvalidTagKey.Malformed", "The specified Tag.n.Key is not valid.");
        }

        foreach (var instance in instanceIds.Select(Tagged).ToList())
        {
            foreach (var tag in tags)
                instance.Tags[tag.Key] = tag.Value;
        }

        Instance Tagged(string id) =>
            _world.Instances.Find(id) ?? throw new ApiException(404, "InvalidResourceId.NotFound", $"The specified ResourceIds are not found in our records: {id}.");
    }

    /// <summary>Runs a script on instances by Cloud Assistant; the result is there when its time has passed.</summary>
    /// <param name="instanceIds">Where.</param>
    /// <param name="type">RunShellScript, RunBatScript or RunPowerShellScript.</param>
    /// <param name="content">The script, plain text.</param>
    /// <param name="name">The command's name.</param>
    /// <param name="timeout">After this the run is ended and counts as an error.</param>
    /// <exception cref="ApiException">CmdContent.ExceedLimit, or an instance that does not exist or run.</exception>
    public Invocation RunCommand(IReadOnlyList<string> instanceIds, string type, string content, string name, TimeSpan timeout)
    {
        if (Encoding.UTF8.GetByteCount(content) > ContentLimit)
            throw new ApiException(400, "CmdContent.ExceedLimit", "The length of the command content exceeds the limit.");
        var instances = instanceIds.Select(Instance).ToList();
        var stopped = instances.Find(i => i.Status != "Running");
        if (stopped != null)
            throw new ApiException(403, "InvalidInstance.NotRunning", $"The instance {stopped.Id} is not running.");
        var invocation = new Invocation(_world.Ids.Resource("t-"), _world.Ids.Resource("c-"), name, type, content, _world.Clock.Now);
        foreach (var instance in instances)
            invocation.Results.Add(Run(instance, type, content, timeout));
        return _world.Invocations.Add(invocation);
    }

    private InvocationResult Run(Instance instance, string type, string content, TimeSpan timeout)
    {
        var result = new InvocationResult(instance.Id, _world.Clock.Now);
        if ((type == "RunShellScript") != (instance.OsType == "linux"))
        {
            _world.Clock.Schedule(StepTimes.Command, () =>
            {
                result.Finished = _world.Clock.Now;
                result.ErrorCode = "CommandNotApplicable";
                result.ErrorInfo = $"{type} cannot run on {instance.OsType}.";
            });
            return result;
        }

        var shell = SimulatedShell.Run(_world, instance, content);
        var inTime = shell.Duration <= timeout;
        instance.ScriptHistory.Add(content);
        _world.Clock.Schedule(inTime ? shell.Duration : timeout, () =>
        {
            result.Finished = _world.Clock.Now;
            if (!inTime)
            {
                result.ErrorCode = "Timeout";
                result.ErrorInfo = $"The command did not end within {timeout.TotalSeconds} seconds.";
                return;
            }

            result.ExitCode = shell.ExitCode;
            result.Output = shell.Output;
            shell.Apply();
        });
        return result;
    }

    private Instance InState(string instanceId, string status)
    {
        var instance = Instance(instanceId);
        if (instance.Status != status)
            throw new ApiException(403, "IncorrectInstanceStatus", $"The current status of the resource does not support this operation: {instance.Status}.");
        return instance;
    }
}

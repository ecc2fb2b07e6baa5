using System.Management.Automation;

namespace RollingUpdate.Simulator.Cmdlets;

/// <summary>Stops the simulators of a runspace when the module is removed from it.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => StartedSimulators.StopAll();
}

using RollingUpdate.Simulator.Engine;
using RollingUpdate.Simulator.Gateway;
using RollingUpdate.Simulator.Services.Ecs;
using RollingUpdate.Simulator.Services.Ess;
using RollingUpdate.Simulator.Services.Oos;
using RollingUpdate.Simulator.Services.Ram;
using RollingUpdate.Simulator.Services.Sts;

namespace RollingUpdate.Simulator.Services;

/// <summary>All services of the simulated cloud.</summary>
internal static class ServiceRegistration
{
    public static ApiCatalog Build(ExecutionEngine engine)
    {
        var catalog = new ApiCatalog();
        new StsService(engine.World).Register(catalog);
        new EcsReadService(engine.World).Register(catalog);
        new EcsChangeService(engine.World, engine.Compute).Register(catalog);
        new EssReadService(engine.World).Register(catalog);
        new EssChangeService(engine.Scaling).Register(catalog);
        new ExecutionService(engine).Register(catalog);
        new TaskService(engine).Register(catalog);
        new EssHookService(engine.World, engine.Hooks).Register(catalog);
        new TemplateService(engine).Register(catalog);
        new PackageStateService(engine.World).Register(catalog);
        new RamService(engine.World).Register(catalog);
        new RamPolicyService(engine.World).Register(catalog);
        return catalog;
    }
}

using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Gateway;

namespace RollingUpdate.Simulator.Services.Oos;

/// <summary>Which packages an instance has, as OOS knows it.</summary>
internal sealed class PackageStateService
{
    private readonly World _world;

    public PackageStateService(World world) => _world = world;

    public void Register(ApiCatalog catalog)
    {
        catalog.Read("oos", ExecutionService.Version, "ListInstancePackageStates", ListInstancePackageStates);
        catalog.Write("oos", ExecutionService.Version, "UpdateInstancePackageState", UpdateInstancePackageState);
    }

    private JObject ListInstancePackageStates(ApiCall call)
    {
        var p = call.Parameters;
        var instance = _world.Instances.Find(p.Required("InstanceId"));
        var names = p.JsonList("TemplateNames");
        IEnumerable<KeyValuePair<string, InstalledPackage>> states = instance?.Packages ?? new Dictionary<string, InstalledPackage>();
        var found = states.Where(s => names == null || names.Contains(s.Key)).ToList();
        var answer = new JObject();
        answer["PackageStates"] = new JArray(TokenPage.Of(p, found, 50, 1, 100, answer).Select(s => new JObject
        {
            ["TemplateName"] = s.Key,
            ["TemplateId"] = _world.Packages.Find(s.Key)?.TemplateId ?? "",
            ["TemplateVersion"] = s.Value.Version,
            ["TemplateVersionName"] = s.Value.Version,
            ["TemplateCategory"] = "Package",
            ["Publisher"] = "",
            ["Description"] = "",
            ["Parameters"] = "{}",
            ["ConfigurationInfo"] = "",
            // Without a Z, and MaxResults as a text: so this action answers, unlike all others.
            ["UpdateTime"] = Timestamps.Seconds(s.Value.Updated).TrimEnd('Z'),
        }));
        answer["MaxResults"] = ((int)answer["MaxResults"]!).ToString(CultureInfo.InvariantCulture);
        return answer;
    }

    private JObject UpdateInstancePackageState(ApiCall call)
    {
        var p = call.Parameters;
        var id = p.Required("InstanceId");
        var name = p.Required("TemplateName");
        var action = p.Required("ConfigureAction");
        p.OneOf("ConfigureAction", "install", "uninstall");
        var instance = _world.Instances.Find(id) ?? throw new ApiException(404, "EntityNotExists.Instance", $"The specified instance {id} does not exist.");
        var package = _world.Packages.Find(name) ?? throw new ApiException(404, "EntityNotExists.Template", $"The specified template {name} does not exist.");
        if (action == "uninstall")
            instance.Packages.Remove(name);
        else
            instance.Packages[name] = new InstalledPackage(p.Text("TemplateVersion") ?? package.Latest, _world.Clock.Now);
        return new JObject();
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Engine;
using RollingUpdate.Simulator.Gateway;
using RollingUpdate.Simulator.Templates;

namespace RollingUpdate.Simulator.Services.Oos;

/// <summary>The actions of OOS on templates, packages among them, and on their permissions.</summary>
internal sealed class TemplateService
{
    private readonly World _world;
    private readonly ExecutionEngine _engine;

    public TemplateService(ExecutionEngine engine)
    {
        _world = engine.World;
        _engine = engine;
    }

    public void Register(ApiCatalog catalog)
    {
        const string Version = ExecutionService.Version;
        catalog.Read("oos", Version, "GetTemplate", GetTemplate);
        catalog.Read("oos", Version, "ListTemplates", ListTemplates);
        catalog.Read("oos", Version, "ListTemplateVersions", ListTemplateVersions);
        catalog.Read("oos", Version, "GetExecutionTemplate", GetExecutionTemplate);
        catalog.Read("oos", Version, "GenerateExecutionPolicy", GenerateExecutionPolicy);
        catalog.Read("oos", Version, "DescribeRegions", DescribeRegions);
    }

    private static JObject DescribeRegions(ApiCall call) => new()
    {
        ["Regions"] = new JArray(Region.All.Select(r => new JObject
        {
            ["RegionId"] = r.Id,
            ["LocalName"] = r.LocalName(call.Parameters.Text("AcceptLanguage")),
            ["RegionEndpoint"] = $"oos.{r.Id}.aliyuncs.com",
        })),
    };

    private JObject GetTemplate(ApiCall call)
    {
        var name = call.Parameters.Required("TemplateName");
        var version = call.Parameters.Text("TemplateVersion");
        if (_world.Packages.Find(name) is not { } package)
            return Answer(TemplateCatalog.Find(name, version));
        if (version != null && !package.Versions.Contains(version))
            throw new ApiException(404, "EntityNotExists.Template", $"The specified template {name} has no version {version}.");
        return new JObject { ["Content"] = PackageContent(package), ["Template"] = Entry(package, version ?? package.Latest) };
    }

    private JObject ListTemplates(ApiCall call)
    {
        var p = call.Parameters;
        var name = p.Text("TemplateName");
        var type = p.OneOf("TemplateType", "Automation", "State", "Package");
        var format = p.OneOf("TemplateFormat", "JSON", "YAML");
        var share = p.OneOf("ShareType", "Public", "Private");
        var createdBy = p.Text("CreatedBy");
        var category = p.Text("Category");
        var entries = TemplateCatalog.All.Select(TemplateText.Entry).Concat(_world.Packages.Select(k => Entry(k, k.Latest)))
            .Where(t => (name == null || ((string)t["TemplateName"]!).IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0)
                && (type == null || (string?)t["TemplateType"] == type)
                && format != "YAML"
                && (share == null || (string?)t["ShareType"] == share)
                && (createdBy == null || (string?)t["CreatedBy"] == createdBy)
                && (category == null || (string?)t["Category"] == category)
                && p.Boolean("HasTrigger") != true && p.Boolean("IsFavorite") != true && p.Boolean("IsExample") != true
                && p.JsonObject("Tags") is not { Count: > 0 })
            .OrderBy(t => (string)t["TemplateName"]!, StringComparer.Ordinal).ToList();
        if (p.OneOf("SortOrder", "Ascending", "Descending") == "Descending")
            entries.Reverse();
        var answer = new JObject();
        answer["Templates"] = new JArray(TokenPage.Of(p, entries, 50, 10, 100, answer).Select(TemplateText.Listed));
        return answer;
    }

    private JObject ListTemplateVersions(ApiCall call)
    {
        var p = call.Parameters;
        var name = p.Required("TemplateName");
        var versions = _world.Packages.Find(name)?.Versions ?? new[] { TemplateCatalog.Find(name, null).Version };
        var answer = new JObject();
        // Newest first, as the service lists them.
        answer["TemplateVersions"] = new JArray(TokenPage.Of(p, versions.Reverse().ToList(), 50, 10, 100, answer).Select(v => new JObject
        {
            ["TemplateVersion"] = v,
            ["VersionName"] = v,
            ["TemplateFormat"] = "JSON",
            ["Description"] = "",
            ["UpdatedBy"] = "ACS",
            ["UpdatedDate"] = "2020-06-01T08:00:00Z",
        }));
        return answer;
    }

    private JObject GetExecutionTemplate(ApiCall call)
    {
        var id = call.Parameters.Required("ExecutionId");
        var execution = _engine.Executions.Find(id) ?? throw new ApiException(404, "EntityNotExists.Execution", $"The specified execution {id} does not exist.");
        return Answer(TemplateCatalog.Find(execution.TemplateName, null));
    }

    // MissingPolicy is written with single quotes, as the service does; it is empty when nothing is missing.
    private JObject GenerateExecutionPolicy(ApiCall call)
    {
        var p = call.Parameters;
        var template = TemplateCatalog.Find(p.Required("TemplateName"), p.Text("TemplateVersion"));
        var principal = call.Caller;
        if (p.Text("RamRole") is { } name)
            principal = _world.Access.Assume(_world.Access.FindRole(name) ?? throw new ApiException(404, "EntityNotExist.Role", $"The role {name} does not exist."), "policy");
        var missing = template.Permissions.Where(a => !principal.MayDo(a.Split(':')[0], a.Split(':')[1])).ToList();
        return new JObject
        {
            ["Policy"] = Policy(template.Permissions).ToString(Formatting.None),
            ["MissingPolicy"] = missing.Count == 0 ? "" : Policy(missing).ToString(Formatting.None).Replace('"', '\''),
        };
    }

    private static JObject Answer(TemplateDefinition template) => new() { ["Content"] = TemplateText.Content(template), ["Template"] = TemplateText.Entry(template) };

    private static JObject Entry(Package package, string version) =>
        TemplateText.Entry(package.Name, package.TemplateId, version, "Package", "Private", package.Name, PackageContent(package));

    private static string PackageContent(Package package) => new JObject { ["FormatVersion"] = "OOS-2019-06-01-Package", ["Description"] = package.Name }.ToString(Formatting.Indented);

    private static JObject Policy(IEnumerable<string> actions) => new()
    {
        ["Version"] = "1",
        ["Statement"] = new JArray(new JObject { ["Action"] = new JArray(actions.ToArray<object>()), ["Resource"] = "*", ["Effect"] = "Allow" }),
    };
}

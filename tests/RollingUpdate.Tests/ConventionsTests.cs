using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using System.Text.RegularExpressions;
using Mono.Cecil;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests;

/// <summary>What every cmdlet of both modules has to keep, read from the cmdlets themselves.</summary>
public class ConventionsTests
{
    private static readonly Assembly[] Modules = [typeof(RollingUpdateException).Assembly, typeof(AliyunSimulator).Assembly];

    // Verbs that change something in the cloud or on disk; starting or faulting a simulator changes only the simulator.
    private static readonly string[] Changing = ["Start", "Stop", "Remove", "Resume", "Suspend", "Set", "Switch", "New", "Repair", "Export"];

    public static TheoryData<string> Cmdlets()
    {
        var data = new TheoryData<string>();
        foreach (var type in Types())
            data.Add(NameOf(type));
        return data;
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_an_approved_verb_a_singular_noun_with_a_prefix_and_a_class_of_that_name(string name)
    {
        var type = Find(name);
        var (verb, noun) = (name.Split('-')[0], name.Split('-')[1]);
        Assert.Contains(verb, ApprovedVerbs());
        Assert.Matches("^(Aliyun|Ess|Oos)", noun);
        Assert.DoesNotMatch("[^s]s$", noun.Replace("Process", "", StringComparison.Ordinal).Replace("Ess", "", StringComparison.Ordinal));
        Assert.Equal(verb + noun + "Command", type.Name);
        Assert.True(type is { IsPublic: true, IsSealed: true });
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_says_what_it_gives(string name)
    {
        var output = Find(name).GetCustomAttributes<OutputTypeAttribute>().SelectMany(attribute => attribute.Type).Select(type => type.Type).ToList();
        Assert.NotEmpty(output);
        Assert.All(output, type => Assert.NotEqual(typeof(object), type));
        Assert.All(output, type => Assert.True(type == typeof(void) || type == typeof(Job) || type == typeof(FileInfo) || type!.Namespace!.StartsWith("RollingUpdate", StringComparison.Ordinal), $"{type}"));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Parameters_are_singular_and_typed_as_what_they_are(string name)
    {
        foreach (var parameter in Parameters(Find(name)))
        {
            Assert.Matches("^[A-Z][A-Za-z]+$", parameter.Name);
            if (parameter.Name is not ("Parameters" or "MaxErrors" or "Address"))
                Assert.DoesNotMatch("([^sui])s$", parameter.Name);
            Assert.NotEqual(typeof(bool), parameter.PropertyType);
            if (Regex.IsMatch(parameter.Name, "Secret|Password|Token$") && parameter.Name is not ("ClientToken"))
                Assert.Equal(typeof(SecureString), parameter.PropertyType);
            if (parameter.Name.EndsWith("Uri", StringComparison.Ordinal) || parameter.Name is "Endpoint")
                Assert.Equal(typeof(Uri), parameter.PropertyType);
            if (Regex.IsMatch(parameter.Name, "Date(After|Before)$"))
                Assert.Equal(typeof(DateTime), Nullable.GetUnderlyingType(parameter.PropertyType) ?? parameter.PropertyType);
            if (Regex.IsMatch(parameter.Name, "(Timeout|Interval|Time|Delay)$"))
                Assert.True((Nullable.GetUnderlyingType(parameter.PropertyType) ?? parameter.PropertyType) is { } type && (type == typeof(TimeSpan) || type == typeof(DateTime)), parameter.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Of_several_names_none_can_be_null_or_empty(string name)
    {
        foreach (var parameter in Parameters(Find(name)).Where(parameter => parameter.PropertyType == typeof(string[])))
        {
            // What is piped in by its execution may have no group; the cmdlet itself refuses a group that is null.
            if ((name, parameter.Name) is ("Get-EssRollingUpdate", "ScalingGroupId"))
                continue;
            // PowerShell itself takes neither for what is mandatory.
            Assert.True(parameter.IsDefined(typeof(ValidateNotNullOrEmptyAttribute)) || parameter.IsDefined(typeof(ValidateSetAttribute))
                || parameter.GetCustomAttributes<ParameterAttribute>().All(attribute => attribute.Mandatory), $"{name} -{parameter.Name} takes null");
        }
    }

    [Fact]
    public void A_parameter_has_the_same_type_in_every_cmdlet()
    {
        // An action of the simulator's log is a text, one of a package a choice; states to list have colons (Pending:Wait), which no enum can.
        string[] differing = ["Action", "LifecycleState"];
        foreach (var group in Types().SelectMany(Parameters).Where(parameter => !differing.Contains(parameter.Name)).GroupBy(parameter => parameter.Name))
        {
            var types = group.Select(parameter => Nullable.GetUnderlyingType(parameter.PropertyType) ?? parameter.PropertyType)
                .Select(type => type.IsArray ? type.GetElementType() : type).Distinct().ToList();
            Assert.True(types.Count == 1, $"{group.Key}: {string.Join(", ", types)}");
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_parameter_set_takes_one_parameter_from_the_pipeline_by_value_at_most(string name)
    {
        var attributes = Parameters(Find(name)).SelectMany(parameter => parameter.GetCustomAttributes<ParameterAttribute>()).ToList();
        // What is in no set is in each of them.
        foreach (var set in attributes.Select(attribute => attribute.ParameterSetName).Distinct())
            Assert.True(attributes.Count(attribute => attribute.ValueFromPipeline && (attribute.ParameterSetName == set || attribute.ParameterSetName == ParameterAttribute.AllParameterSets)) <= 1, $"{name}, set {set}");
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_that_changes_something_asks_and_one_that_does_not_does_not(string name)
    {
        var type = Find(name);
        var supports = type.GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess;
        if (type.Assembly == Modules[0])
            Assert.Equal(Changing.Contains(name.Split('-')[0]), supports);
        if (supports)
            Assert.True(Calls(type, "ShouldProcess"), $"{name} declares ShouldProcess and never calls it");
    }

    [Theory]
    [InlineData("RollingUpdate.psd1", 0)]
    [InlineData("src/RollingUpdate.Simulator/RollingUpdate.Simulator.psd1", 1)]
    public void The_manifest_exports_exactly_the_cmdlets_there_are_by_name(string manifest, int module)
    {
        var text = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, manifest));
        var exported = Regex.Matches(Regex.Match(text, @"CmdletsToExport\s*=\s*@\(([^)]*)\)").Groups[1].Value, "'([^']+)'").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(Types().Where(type => type.Assembly == Modules[module]).Select(NameOf).Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("'*'", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Emitted_objects_cannot_be_changed_from_outside()
    {
        var emitted = Types().SelectMany(type => type.GetCustomAttributes<OutputTypeAttribute>()).SelectMany(attribute => attribute.Type).Select(type => type.Type)
            .Where(type => type?.Assembly == Modules[0]).Distinct();
        foreach (var type in emitted.SelectMany(type => type!.GetProperties().Select(property => property.PropertyType.IsArray ? property.PropertyType.GetElementType() : property.PropertyType).Append(type)).Where(type => type!.Assembly == Modules[0]).Distinct())
        {
            Assert.All(type!.GetProperties(), property => Assert.True(property.SetMethod is not { IsPublic: true }, $"{type.Name}.{property.Name}"));
            Assert.True(type.IsEnum || (type.IsSealed && type.GetFields(BindingFlags.Public | BindingFlags.Instance).Length == 0), type.Name);
        }
    }

    private static IEnumerable<Type> Types() => Modules.SelectMany(module => module.GetTypes()).Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null);

    private static Type Find(string name) => Types().Single(type => NameOf(type) == name);

    private static string NameOf(Type type) => type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? $"{cmdlet.VerbName}-{cmdlet.NounName}" : "";

    private static IEnumerable<PropertyInfo> Parameters(Type type) => type.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute)));

    private static List<string> ApprovedVerbs() => new[] { typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle), typeof(VerbsOther), typeof(VerbsSecurity) }
        .SelectMany(group => group.GetFields()).Select(field => field.Name).ToList();

    private static bool Calls(Type type, string method)
    {
        using var module = ModuleDefinition.ReadModule(type.Assembly.Location);
        var definition = module.GetType(type.FullName);
        return new[] { definition }.Concat(definition.NestedTypes).SelectMany(t => t.Methods).Where(m => m.HasBody)
            .SelectMany(m => m.Body.Instructions).Any(i => i.Operand is MethodReference called && called.Name == method);
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using RollingUpdate.Simulator;
using Xunit;

namespace RollingUpdate.Tests;

/// <summary>Data flows one way: cmdlet → domain → service client → OpenApi → wire. Read from what the compiler made of the sources.</summary>
public class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["RollingUpdate.OpenApi"] = [],
        ["RollingUpdate.Sts"] = ["RollingUpdate.OpenApi"],
        ["RollingUpdate.Ram"] = ["RollingUpdate.OpenApi"],
        ["RollingUpdate.Ecs"] = ["RollingUpdate.OpenApi"],
        ["RollingUpdate.Ess"] = ["RollingUpdate.OpenApi"],
        ["RollingUpdate.Oos"] = ["RollingUpdate.OpenApi"],
        ["RollingUpdate.Sessions"] = ["RollingUpdate.OpenApi", "RollingUpdate.Sts", "RollingUpdate.Ram"],
        ["RollingUpdate.Updates"] = ["RollingUpdate.OpenApi", "RollingUpdate.Oos", "RollingUpdate.Ess", "RollingUpdate.Ecs"],
        ["RollingUpdate.Cmdlets"] =
        [
            "RollingUpdate.OpenApi", "RollingUpdate.Oos", "RollingUpdate.Ess", "RollingUpdate.Ecs", "RollingUpdate.Sts", "RollingUpdate.Ram",
            "RollingUpdate.Sessions", "RollingUpdate.Updates",
        ],
    };

    [Fact]
    public void Rooms_know_only_what_lies_below_them()
    {
        using var module = Read(typeof(RollingUpdateException).Assembly.Location);
        var wrong = new List<string>();
        foreach (var type in module.GetTypes().Where(type => RoomOf(type.FullName) is not null))
        {
            var room = RoomOf(type.FullName)!;
            foreach (var used in UsedBy(type))
                if (RoomOf(used) is { } other && other != room && !MayUse[room].Contains(other))
                    wrong.Add($"{type.FullName} uses {used}");
        }

        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Only_cmdlets_know_powershell()
    {
        using var module = Read(typeof(RollingUpdateException).Assembly.Location);
        Assert.Empty(module.GetTypes()
            .Where(type => !type.FullName.StartsWith("RollingUpdate.Cmdlets", StringComparison.Ordinal))
            .Where(type => UsedBy(type).Any(used => used.StartsWith("System.Management.Automation", StringComparison.Ordinal)))
            .Select(type => type.FullName));
    }

    [Fact]
    public void The_two_modules_do_not_know_each_other_and_need_nothing_but_newtonsoft_json()
    {
        string[] allowed = ["netstandard", "Newtonsoft.Json", "System.Management.Automation"];
        foreach (var assembly in new[] { typeof(RollingUpdateException).Assembly, typeof(AliyunSimulator).Assembly })
        {
            using var module = Read(assembly.Location);
            Assert.Empty(module.AssemblyReferences.Select(reference => reference.Name).Except(allowed));
        }
    }

    [Fact]
    public void No_module_writes_to_the_console()
    {
        foreach (var assembly in new[] { typeof(RollingUpdateException).Assembly, typeof(AliyunSimulator).Assembly })
        {
            using var module = Read(assembly.Location);
            Assert.DoesNotContain(module.GetTypeReferences(), type => type.FullName == "System.Console");
        }
    }

    private static ModuleDefinition Read(string path) => ModuleDefinition.ReadModule(path);

    private static string? RoomOf(string typeName) =>
        MayUse.Keys.FirstOrDefault(room => typeName.StartsWith(room + ".", StringComparison.Ordinal) || typeName.StartsWith(room + "/", StringComparison.Ordinal));

    private static IEnumerable<string> UsedBy(TypeDefinition type)
    {
        IEnumerable<TypeReference?> used = new[] { type.BaseType }
            .Concat(type.Interfaces.Select(i => i.InterfaceType))
            .Concat(type.Fields.Select(field => field.FieldType))
            .Concat(type.CustomAttributes.Select(attribute => attribute.AttributeType));
        foreach (var method in type.Methods)
        {
            used = used.Append(method.ReturnType).Concat(method.Parameters.Select(parameter => parameter.ParameterType));
            if (!method.HasBody)
                continue;
            used = used.Concat(method.Body.Variables.Select(variable => variable.VariableType));
            used = used.Concat(method.Body.Instructions.SelectMany(instruction => instruction.Operand switch
            {
                MethodReference called => new[] { called.DeclaringType, called.ReturnType },
                FieldReference field => [field.DeclaringType, field.FieldType],
                TypeReference other => [other],
                _ => Array.Empty<TypeReference>(),
            }));
        }

        return used.Where(one => one is not null).SelectMany(one => Names(one!));
    }

    private static IEnumerable<string> Names(TypeReference type)
    {
        yield return type.GetElementType().FullName;
        if (type is GenericInstanceType generic)
            foreach (var name in generic.GenericArguments.SelectMany(Names))
                yield return name;
    }
}

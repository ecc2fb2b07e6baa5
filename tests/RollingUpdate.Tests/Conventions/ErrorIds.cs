using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace RollingUpdate.Tests.Conventions;

/// <summary>
/// Every ErrorId that a module's code can give, read from its instructions: what reaches a parameter named errorId. A text that is put
/// together has a star where a part is not fixed.
/// </summary>
internal sealed class ErrorIds
{
    private const string Unknown = "*";
    private readonly Dictionary<MethodDefinition, HashSet<string>> _returned = new();
    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unclear = new(StringComparer.Ordinal);

    private ErrorIds(Assembly assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly.Location);
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
            Read(method);
    }

    /// <summary>The ids.</summary>
    public IReadOnlyCollection<string> Found => _found;

    /// <summary>Methods that give an id which cannot be told from the code: it could not be documented either.</summary>
    public IReadOnlyCollection<string> Unclear => _unclear;

    public static ErrorIds Of(Assembly assembly) => new(assembly);

    /// <summary>Follows the evaluation stack through all branches of a method; what it returns comes back.</summary>
    private HashSet<string> Read(MethodDefinition method)
    {
        if (_returned.TryGetValue(method, out var known))
            return known;
        var returned = _returned[method] = [];
        if (!method.HasBody)
            return returned;
        var locals = method.Body.Variables.ToDictionary(variable => variable.Index, _ => new HashSet<string>());
        // Twice: what a loop stores in a local may be read above it.
        for (var round = 0; round < 2; round++)
            Follow(method, locals, returned);
        return returned;
    }

    private void Follow(MethodDefinition method, Dictionary<int, HashSet<string>> locals, HashSet<string> returned)
    {
        var seen = new Dictionary<Instruction, List<HashSet<string>>>();
        var open = new Stack<(Instruction At, List<HashSet<string>> Stack)>();
        open.Push((method.Body.Instructions[0], []));
        foreach (var handler in method.Body.ExceptionHandlers)
        {
            open.Push((handler.HandlerStart, handler.HandlerType is ExceptionHandlerType.Finally or ExceptionHandlerType.Fault ? [] : [[]]));
            if (handler.FilterStart is { } filter)
                open.Push((filter, [[]]));
        }

        while (open.TryPop(out var next))
        {
            for (var (at, stack) = next; at is not null; at = at.Next)
            {
                if (seen.TryGetValue(at, out var before))
                {
                    var more = false;
                    for (var i = 0; i < Math.Min(before.Count, stack.Count); i++)
                        more |= !stack[i].IsSubsetOf(before[i]);
                    if (!more)
                        break;
                    for (var i = 0; i < Math.Min(before.Count, stack.Count); i++)
                        stack[i] = [.. stack[i], .. before[i]];
                }

                seen[at] = stack.Select(values => values.ToHashSet()).ToList();
                Step(method, at, stack, locals, returned);
                if (at.Operand is Instruction target)
                    open.Push((target, [.. stack]));
                if (at.Operand is Instruction[] targets)
                    foreach (var one in targets)
                        open.Push((one, [.. stack]));
                if (at.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
                    break;
            }
        }
    }

    private void Step(MethodDefinition method, Instruction at, List<HashSet<string>> stack, Dictionary<int, HashSet<string>> locals, HashSet<string> returned)
    {
        switch (at.OpCode.Code)
        {
            case Code.Ldstr:
                stack.Add([(string)at.Operand]);
                return;
            case Code.Dup:
                stack.Add([.. stack[^1]]);
                return;
            case Code.Ret:
                if (stack.Count > 0)
                    returned.UnionWith(stack[^1]);
                stack.Clear();
                return;
            case Code.Leave or Code.Leave_S:
                stack.Clear();
                return;
        }

        if (LocalOf(at) is { } local)
        {
            if (at.OpCode.Name.StartsWith("ldloc", StringComparison.Ordinal) && !at.OpCode.Name.StartsWith("ldloca", StringComparison.Ordinal))
            {
                stack.Add([.. locals[local]]);
                return;
            }

            if (at.OpCode.Name.StartsWith("stloc", StringComparison.Ordinal))
            {
                locals[local].UnionWith(Pop(stack, 1)[0]);
                return;
            }
        }

        if (at.OpCode.Name.StartsWith("ldarg", StringComparison.Ordinal))
        {
            // An id that is passed on is found where it comes from.
            stack.Add(ParameterOf(method, at)?.Name == "errorId" ? ["errorId"] : []);
            return;
        }

        if (at.Operand is MethodReference called && at.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj)
        {
            Call(method, called, at.OpCode.Code == Code.Newobj, stack);
            return;
        }

        Pop(stack, PopsOf(at, stack.Count));
        for (var i = 0; i < PushesOf(at); i++)
            stack.Add([]);
    }

    private void Call(MethodDefinition method, MethodReference called, bool creates, List<HashSet<string>> stack)
    {
        var arguments = Pop(stack, called.Parameters.Count);
        if (called.HasThis && !creates)
            Pop(stack, 1);
        var definition = called.DeclaringType.Scope == method.Module ? called.Resolve() : null;
        var index = called.DeclaringType.FullName == "System.Management.Automation.ErrorRecord" && called.Name == ".ctor" && called.Parameters.Count == 4 ? 1
            : definition?.Parameters.Where(parameter => parameter.Name == "errorId").Select(parameter => (int?)parameter.Index).FirstOrDefault();
        if (index is { } at)
            Keep(method, arguments[at]);
        if (!creates && called.ReturnType.MetadataType == MetadataType.Void)
            return;
        stack.Add(ResultOf(called, definition, arguments));
    }

    private HashSet<string> ResultOf(MethodReference called, MethodDefinition? definition, List<HashSet<string>> arguments)
    {
        // The id of an exception that is made into a record was found where the exception was made.
        if (called.Name == "get_ErrorId")
            return ["errorId"];
        if (called.FullName.StartsWith("System.String System.String::Concat(", StringComparison.Ordinal) && called.Parameters.All(parameter => parameter.ParameterType.MetadataType == MetadataType.String))
            return [string.Concat(arguments.Select(values => values.Count == 1 && values.First() != "errorId" ? values.First() : Unknown))];
        return definition is { HasBody: true } && called.ReturnType.MetadataType == MetadataType.String ? [.. Read(definition)] : [];
    }

    private void Keep(MethodDefinition method, HashSet<string> ids)
    {
        if (ids.Count == 0 || ids.Contains(Unknown))
            _unclear.Add(method.FullName);
        _found.UnionWith(ids.Where(id => id is not ("errorId" or Unknown)));
    }

    private static List<HashSet<string>> Pop(List<HashSet<string>> stack, int count)
    {
        var from = Math.Max(0, stack.Count - count);
        var popped = stack.Skip(from).ToList();
        stack.RemoveRange(from, stack.Count - from);
        while (popped.Count < count)
            popped.Insert(0, []);
        return popped;
    }

    private static int? LocalOf(Instruction at) => at.Operand is VariableDefinition variable ? variable.Index
        : at.OpCode.Code is >= Code.Ldloc_0 and <= Code.Ldloc_3 ? at.OpCode.Code - Code.Ldloc_0
        : at.OpCode.Code is >= Code.Stloc_0 and <= Code.Stloc_3 ? at.OpCode.Code - Code.Stloc_0
        : null;

    private static ParameterDefinition? ParameterOf(MethodDefinition method, Instruction at)
    {
        if (at.Operand is ParameterDefinition parameter)
            return parameter;
        var index = at.OpCode.Code - Code.Ldarg_0 - (method.HasThis ? 1 : 0);
        return at.OpCode.Code is >= Code.Ldarg_0 and <= Code.Ldarg_3 && index >= 0 && index < method.Parameters.Count ? method.Parameters[index] : null;
    }

    private static int PopsOf(Instruction at, int height) => at.OpCode.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8 or StackBehaviour.Popi_popr4
            or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8 or StackBehaviour.Popref_popi_popr4
            or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref => 3,
        StackBehaviour.Varpop when at.Operand is IMethodSignature signature => signature.Parameters.Count + 1,
        _ => height,
    };

    private static int PushesOf(Instruction at) => at.OpCode.StackBehaviourPush switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };
}

using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>Reads the help of a cmdlet's parameters.</summary>
internal sealed class ParameterReader
{
    private static readonly HashSet<string> Common = new(Cmdlet.CommonParameters, StringComparer.OrdinalIgnoreCase);
    private readonly Type _type;
    private readonly XmlDocs _docs;
    private readonly object _instance;
    private readonly Dictionary<string, DocText> _texts;

    public ParameterReader(string cmdlet, Type type, XmlDocs docs, List<string> problems)
    {
        (_type, _docs) = (type, docs);
        _instance = Activator.CreateInstance(type)!;
        _texts = Properties().ToDictionary(property => property.Name, TextOf);
        _texts["WhatIf"] = DocText.From(new XElement("summary", "Shows what would be done, and does nothing."));
        _texts["Confirm"] = DocText.From(new XElement("summary", "Asks before each change; with -Confirm:$false, never."));
        foreach (var (name, _) in _texts.Where(text => text.Value.IsEmpty))
            problems.Add($"{cmdlet} -{name} has no text: give the property {name} of {_type.GetProperty(name)!.DeclaringType!.Name} a <summary>.");
    }

    /// <summary>The parameters of one set: positional ones, then mandatory ones, then the others, as the class declares them.</summary>
    public IReadOnlyList<ParameterHelp> ReadSet(CommandParameterSetInfo set) =>
        set.Parameters.Where(parameter => !Common.Contains(parameter.Name))
            .Select(parameter => Read(parameter.Name, parameter.Aliases, parameter.ParameterType, parameter.IsMandatory, parameter.Position < 0 ? null : parameter.Position,
                parameter.ValueFromPipeline, parameter.ValueFromPipelineByPropertyName, []))
            .OrderBy(parameter => parameter.Position ?? int.MaxValue).ThenBy(parameter => !parameter.Mandatory).ThenBy(parameter => Rank(parameter.Name)).ToList();

    /// <summary>Every parameter once, as the class declares them, those of base classes last.</summary>
    public IReadOnlyList<ParameterHelp> ReadAll(CmdletInfo cmdlet) =>
        cmdlet.Parameters.Values.Where(parameter => !Common.Contains(parameter.Name)).OrderBy(parameter => Rank(parameter.Name)).Select(parameter =>
        {
            var sets = parameter.ParameterSets;
            var inAll = sets.ContainsKey(ParameterAttribute.AllParameterSets);
            var positions = sets.Values.Where(set => set.Position >= 0).Select(set => (int?)set.Position).ToList();
            return Read(parameter.Name, parameter.Aliases, parameter.ParameterType, sets.Values.All(set => set.IsMandatory), positions.FirstOrDefault(),
                sets.Values.Any(set => set.ValueFromPipeline), sets.Values.Any(set => set.ValueFromPipelineByPropertyName),
                inAll ? [] : sets.Keys.Order(StringComparer.Ordinal).ToList());
        }).ToList();

    private ParameterHelp Read(string name, IEnumerable<string> aliases, Type declared, bool mandatory, int? position, bool byValue, bool byName, IReadOnlyList<string> sets)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var element = type.IsArray ? type.GetElementType()! : type;
        var property = _type.GetProperty(name);
        return new ParameterHelp(name, _texts[name].Followed(ValuesText(element)))
        {
            Type = type.Name,
            IsSwitch = type == typeof(SwitchParameter),
            IsArray = type.IsArray,
            Mandatory = mandatory,
            Position = position,
            ByValue = byValue,
            ByPropertyName = byName,
            Wildcards = property?.IsDefined(typeof(SupportsWildcardsAttribute)) ?? false,
            Aliases = aliases.Order(StringComparer.Ordinal).ToList(),
            Values = property?.GetCustomAttribute<ValidateSetAttribute>() is { } set ? [.. set.ValidValues] : element.IsEnum ? Enum.GetNames(element) : [],
            Range = property?.GetCustomAttribute<ValidateRangeAttribute>() is { } range ? RangeText(range) : null,
            Default = mandatory || property is null ? null : DefaultOf(property),
            Sets = sets,
        };
    }

    // Where the class stands in the chain of base classes, then where the property stands in the class; what ShouldProcess adds is last.
    private (int, int) Rank(string name)
    {
        if (_type.GetProperty(name) is not { } property)
            return (int.MaxValue, name == "WhatIf" ? 0 : 1);
        var depth = 0;
        for (var type = _type; type != property.DeclaringType; type = type.BaseType!)
            depth++;
        return (depth, property.MetadataToken);
    }

    private IEnumerable<PropertyInfo> Properties() => _type.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute)));

    private DocText TextOf(PropertyInfo property)
    {
        var text = _docs.Find(property);
        return DocText.From(text?.Element("summary")).Followed(DocText.From(text?.Element("remarks")));
    }

    // What each name of an enum means, which nobody should have to guess.
    private DocText ValuesText(Type element)
    {
        if (!element.IsEnum)
            return DocText.Empty;
        var items = element.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => _docs.Find(field)?.Element("summary") is not null)
            .Select(field => new XElement("item", new XElement("c", field.Name), ": ", _docs.Find(field)!.Element("summary")!.Nodes()));
        return DocText.From(new XElement("remarks", new XElement("list", items)));
    }

    private string? DefaultOf(PropertyInfo property)
    {
        var value = property.GetValue(_instance);
        var range = property.GetCustomAttribute<ValidateRangeAttribute>();
        return value switch
        {
            null or "" or int.MaxValue => null,
            TimeSpan span when span == TimeSpan.Zero => null,
            DateTime time when time == default => null,
            string text => text,
            SwitchParameter flag => flag.IsPresent ? "True" : "False",
            // What the parameter itself would refuse only stands for "not given".
            IComparable number when range is not null && (number.CompareTo(range.MinRange) < 0 || number.CompareTo(range.MaxRange) > 0) => null,
            IEnumerable items => string.Join(", ", items.Cast<object>()) is { Length: > 0 } list ? list : null,
            IFormattable constant => constant.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    private static string RangeText(ValidateRangeAttribute range) =>
        range.MaxRange is int.MaxValue ? FormattableString.Invariant($"{range.MinRange} or more") : FormattableString.Invariant($"{range.MinRange} to {range.MaxRange}");
}

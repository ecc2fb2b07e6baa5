using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>The XML documentation that the compiler wrote beside an assembly.</summary>
internal sealed class XmlDocs
{
    private readonly Dictionary<string, XElement> _members;

    public XmlDocs(XDocument document) =>
        _members = document.Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);

    public static XmlDocs Read(string path) => new(XDocument.Load(path, LoadOptions.PreserveWhitespace));

    public XElement? Find(Type type) => _members.GetValueOrDefault("T:" + NameOf(type));

    /// <summary>The text of a property where it is declared, which may be a base class.</summary>
    public XElement? Find(PropertyInfo property) => _members.GetValueOrDefault($"P:{NameOf(property.DeclaringType!)}.{property.Name}");

    public XElement? Find(FieldInfo field) => _members.GetValueOrDefault($"F:{NameOf(field.DeclaringType!)}.{field.Name}");

    private static string NameOf(Type type) => (type.FullName ?? type.Name).Replace('+', '.');
}

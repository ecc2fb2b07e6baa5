using System;
using System.Collections.Generic;
using System.IO;

namespace RollingUpdate.Updates.Reports;

/// <summary>Writes elements, attributes and text. All text goes through <see cref="HtmlText"/>; names of elements and attributes are our own.</summary>
internal sealed class HtmlWriter
{
    private readonly TextWriter _output;
    private readonly Stack<string> _open = new();

    public HtmlWriter(TextWriter output)
    {
        _output = output;
        _output.Write("<!DOCTYPE html>\n");
    }

    /// <summary>Begins an element, which ends when the scope is disposed.</summary>
    public IDisposable In(string element, params (string Name, string? Value)[] attributes)
    {
        Begin(element, attributes);
        _open.Push(element);
        return new Scope(this);
    }

    /// <summary>An element with a text.</summary>
    public void Element(string element, string? text, params (string Name, string? Value)[] attributes)
    {
        using (In(element, attributes))
            Text(text);
    }

    /// <summary>An element that has no end, such as meta.</summary>
    public void Void(string element, params (string Name, string? Value)[] attributes) => Begin(element, attributes);

    /// <summary>A text.</summary>
    public void Text(string? text)
    {
        if (text is not null)
            _output.Write(HtmlText.Escape(text));
    }

    /// <summary>A text as it is, with its lines. The parser drops a line break right after the tag, so it gets one to drop.</summary>
    public void Lines(string text, params (string Name, string? Value)[] attributes)
    {
        using (In("pre", attributes))
            Text("\n" + text);
    }

    /// <summary>The page's own style sheet.</summary>
    public void Style(string css)
    {
        using (In("style"))
            _output.Write(css);
    }

    private void Begin(string element, (string Name, string? Value)[] attributes)
    {
        _output.Write('<');
        _output.Write(element);
        foreach (var (name, value) in attributes)
        {
            if (value is null)
                continue;
            _output.Write($" {name}=\"{HtmlText.Escape(value)}\"");
        }

        _output.Write('>');
    }

    private void End()
    {
        var element = _open.Pop();
        _output.Write($"</{element}>");
        // A line for each block keeps the file readable for people and for diff.
        if (element is not ("a" or "b" or "code" or "span" or "time" or "svg" or "use" or "path"))
            _output.Write('\n');
    }

    private sealed class Scope : IDisposable
    {
        private readonly HtmlWriter _writer;

        public Scope(HtmlWriter writer) => _writer = writer;

        public void Dispose() => _writer.End();
    }
}

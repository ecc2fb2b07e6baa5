using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PowerShellHost;

/// <summary>Streams on the console: output to standard output; warnings, errors, verbose and progress to standard error.</summary>
internal sealed class ConsoleUserInterface : PSHostUserInterface
{
    private const string NotInteractive = "This needs an answer and standard input is not a terminal. Say -Confirm:$false (or give the value) in the script.";
    private readonly ConsoleRawUserInterface _raw = new();
    private string _progressLine = "";

    public override PSHostRawUserInterface RawUI => _raw;

    public override bool SupportsVirtualTerminal => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;

    public override void Write(string value)
    {
        ClearProgress();
        Console.Out.Write(Plain(value));
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value)
    {
        ClearProgress();
        Console.Out.WriteLine(Plain(value));
    }

    public override void WriteErrorLine(string value) => WriteStandardError(value);

    public override void WriteWarningLine(string message) => WriteStandardError("WARNING: " + message);

    public override void WriteVerboseLine(string message) => WriteStandardError("VERBOSE: " + message);

    public override void WriteDebugLine(string message) => WriteStandardError("DEBUG: " + message);

    /// <summary>One line that is written over, and only on a terminal: a log file has no use for a bar.</summary>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        if (Console.IsErrorRedirected)
            return;
        ClearProgress();
        if (record.RecordType == ProgressRecordType.Completed)
            return;
        _progressLine = record.PercentComplete >= 0
            ? $"{record.Activity} [{record.PercentComplete,3} %] {record.StatusDescription}"
            : $"{record.Activity} {record.StatusDescription}";
        if (_progressLine.Length >= _raw.BufferSize.Width)
            _progressLine = _progressLine[..(_raw.BufferSize.Width - 1)];
        Console.Error.Write(_progressLine);
    }

    public override string ReadLine() => Console.ReadLine() ?? throw new InvalidOperationException(NotInteractive);

    public override SecureString ReadLineAsSecureString()
    {
        var secret = new SecureString();
        if (Console.IsInputRedirected)
        {
            foreach (var letter in ReadLine())
                secret.AppendChar(letter);
            return secret;
        }

        // Key by key: a line is shown by the terminal as it is typed.
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
                secret.RemoveAt(secret.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                secret.AppendChar(key.KeyChar);
        }

        WriteLine("");
        return secret;
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        WriteLine($"{caption}\n{message}");
        var answers = new Dictionary<string, PSObject>();
        foreach (var field in descriptions)
        {
            Write(field.Name + ": ");
            object answer = field.ParameterTypeFullName == typeof(SecureString).FullName ? ReadLineAsSecureString() : ReadLine();
            answers[field.Name] = PSObject.AsPSObject(answer);
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        if (Console.IsInputRedirected)
            throw new InvalidOperationException(NotInteractive);
        WriteLine($"{caption}\n{message}");
        var keys = choices.Select(choice => choice.Label[choice.Label.IndexOf('&', StringComparison.Ordinal) + 1].ToString()).ToList();
        while (true)
        {
            Write(string.Join("  ", choices.Select((choice, i) => $"[{keys[i]}] {choice.Label.Replace("&", "", StringComparison.Ordinal)}")) + ": ");
            var answer = ReadLine();
            if (answer.Length == 0)
                return defaultChoice;
            var index = keys.FindIndex(key => key.Equals(answer, StringComparison.OrdinalIgnoreCase));
            if (index >= 0)
                return index;
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new InvalidOperationException(NotInteractive);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        throw new InvalidOperationException(NotInteractive);

    // The formatter colours its tables whatever the output is; a file or a pipe has no use for it.
    private string Plain(string text) => GetOutputString(text, SupportsVirtualTerminal);

    private void WriteStandardError(string line)
    {
        ClearProgress();
        Console.Error.WriteLine(Plain(line));
    }

    private void ClearProgress()
    {
        if (_progressLine.Length == 0)
            return;
        Console.Error.Write('\r' + new string(' ', _progressLine.Length) + '\r');
        _progressLine = "";
    }
}

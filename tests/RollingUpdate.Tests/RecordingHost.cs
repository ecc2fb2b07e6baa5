using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace RollingUpdate.Tests;

/// <summary>A host that cannot be asked anything, as under -NonInteractive, and keeps what is written to it.</summary>
internal sealed class RecordingHost : PSHost
{
    private readonly RecordingUserInterface _userInterface;

    public RecordingHost() => _userInterface = new RecordingUserInterface(this);

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "RollingUpdate tests";

    public override PSHostUserInterface UI => _userInterface;

    public override Version Version { get; } = new(1, 0);

    public ConcurrentQueue<string> WarningLines => _userInterface.WarningLines;

    /// <summary>What is typed where PowerShell asks for a mandatory parameter, by its name.</summary>
    public Dictionary<string, object> Answers => _userInterface.Answers;

    public ConcurrentQueue<ProgressRecord> ProgressRecords => _userInterface.ProgressRecords;

    /// <summary>What was written to the screen itself, line by line: by Out-Host, and what -WhatIf says.</summary>
    public ConcurrentQueue<string> Lines => _userInterface.Lines;

    /// <summary>What a confirmation was asked for, though nobody answers.</summary>
    public ConcurrentQueue<string> Questions => _userInterface.Questions;

    /// <summary>The width of its screen; null for a host without one.</summary>
    public int? Width { get; set; }

    /// <summary>Whether it has colour.</summary>
    public bool HasColor { get; set; }

    public override void EnterNestedPrompt() => throw new InvalidOperationException();

    public override void ExitNestedPrompt() => throw new InvalidOperationException();

    public override void NotifyBeginApplication() { }

    public override void NotifyEndApplication() { }

    public override void SetShouldExit(int exitCode) { }

    private sealed class RecordingUserInterface : PSHostUserInterface
    {
        private const string NotInteractive = "PowerShell is in NonInteractive mode.";

        private readonly RecordingHost _host;
        private string _line = "";

        public RecordingUserInterface(RecordingHost host) => _host = host;

        public ConcurrentQueue<string> WarningLines { get; } = new();

        public ConcurrentQueue<string> Lines { get; } = new();

        public ConcurrentQueue<ProgressRecord> ProgressRecords { get; } = new();

        public ConcurrentQueue<string> Questions { get; } = new();

        public Dictionary<string, object> Answers { get; } = [];

        public override PSHostRawUserInterface? RawUI => _host.Width is { } width ? new RecordingScreen(width) : null;

        public override bool SupportsVirtualTerminal => _host.HasColor;

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            descriptions.All(field => Answers.ContainsKey(field.Name)) ? descriptions.ToDictionary(field => field.Name, field => PSObject.AsPSObject(Answers[field.Name])) : throw new PSInvalidOperationException(NotInteractive);

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Questions.Enqueue(message);
            throw new PSInvalidOperationException(NotInteractive);
        }

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new PSInvalidOperationException(NotInteractive);

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw new PSInvalidOperationException(NotInteractive);

        public override string ReadLine() => throw new PSInvalidOperationException(NotInteractive);

        public override SecureString ReadLineAsSecureString() => throw new PSInvalidOperationException(NotInteractive);

        // As every host does: what is written may hold escape sequences, which only a screen with colour is given.
        public override void Write(string value) => _line += GetOutputString(value, _host.HasColor);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

        public override void WriteDebugLine(string message) { }

        public override void WriteErrorLine(string value) { }

        public override void WriteLine(string value)
        {
            foreach (var line in (_line + GetOutputString(value, _host.HasColor)).ReplaceLineEndings("\n").Split('\n'))
                Lines.Enqueue(line);
            _line = "";
        }

        public override void WriteProgress(long sourceId, ProgressRecord record) => ProgressRecords.Enqueue(record);

        public override void WriteVerboseLine(string message) { }

        public override void WriteWarningLine(string message) => WarningLines.Enqueue(message);
    }
}

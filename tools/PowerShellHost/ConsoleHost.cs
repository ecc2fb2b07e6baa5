using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace PowerShellHost;

/// <summary>The host the engine talks to: this process' console and its exit code.</summary>
internal sealed class ConsoleHost : PSHost
{
    private const string NoPrompt = "This host runs scripts; it has no nested prompt.";
    private readonly ConsoleUserInterface _userInterface = new();

    /// <summary>What the script passed to <c>exit</c>; null when it ran to its end.</summary>
    public int? ExitCode { get; private set; }

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "RollingUpdate script host";

    public override PSHostUserInterface UI => _userInterface;

    public override Version Version { get; } = new(1, 0);

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new InvalidOperationException(NoPrompt);

    public override void ExitNestedPrompt() => throw new InvalidOperationException(NoPrompt);

    public override void NotifyBeginApplication() { }

    public override void NotifyEndApplication() { }
}

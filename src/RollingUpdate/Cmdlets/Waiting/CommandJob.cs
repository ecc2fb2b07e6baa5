using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using RollingUpdate.Sessions;

namespace RollingUpdate.Cmdlets.Waiting;

/// <summary>
/// A cmdlet that runs in the background of this process, in a runspace of its own with the session of the one that started it. Its
/// streams are the job's; it has failed when the cmdlet wrote an error, as an update that failed does.
/// </summary>
internal sealed class CommandJob : Job
{
    // Names each input by its property, so that profile and region come along with each.
    private const string Script = "param($Command, $Arguments, $Location) [void]$ExecutionContext.SessionState.Path.SetLocation($Location); $input | & $Command @Arguments";
    private readonly Runspace _runspace;
    private readonly PowerShell _shell;

    // Receive-Job takes the errors out of their stream.
    private volatile bool _hadError;

    private CommandJob(string command, Runspace runspace)
        : base(command)
    {
        PSJobTypeName = "RollingUpdateJob";
        _runspace = runspace;
        _shell = PowerShell.Create();
        _shell.Runspace = runspace;
        _shell.Streams.Error = Error;
        Error.DataAdded += (_, _) => _hadError = true;
        _shell.Streams.Warning = Warning;
        _shell.Streams.Verbose = Verbose;
        _shell.Streams.Debug = Debug;
        _shell.Streams.Progress = Progress;
        _shell.Streams.Information = Information;
    }

    public override bool HasMoreData =>
        Output.Count + Error.Count + Warning.Count + Verbose.Count + Debug.Count + Progress.Count + Information.Count > 0;

    public override string Location => "localhost";

    public override string StatusMessage => JobStateInfo.State.ToString();

    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="typedName">The name it has here, which a prefix of Import-Module is part of. The job is named by it.</param>
    /// <param name="location">The folder that relative paths start from.</param>
    /// <param name="inputs">What is piped in.</param>
    /// <param name="arguments">The cmdlet's arguments besides.</param>
    /// <param name="sessions">Whose credentials it uses.</param>
    public static CommandJob Start(
        Type cmdlet, string typedName, string location, IEnumerable<PSObject> inputs, IDictionary<string, object> arguments, SessionProvider sessions)
    {
        var state = InitialSessionState.CreateDefault2();
        // By its file: where the module is nested in another, or imported with a prefix, its name and manifest are not the command's own.
        state.ImportPSModule(new[] { typeof(CommandJob).Assembly.Location });
        var command = NameOf(cmdlet);
        AddPrefixed(state, command, typedName);
        var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        RunspaceSessions.Set(runspace, sessions);
        var job = new CommandJob(typedName, runspace);
        job.Begin(command, location, inputs, arguments);
        return job;
    }

    /// <inheritdoc/>
    public override void StopJob()
    {
        if (JobStateInfo.State == JobState.Running)
            _shell.Stop();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _shell.Dispose();
            _runspace.Dispose();
        }

        base.Dispose(disposing);
    }

    private static string NameOf(Type cmdlet)
    {
        var attribute = cmdlet.GetCustomAttribute<CmdletAttribute>()!;
        return $"{attribute.VerbName}-{attribute.NounName}";
    }

    // A gate was written with the names there are here.
    private static void AddPrefixed(InitialSessionState state, string command, string typedName)
    {
        var (verb, noun) = (command.Substring(0, command.IndexOf('-') + 1), command.Substring(command.IndexOf('-') + 1));
        if (typedName.Length <= command.Length || !typedName.StartsWith(verb, StringComparison.OrdinalIgnoreCase) || !typedName.EndsWith(noun, StringComparison.OrdinalIgnoreCase))
            return;
        var prefix = typedName.Substring(verb.Length, typedName.Length - command.Length);
        foreach (var name in typeof(CommandJob).Assembly.GetTypes().Where(type => type.IsDefined(typeof(CmdletAttribute), false)).Select(NameOf))
            state.Commands.Add(new SessionStateAliasEntry(name.Insert(name.IndexOf('-') + 1, prefix), name));
    }

    private void Begin(string command, string location, IEnumerable<PSObject> inputs, IDictionary<string, object> arguments)
    {
        // A script block belongs to the runspace it was written in, and would be run there. The job gets one of its own from the text.
        foreach (var name in arguments.Keys.ToList())
            if (arguments[name] is ScriptBlock block)
                arguments[name] = ScriptBlock.Create(block.ToString());
        _shell.AddScript(Script).AddArgument(command).AddArgument(arguments).AddArgument(location);
        _shell.InvocationStateChanged += (_, change) => OnStateChanged(change.InvocationStateInfo);
        var piped = new PSDataCollection<PSObject>();
        foreach (var input in inputs)
            piped.Add(input);
        piped.Complete();
        SetJobState(JobState.Running);
        _shell.BeginInvoke(piped, Output);
    }

    private void OnStateChanged(PSInvocationStateInfo info)
    {
        switch (info.State)
        {
            case PSInvocationState.Completed:
                SetJobState(_hadError ? JobState.Failed : JobState.Completed);
                break;
            case PSInvocationState.Stopped:
                SetJobState(JobState.Stopped);
                break;
            case PSInvocationState.Failed:
                if (info.Reason is IContainsErrorRecord { ErrorRecord: not null } failed)
                    Error.Add(failed.ErrorRecord);
                else if (info.Reason is { } reason)
                    Error.Add(new ErrorRecord(reason, "JobFailed", ErrorCategory.NotSpecified, null));
                SetJobState(JobState.Failed);
                break;
        }
    }
}

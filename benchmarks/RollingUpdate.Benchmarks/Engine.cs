using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using RollingUpdate.Cmdlets;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions;

namespace RollingUpdate.Benchmarks;

/// <summary>The PowerShell engine with the module imported and signed in.</summary>
internal sealed class Engine : IDisposable
{
    private readonly Runspace _runspace;

    public Engine(Uri endpoint, string? accessKeyId = null, SecureString? secret = null, IClock? clock = null)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([ManifestPath]);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        // The machine's own environment, since every cmdlet looks at it, but a home without profiles.
        static string? Variable(string name) => name is "HOME" or "USERPROFILE" ? AppContext.BaseDirectory : Environment.GetEnvironmentVariable(name);
        var provider = new SessionProvider(new SessionEnvironment(Variable, clock ?? SystemClock.Instance));
        RunspaceSessions.Set(_runspace, provider);
        provider.Connect(new ConnectRequest
        {
            AccessKeyId = accessKeyId ?? Clients.Credential.AccessKeyId,
            AccessKeySecret = secret ?? new System.Net.NetworkCredential("", Clients.Credential.AccessKeySecret).SecurePassword,
            RegionId = "cn-hangzhou",
            Endpoint = endpoint,
        });
    }

    public static string RepositoryRoot { get; } = FindRoot();

    public static string ManifestPath => Path.Combine(RepositoryRoot, "RollingUpdate.psd1");

    /// <summary>Runs a script block's text with arguments; an error ends it.</summary>
    public IReadOnlyList<PSObject> Run(string script, params object[] arguments)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (var argument in arguments)
            shell.AddArgument(argument);
        var output = shell.Invoke();
        if (shell.HadErrors && shell.Streams.Error.Count > 0)
            throw new InvalidOperationException(shell.Streams.Error[0].ToString());
        return output;
    }

    public void Dispose() => _runspace.Dispose();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RollingUpdate.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("This program has to be run inside the repository.");
        return folder.FullName;
    }
}

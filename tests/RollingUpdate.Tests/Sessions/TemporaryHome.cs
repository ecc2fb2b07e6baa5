using System;
using System.Collections.Generic;
using System.IO;
using RollingUpdate.Sessions;

namespace RollingUpdate.Tests.Sessions;

/// <summary>A home folder and an environment of its own, so that no test reads what the machine has.</summary>
internal sealed class TemporaryHome : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rollingupdate-");

    public TemporaryHome(string? config = null)
    {
        Variables["HOME"] = Variables["USERPROFILE"] = _folder.FullName;
        // Nothing answers there: no test asks the metadata service of the machine it runs on, should it be an instance.
        Variables["ROLLINGUPDATE_METADATA_ENDPOINT"] = Variables["ROLLINGUPDATE_OAUTH_ENDPOINT"] = "http://127.0.0.1:1";
        if (config is not null)
            Write(config);
    }

    public string Folder => _folder.FullName;

    public Dictionary<string, string> Variables { get; } = new();

    public SessionEnvironment Environment => new(name => Variables.GetValueOrDefault(name), Clock);

    public VirtualClock Clock { get; } = new();

    public void Write(string config)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Environment.ConfigPath)!);
        File.WriteAllText(Environment.ConfigPath, config);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

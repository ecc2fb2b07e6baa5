using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Cmdlets.Session;

/// <summary>What the cmdlets share that read and write the file of profiles. They call nobody.</summary>
public abstract class ProfileCommand : CloudCommand
{
    private protected static string ConfigPath => Sessions.ConfigPath;

    private protected static ProfileStore Store => new(ConfigPath);

    /// <summary>Writes a profile as the file has it now.</summary>
    private protected void WriteProfile(string name)
    {
        if (ProfileFile.Read(ConfigPath) is { } file)
            WriteObject(file.Find(name).ToAliyunProfile(file.Current));
    }
}

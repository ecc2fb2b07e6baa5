using System;
using System.Collections.Generic;
using System.Management.Automation.Runspaces;
using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>What completers take from the profiles.</summary>
internal static class SavedProfiles
{
    /// <summary>The profiles; none when there is no file or it cannot be read: at the Tab key there is nobody to tell.</summary>
    public static IReadOnlyList<StoredProfile> ForCompletion()
    {
        if (Runspace.DefaultRunspace is null)
            return Array.Empty<StoredProfile>();
        try
        {
            return ProfileFile.Read(RunspaceSessions.Current.ConfigPath)?.Profiles ?? Array.Empty<StoredProfile>();
        }
        catch (RollingUpdateException)
        {
            return Array.Empty<StoredProfile>();
        }
    }
}

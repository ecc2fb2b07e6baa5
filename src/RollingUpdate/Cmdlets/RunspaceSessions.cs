using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using RollingUpdate.Sessions;

namespace RollingUpdate.Cmdlets;

/// <summary>
/// One session provider a runspace, so that two runspaces of a process can work for two accounts without getting in each other's way.
/// It goes when its runspace goes.
/// </summary>
internal static class RunspaceSessions
{
    private static readonly ConditionalWeakTable<Runspace, SessionProvider> Providers = new();

    /// <summary>The provider of the runspace this thread runs in.</summary>
    public static SessionProvider Current => Providers.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>Puts a provider in the place of a runspace's own: tests give it a virtual clock and environment.</summary>
    public static void Set(Runspace runspace, SessionProvider provider)
    {
        Providers.Remove(runspace);
        Providers.Add(runspace, provider);
    }
}

using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Tests.Sessions;

/// <summary>Writers of profiles that tests run in processes of their own.</summary>
internal static class ProfileWriters
{
    /// <summary>Adds so many profiles at once, one thread each, once a line comes in.</summary>
    public static void AddProfiles(string path, string prefix, int count)
    {
        Console.WriteLine("ready");
        Console.ReadLine();
        Task.WaitAll(Enumerable.Range(0, count).Select(number => Task.Factory.StartNew(
            () => new ProfileStore(path).SaveProfile($"{prefix}{number}", profile => profile["mode"] = "EcsRamRole", makeCurrent: false),
            TaskCreationOptions.LongRunning)).ToArray());
    }

    /// <summary>Writes a long key and its twin again and again until it is killed, or until nobody listens.</summary>
    public static void ChangeForever(string path, string name)
    {
        var store = new ProfileStore(path);
        for (var round = 0; ; round++)
        {
            var text = string.Concat(Enumerable.Repeat(round.ToString("d8", CultureInfo.InvariantCulture), 2_000));
            store.ChangeProfile(name, profile =>
            {
                profile["access_key_id"] = text;
                profile["access_key_secret"] = text;
            });
            if (round == 0)
                Console.WriteLine("ready");
        }
    }
}

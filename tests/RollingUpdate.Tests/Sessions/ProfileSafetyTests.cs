using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Sessions.Profiles;
using Xunit;
using ThreadState = System.Threading.ThreadState;

namespace RollingUpdate.Tests.Sessions;

/// <summary>The profile file stays its owner's, where it is, and whole: whoever writes at the same time, and whoever is killed at it.</summary>
public class ProfileSafetyTests
{
    private const string Two = """{"current":"a","profiles":[{"name":"a","mode":"AK","access_key_id":"ID","access_key_secret":"s"},{"name":"b","mode":"AK"}]}""";

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void The_file_and_its_folder_belong_to_their_owner_and_a_link_stays_a_link()
    {
        using var home = new TemporaryHome();
        Store(home).SaveProfile("a", profile => profile["mode"] = "AK", makeCurrent: true);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(home.Environment.ConfigPath));
        Assert.False(Mode(Path.GetDirectoryName(home.Environment.ConfigPath)!).HasFlag(UnixFileMode.GroupWrite));

        // A file whose mode was too wide, behind two links.
        var target = Path.Combine(home.Folder, "dotfiles", "aliyun.json");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(home.Environment.ConfigPath, target);
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.CreateSymbolicLink(Path.Combine(home.Folder, "between"), "dotfiles/aliyun.json");
        File.CreateSymbolicLink(home.Environment.ConfigPath, "../between");
        Store(home).SaveProfile("b", profile => profile["mode"] = "AK", makeCurrent: false);
        Assert.Equal("../between", new FileInfo(home.Environment.ConfigPath).LinkTarget);
        Assert.Equal("dotfiles/aliyun.json", new FileInfo(Path.Combine(home.Folder, "between")).LinkTarget);
        Assert.Contains("\"b\"", File.ReadAllText(target), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(target));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_link_to_a_file_that_is_not_there_yet_leads_to_the_new_one_and_a_circle_is_an_error()
    {
        using var home = new TemporaryHome("");
        File.Delete(home.Environment.ConfigPath);
        File.CreateSymbolicLink(home.Environment.ConfigPath, "later.json");
        Store(home).SaveProfile("a", _ => { }, makeCurrent: true);
        Assert.True(File.Exists(Path.Combine(home.Folder, ".aliyun", "later.json")));
        Assert.NotNull(new FileInfo(home.Environment.ConfigPath).LinkTarget);

        File.Delete(home.Environment.ConfigPath);
        File.CreateSymbolicLink(home.Environment.ConfigPath, "config.json");
        Assert.Equal("ConfigFileNotWritten", Assert.Throws<RollingUpdateException>(() => Store(home).MakeCurrent("a")).ErrorId);
    }

    [Fact]
    public async Task Thirty_two_writers_in_four_processes_lose_nothing()
    {
        using var home = new TemporaryHome(Two);
        var writers = Enumerable.Range(0, 4).Select(number => ChildProcess.Start(nameof(ProfileWriters.AddProfiles), home.Environment.ConfigPath, $"w{number}-", "8")).ToList();
        foreach (var writer in writers)
            await BeginsAsync(writer);
        foreach (var writer in writers)
            writer.StandardInput.WriteLine();
        foreach (var writer in writers)
        {
            using (writer)
            {
                await Eventually.HasEndedAsync(writer);
                Assert.Equal(0, writer.ExitCode);
            }
        }

        var names = JObject.Parse(Text(home))["profiles"]!.Select(profile => (string)profile["name"]!).ToList();
        Assert.Equal(["a", "b"], names.Take(2));
        Assert.Equal(Enumerable.Range(0, 32).Select(number => $"w{number / 8}-{number % 8}"), names.Skip(2).Order(StringComparer.Ordinal));
        Assert.Equal(["config.json", "config.json.lock"], Directory.GetFiles(Path.GetDirectoryName(home.Environment.ConfigPath)!).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_writer_that_is_killed_leaves_the_old_or_the_new_file_and_no_lock()
    {
        using var home = new TemporaryHome(Two);
        var random = new Random(20240607);
        for (var kill = 0; kill < 8; kill++)
        {
            using (var writer = ChildProcess.Start(nameof(ProfileWriters.ChangeForever), home.Environment.ConfigPath, "a"))
            {
                await BeginsAsync(writer);
                // Each look at the file while it is being replaced is a test too, and there is no telling in which step the last one ends.
                for (var looks = random.Next(1, 60); looks > 0; looks--)
                    AssertWhole(home);
                writer.Kill();
                await Eventually.HasEndedAsync(writer);
            }

            AssertWhole(home);
            Assert.True(Store(home).ChangeProfile("b", profile => profile["retry_count"] = kill + 1));
            AssertWhole(home);
            Assert.Equal(["config.json", "config.json.lock"], Directory.GetFiles(Path.GetDirectoryName(home.Environment.ConfigPath)!).Select(Path.GetFileName).Order());
        }
    }

    [Fact]
    public async Task A_writer_that_waits_for_another_can_be_stopped()
    {
        using var home = new TemporaryHome(Two);
        using var stop = new CancellationTokenSource();
        using var held = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var holder = Task.Factory.StartNew(() => Store(home).ChangeProfile("a", _ =>
        {
            held.Set();
            Assert.True(release.Wait(Eventually.Limit));
        }), TaskCreationOptions.LongRunning);
        Assert.True(held.Wait(Eventually.Limit));
        Thread? thread = null;
        var waiting = Task.Factory.StartNew(() =>
        {
            Volatile.Write(ref thread, Thread.CurrentThread);
            return Store(home).ChangeProfile("b", _ => Assert.Fail("The other has not let go."), stop.Token);
        }, TaskCreationOptions.LongRunning);
        // A thread of its own that has nothing to wait for but the lock.
        await Eventually.IsTrueAsync(() => Volatile.Read(ref thread)?.ThreadState.HasFlag(ThreadState.WaitSleepJoin) == true, "the writer waits");
        Assert.False(waiting.IsCompleted);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Eventually.Limit));
        release.Set();
        Assert.True(await holder.WaitAsync(Eventually.Limit));
    }

    private static async Task BeginsAsync(Process writer) => Assert.Equal("ready", await writer.StandardOutput.ReadLineAsync().WaitAsync(Eventually.Limit));

    private static ProfileStore Store(TemporaryHome home) => new(home.Environment.ConfigPath);

    private static string Text(TemporaryHome home) => File.ReadAllText(home.Environment.ConfigPath);

    [UnsupportedOSPlatform("windows")]
    private static UnixFileMode Mode(string path) => File.GetUnixFileMode(path);

    private static void AssertWhole(TemporaryHome home)
    {
        var profile = JObject.Parse(Text(home))["profiles"]![0]!;
        if ((string)profile["access_key_id"]! is not "ID" and var text)
            Assert.Equal((16_000, text), (text.Length, (string?)profile["access_key_secret"]));
    }
}

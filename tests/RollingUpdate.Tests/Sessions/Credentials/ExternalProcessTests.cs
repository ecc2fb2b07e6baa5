using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using RollingUpdate.Sessions.Credentials;
using RollingUpdate.Sessions.Profiles;
using Xunit;

namespace RollingUpdate.Tests.Sessions.Credentials;

/// <summary>A real child process gives the credentials: /bin/sh with a script that each test writes.</summary>
public class ExternalProcessTests
{
    private const string Key = """{"mode":"StsToken","access_key_id":"STS.ext","access_key_secret":"secret-ext","sts_token":"token-ext"}""";

    // exec: the shell becomes the sleep, so the id it told is the one to look for.
    private const string Sleeps = "echo $$ > \"$0.pid\"\nexec sleep 300\n";

    [UnixFact]
    public async Task The_output_is_laid_over_the_profile()
    {
        using var home = Script($"cat <<'E'\n{Key}\nE\n");
        var source = home.Source();
        Assert.Equal("profile 'vault' → command sh", source.Source);
        var credential = await source.GetAsync(default);
        Assert.Equal("STS.ext secret-ext token-ext", credential.Parts());
        Assert.Null(credential.ExpiresAt);
        Assert.Null(home.Stored("vault")["access_key_id"]);
    }

    [UnixFact]
    public async Task The_arguments_arrive_as_they_were_quoted_and_no_shell_has_its_hands_in()
    {
        using var home = new TemporaryHome();
        var script = home.WriteFile("get.sh", "for a in \"$@\"; do printf '<%s>' \"$a\"; done > \"$0.args\"\necho '" + Key + "'\n");
        Profile(home, $"/bin/sh {script} 'a b' \"c \\\"d\\\"\" '' '$HOME' \\\\ e\\ f '*'");
        await home.FetchAsync();
        Assert.Equal("<a b><c \"d\"><><$HOME><\\><e f><*>", File.ReadAllText(script + ".args"));
    }

    [UnixFact]
    public async Task A_folder_of_path_may_be_quoted()
    {
        using var home = Script($"echo '{Key}'\n");
        Profile(home, $"sh {Path.Combine(home.Folder, "get.sh")}");
        home.Variables["PATH"] = "\"/nowhere\":\"/bin\"";
        Assert.Equal("STS.ext", (await home.FetchAsync()).AccessKeyId);
    }

    [UnixFact]
    public async Task It_is_run_once_and_again_before_the_end_it_told_or_when_refused()
    {
        using var home = Script("echo x >> \"$0.runs\"\necho '{\"mode\":\"StsToken\",\"access_key_id\":\"STS.'$(wc -l < \"$0.runs\" | tr -d ' ')'\",\"access_key_secret\":\"s\",\"sts_token\":\"t\",\"expiration\":\"2099-12-31T23:59:59Z\"}'\n");
        var source = home.Source();
        var first = await source.GetAsync(default);
        Assert.Same(first, await source.GetAsync(default));
        Assert.Equal(2099, first.ExpiresAt!.Value.Year);
        Assert.Equal("STS.2", (await source.RenewAsync(first, default))!.AccessKeyId);
        home.Clock.UtcNow = new DateTimeOffset(2099, 12, 31, 23, 58, 0, TimeSpan.Zero);
        Assert.Equal("STS.3", (await source.GetAsync(default)).AccessKeyId);
    }

    [UnixFact]
    public async Task The_output_may_name_any_mode()
    {
        using var sts = new StsStandIn(new VirtualClock());
        using var home = Script($"echo '{{\"mode\":\"RamRoleArn\",\"access_key_id\":\"LTAI\",\"access_key_secret\":\"s\",\"ram_role_arn\":\"acs:ram::1:role/x\",\"ram_session_name\":\"me\",\"sts_endpoint\":\"{sts.Address}\"}}'\n");
        Assert.Equal("STS.1", (await home.FetchAsync()).AccessKeyId);
    }

    [UnixTheory]
    [InlineData("""{"access_key_id":"LTAI","access_key_secret":"secret-of-output"}""", "its output has no mode")]
    [InlineData("""{"mode":"External","access_key_secret":"secret-of-output"}""", "run it again for ever")]
    [InlineData("secret-of-output", "not one JSON object")]
    [InlineData("""["secret-of-output"]""", "not one JSON object")]
    [InlineData("""{"mode":"AK","access_key_secret":"secret-of-output"}""", "has no access_key_id")]
    public async Task Output_that_is_no_key_is_an_error_that_does_not_quote_it(string output, string reason)
    {
        using var home = Script($"cat <<'E'\n{output}\nE\necho secret-of-output >&2\n");
        var error = await Assert.ThrowsAsync<RollingUpdateException>(() => home.FetchAsync());
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-output", error.ToString(), StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_failing_command_is_told_by_its_exit_code_alone()
    {
        using var home = Script("echo '" + Key + "'\necho secret-on-stderr >&2\nexit 3\n");
        var error = await home.ErrorAsync("CredentialsNotObtained", "secret-on-stderr", "secret-ext");
        Assert.Contains("Profile 'vault' (mode External) gives no credentials: running sh failed: it ended with exit code 3", error.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_command_that_does_not_end_is_killed()
    {
        using var home = Script(Sleeps);
        // As long as a shell needs here to tell its id; what is killed before that cannot be looked for.
        var timeout = TimeSpan.FromMilliseconds(100);
        do
        {
            timeout *= 2;
            var error = await Assert.ThrowsAsync<RollingUpdateException>(() => Fetcher(home, timeout).FetchAsync(null, default));
            Assert.Contains($"did not end within {timeout.TotalSeconds:0.#} s", error.Message, StringComparison.Ordinal);
        }
        while (ToldId(home) is null);

        await EndsAsync(ToldId(home)!.Value);
    }

    [UnixFact]
    public async Task Cancelling_kills_it_at_once()
    {
        using var home = Script(Sleeps);
        using var stop = new CancellationTokenSource();
        var fetch = Fetcher(home, ExternalProcess.DefaultTimeout).FetchAsync(null, stop.Token);
        await Eventually.IsTrueAsync(() => ToldId(home) is not null, "the command runs");
        var id = ToldId(home)!.Value;
        Assert.True(IsRunning(id));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        await EndsAsync(id);
    }

    [UnixFact]
    public async Task A_command_that_asks_a_question_gets_no_answer_and_holds_up_nobody()
    {
        using var home = Script("read answer || exit 7\n");
        Assert.Contains("exit code 7", (await home.ErrorAsync("CredentialsNotObtained")).Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Much_output_on_both_streams_does_not_stall_it()
    {
        using var home = Script("i=0; while [ $i -lt 3000 ]; do echo 'a line of no use at all, but of some length, so that a pipe fills' >&2; i=$((i+1)); done\necho '" + Key + "'\n");
        Assert.Equal("STS.ext", (await home.FetchAsync()).AccessKeyId);
    }

    [Theory]
    [InlineData("no-such-program-anywhere --token secret-argument", "CredentialsNotObtained", "there is no program 'no-such-program-anywhere'")]
    [InlineData("get 'secret-argument", "InvalidProcessCommand", "unclosed quote")]
    public async Task A_command_that_cannot_be_run_is_told_without_its_arguments(string command, string errorId, string reason)
    {
        using var home = new TemporaryHome();
        Profile(home, command);
        Assert.Contains(reason, (await home.ErrorAsync(errorId, "secret-argument")).Message, StringComparison.Ordinal);
    }

    [UnixTheory]
    [InlineData("1", true)]
    [InlineData("TRUE", true)]
    [InlineData("0", false)]
    public async Task Programs_can_be_forbidden(string value, bool forbidden)
    {
        using var home = Script($"cat <<'E'\n{Key}\nE\n");
        home.Variables["ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS"] = value;
        if (forbidden)
            Assert.Contains("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS (External mode)", (await home.ErrorAsync("ExternalCredentialsDisabled")).Message, StringComparison.Ordinal);
        else
            Assert.Equal("STS.ext", (await home.FetchAsync()).AccessKeyId);
    }

    /// <summary>The process a script told of by <see cref="Sleeps"/>; null before it has.</summary>
    private static int? ToldId(TemporaryHome home)
    {
        var file = Path.Combine(home.Folder, "get.sh.pid");
        // The shell makes the file, then writes the line.
        return File.Exists(file) && File.ReadAllText(file) is [.. var id, '\n'] ? int.Parse(id, CultureInfo.InvariantCulture) : null;
    }

    // Left to itself it would sleep for longer than this waits.
    private static Task EndsAsync(int id) => Eventually.IsTrueAsync(() => !IsRunning(id), $"process {id} has ended");

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static TemporaryHome Script(string text)
    {
        var home = new TemporaryHome();
        Profile(home, "sh " + home.WriteFile("get.sh", text));
        return home;
    }

    private static void Profile(TemporaryHome home, string command)
    {
        home.Variables["PATH"] = Environment.GetEnvironmentVariable("PATH")!;
        home.Write(new JObject { ["current"] = "vault", ["profiles"] = new JArray(JObject.FromObject(new { name = "vault", mode = "External", process_command = command, region_id = "cn-hangzhou" })) }.ToString());
    }

    private static ExternalProcess Fetcher(TemporaryHome home, TimeSpan timeout)
    {
        var profile = ProfileFile.Read(home.Environment.ConfigPath)!.Find("vault");
        var context = new CredentialContext(home.Environment, new CredentialEndpoints(null, null), _ => null, new CredentialFactory().Create);
        return new ExternalProcess(new ProfileFields(profile, null, home.Environment, filled: true), context, timeout);
    }
}

using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>
/// Mode External: a program's output, JSON with the keys of a profile, is laid over the profile, which then is resolved by the mode that
/// came out of it. Neither the command nor its output is shown: both may hold secrets.
/// </summary>
internal sealed class ExternalProcess : ICredentialFetcher
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    private const string Advice = "Run the process_command by hand: it must print one JSON object with mode, access_key_id, access_key_secret and, for the mode StsToken, sts_token.";
    private readonly ProfileFields _fields;
    private readonly CredentialContext _context;
    private readonly CredentialOrigin _origin;
    private readonly IReadOnlyList<string> _command;
    private readonly string _program;
    private readonly TimeSpan _timeout;

    /// <exception cref="RollingUpdateException">There is no command, it cannot be split, or external programs are switched off.</exception>
    public ExternalProcess(ProfileFields fields, CredentialContext context, TimeSpan timeout)
    {
        _fields = fields;
        _context = context;
        _timeout = timeout;
        _origin = new CredentialOrigin(fields.Title, CredentialModes.External);
        ExternalSwitch.Check(context.Environment, _origin);
        try
        {
            _command = CommandLine.Split(new RequiredFields(fields, CredentialModes.External).Text("process_command"), Path.DirectorySeparatorChar == '\\');
        }
        catch (FormatException error)
        {
            throw _origin.Refused("InvalidProcessCommand", $"has an invalid process_command: {error.Message}", "Correct the quotes in process_command; it is not run by a shell.");
        }

        _program = Path.GetFileName(_command[0]);
        Source = $"{fields.Title} → command {_program}";
    }

    public string Source { get; }

    public async Task<AccessCredential> FetchAsync(AccessCredential? refused, CancellationToken cancellation)
    {
        var output = CredentialHttp.ObjectIn(await RunAsync(cancellation).ConfigureAwait(false)) ?? throw Failed("its output is not one JSON object");
        var said = new StoredProfile(output);
        if (said.Mode is null or CredentialModes.External)
            throw Failed(said.Mode is null ? "its output has no mode" : "its output has the mode External, which would run it again for ever");
        var source = _context.Create(new ProfileFields(_fields.Profile.With(output), _fields.Title, _context.Environment, filled: false));
        var credential = await source.GetAsync(cancellation).ConfigureAwait(false);
        var end = credential.ExpiresAt ?? JsonReading.TimeOf(said.Text("expiration"));
        return new AccessCredential(credential.AccessKeyId, credential.AccessKeySecret, credential.SecurityToken, end);
    }

    private async Task<string> RunAsync(CancellationToken cancellation)
    {
        try
        {
            var (exitCode, output) = await ChildProcess.RunAsync(_command, _context.Environment.First("PATH", "Path") ?? "", _timeout, cancellation).ConfigureAwait(false);
            return exitCode == 0 ? output : throw Failed($"it ended with exit code {exitCode.ToString(CultureInfo.InvariantCulture)}");
        }
        catch (TimeoutException)
        {
            throw Failed($"it did not end within {_timeout.TotalSeconds:0.#} s");
        }
        catch (FileNotFoundException error)
        {
            throw Failed(error.Message);
        }
        catch (Win32Exception error)
        {
            throw Failed($"it cannot be started (error {error.NativeErrorCode.ToString(CultureInfo.InvariantCulture)})");
        }
    }

    private RollingUpdateException Failed(string reason) => _origin.Failed($"running {_program}", reason, Advice);
}

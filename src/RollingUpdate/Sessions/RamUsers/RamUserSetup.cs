using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RollingUpdate.OpenApi;
using RollingUpdate.Ram;
using RollingUpdate.Sessions.Profiles;

namespace RollingUpdate.Sessions.RamUsers;

/// <summary>
/// Sets up a RAM user: looks what there is, tells the steps that are missing, and does them. The key comes last, when all else has worked,
/// and goes straight into the profile; a key that cannot be saved is deleted again, since its secret cannot be read a second time.
/// </summary>
internal sealed class RamUserSetup
{
    /// <summary>The keys that a user may have (RAM, limits).</summary>
    private const int MostKeys = 2;

    private readonly RamUserRequest _request;
    private readonly RamClient _ram;
    private readonly ProfileStore _store;
    private readonly ProfileChange? _profile;
    private readonly List<RamPolicy> _policies = new();
    private readonly List<string> _done = new();
    private RamUser? _user;
    private RamAccessKey[] _keys = Array.Empty<RamAccessKey>();
    private RamAccessKey? _key;

    /// <param name="request">The user that is wanted.</param>
    /// <param name="api">The connection of whoever creates it.</param>
    /// <param name="store">The file its key is saved in.</param>
    /// <param name="session">The session of whoever creates it: the profile works in its region, through its endpoint.</param>
    public RamUserSetup(RamUserRequest request, IOpenApi api, ProfileStore store, AliyunSession session)
    {
        _request = request;
        _ram = new RamClient(api);
        _store = store;
        if (request.ProfileName is null)
            return;
        _profile = new ProfileChange(request.ProfileName, "AK");
        _profile.Set("region_id", session.RegionId);
        if (session.Endpoint is { } endpoint)
            _profile.Set("endpoint", endpoint.OriginalString.TrimEnd('/'));
        if (session.Network == AliyunNetwork.Vpc)
            _profile.Set("endpoint_type", "vpc");
    }

    /// <summary>Whether the user was there before.</summary>
    public bool UserExists { get; private set; }

    /// <summary>Keys of the user that this machine has no secret of: perhaps left by a run that broke off.</summary>
    public IReadOnlyList<string> OtherKeys { get; private set; } = Array.Empty<string>();

    /// <summary>Looks what there is, changing nothing.</summary>
    /// <returns>What is missing, in the order in which it is to be done.</returns>
    /// <exception cref="RollingUpdateException">It cannot be done: a policy that there is not, a profile of that name with another key, no room for a key.</exception>
    /// <exception cref="AliyunApiException">RAM refused or did not answer.</exception>
    public async Task<IReadOnlyList<RamUserStep>> FindMissingAsync(CancellationToken cancellation)
    {
        var saved = _profile is null ? null : _store.CopyOf(_profile.Name);
        foreach (var name in _request.PolicyNames)
            _policies.Add(await FindPolicyAsync(name, cancellation).ConfigureAwait(false));
        _user = await _ram.FindUserAsync(_request.UserName, cancellation).ConfigureAwait(false);
        UserExists = _user is not null;
        var has = Array.Empty<RamPolicy>();
        if (_user is not null)
        {
            CheckUser(_user);
            _keys = await _ram.ListAccessKeysAsync(_request.UserName, cancellation).ConfigureAwait(false);
            has = await _ram.ListPoliciesForUserAsync(_request.UserName, cancellation).ConfigureAwait(false);
        }

        _key = KeyIn(saved);
        OtherKeys = _keys.Where(key => key != _key).Select(key => key.ToString()).ToList();
        if (_profile is not null && _key is null)
            CheckRoom(saved is not null);
        return Steps(_policies.Where(policy => !has.Any(policy.Is))).ToList();
    }

    /// <summary>Does one of the missing steps.</summary>
    /// <exception cref="RollingUpdateException">It failed after others had worked; the message tells what there is by then, and how to go on.</exception>
    /// <exception cref="AliyunApiException">The very first one failed: nothing was changed.</exception>
    public async Task RunAsync(RamUserStep step, CancellationToken cancellation)
    {
        try
        {
            await step.RunAsync(cancellation).ConfigureAwait(false);
            _done.Add(step.Result);
        }
        catch (AliyunApiException error) when (_done.Count > 0 || UserExists || error is NoAnswerException)
        {
            throw BrokenOff(step, error, error.Message);
        }
        catch (RollingUpdateException error)
        {
            throw BrokenOff(step, error, $"{error.Message} {error.RecommendedAction}");
        }
    }

    /// <summary>The user as it is now.</summary>
    public AliyunRamUser Describe() => new()
    {
        UserName = _request.UserName,
        UserId = _user?.UserId,
        DisplayName = _user?.DisplayName,
        CreateDate = _user?.CreateDate,
        Policies = _policies.Select(policy => policy.PolicyName).ToList(),
        AccessKey = _key is null ? null : AccessCredential.Mask(_key.AccessKeyId),
        ProfileName = _profile?.Name,
        RegionId = _profile is null ? null : _store.CopyOf(_profile.Name) is { } saved ? (string?)saved["region_id"] : null,
    };

    private IEnumerable<RamUserStep> Steps(IEnumerable<RamPolicy> missing)
    {
        if (_user is null)
        {
            yield return new RamUserStep("Create the RAM user", $"the RAM user {_request.UserName}", async cancellation =>
                _user = await _ram.CreateUserAsync(_request.UserName, _request.DisplayName ?? _request.UserName, _request.Comment, cancellation).ConfigureAwait(false));
        }

        foreach (var policy in missing)
        {
            yield return new RamUserStep($"Attach the policy {policy.PolicyName}", $"its policy {policy.PolicyName}", cancellation =>
                _ram.AttachPolicyToUserAsync(policy, _request.UserName, cancellation));
        }

        if (_profile is not null && _key is null)
            yield return new RamUserStep($"Create an AccessKey and save it in the profile '{_profile.Name}'", $"its AccessKey, in the profile '{_profile.Name}'", SaveNewKeyAsync);
    }

    private async Task SaveNewKeyAsync(CancellationToken cancellation)
    {
        RamAccessKey key;
        cancellation.ThrowIfCancellationRequested();
        try
        {
            // Nobody else is told the secret: from here on Ctrl+C is too late.
            key = await _ram.CreateAccessKeyAsync(_request.UserName, CancellationToken.None).ConfigureAwait(false);
        }
        catch (AliyunApiException error) when (error is NoAnswerException or ServiceFailureException && !error.Failure.NotCarriedOut)
        {
            throw await LostKeyAsync(error, cancellation).ConfigureAwait(false);
        }

        try
        {
            if (key.AccessKeySecret is not { Length: > 0 } secret)
                throw new RollingUpdateException(ErrorKind.InvalidState, "AccessKeySecretMissing", "RAM made a key and did not tell its secret.", "Try again.");
            _profile!.Set("access_key_id", key.AccessKeyId);
            _profile.Set("access_key_secret", secret);
            _store.SaveProfile(_profile.Name, _profile.ApplyTo, makeCurrent: false, CancellationToken.None);
            _key = key;
        }
        catch (RollingUpdateException error)
        {
            throw await DeletedAsync(key, error).ConfigureAwait(false);
        }
    }

    private async Task<RollingUpdateException> DeletedAsync(RamAccessKey key, RollingUpdateException error)
    {
        try
        {
            await _ram.DeleteAccessKeyAsync(_request.UserName, key.AccessKeyId, CancellationToken.None).ConfigureAwait(false);
            return new RollingUpdateException(
                error.Kind, error.ErrorId, $"{error.Message} The new AccessKey could not be saved and was deleted again.", error.RecommendedAction, error);
        }
        catch (AliyunApiException second)
        {
            return new RollingUpdateException(
                error.Kind, error.ErrorId, $"{error.Message} The new AccessKey {key} could not be saved, and not be deleted either: {second.Message}",
                $"{error.RecommendedAction} Delete that key in the RAM console: nobody has its secret.", error);
        }
    }

    // A key may have been made whose secret went with the answer.
    private async Task<RollingUpdateException> LostKeyAsync(AliyunApiException error, CancellationToken cancellation)
    {
        var before = new HashSet<string>(_keys.Select(key => key.AccessKeyId));
        string found;
        try
        {
            var made = (await _ram.ListAccessKeysAsync(_request.UserName, cancellation).ConfigureAwait(false)).Where(key => !before.Contains(key.AccessKeyId)).ToList();
            found = made.Count == 0
                ? "No AccessKey was made by it."
                : $"The AccessKey {string.Join(", ", made)} was made, and its secret got lost with the answer: delete it in the RAM console.";
        }
        catch (AliyunApiException second)
        {
            found = $"Whether an AccessKey was made by it is not known ({second.Message}): look in the RAM console, and delete one that is too many.";
        }

        return new RollingUpdateException(ErrorKind.InvalidState, "AccessKeyLost", $"{error.Message} {found}", "Then try again.", error);
    }

    private RollingUpdateException BrokenOff(RamUserStep step, Exception error, string reason)
    {
        var there = _done.Count > 0 ? string.Join(", ", _done) : UserExists ? $"the RAM user {_request.UserName}, as it was" : "perhaps the RAM user, if the call got there";
        return new RollingUpdateException(
            ErrorKind.InvalidState, "RamUserIncomplete", $"{step.Action}: {reason} There is by now: {there}.",
            "Mend the cause and type the same again: it finds what there is and does the rest.", error);
    }

    private async Task<RamPolicy> FindPolicyAsync(string name, CancellationToken cancellation) =>
        await _ram.FindPolicyAsync(name, "System", cancellation).ConfigureAwait(false) ??
        await _ram.FindPolicyAsync(name, "Custom", cancellation).ConfigureAwait(false) ??
        throw new RollingUpdateException(
            ErrorKind.NotFound, "PolicyNotFound", $"There is no policy {name}, neither of the system nor of the account. Nothing was changed.",
            "Look at its name in the RAM console; system policies are called like AliyunECSFullAccess.");

    private void CheckUser(RamUser user)
    {
        if (_request.DisplayName is { } wanted && user.DisplayName != wanted)
        {
            throw new RollingUpdateException(
                ErrorKind.InvalidState, "RamUserExists", $"There is a RAM user {user.UserName} already, with the display name '{user.DisplayName}'. Nothing was changed.",
                $"For that user type -DisplayName '{user.DisplayName}', for another one another -UserName.");
        }
    }

    private RamAccessKey? KeyIn(Newtonsoft.Json.Linq.JObject? saved)
    {
        var id = (string?)saved?["access_key_id"];
        return string.IsNullOrEmpty((string?)saved?["access_key_secret"]) ? null : _keys.FirstOrDefault(key => key.AccessKeyId == id);
    }

    private void CheckRoom(bool profileExists)
    {
        if (profileExists)
        {
            throw new RollingUpdateException(
                ErrorKind.InvalidState, "ProfileExists", $"There is a profile '{_profile!.Name}' already, and its key is none of the RAM user {_request.UserName}. Nothing was changed.",
                $"Name another profile with -SaveProfile, or remove that one: Remove-AliyunProfile '{_profile.Name}'.");
        }

        if (_keys.Length >= MostKeys)
        {
            throw new RollingUpdateException(
                ErrorKind.InvalidState, "TooManyAccessKeys",
                $"The RAM user {_request.UserName} has {_keys.Length} AccessKeys ({string.Join(", ", OtherKeys)}), which is the most, and their secrets cannot be read again. Nothing was changed.",
                "Delete one that nobody uses in the RAM console, and type the same again.");
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace RollingUpdate.Sessions.RamUsers;

/// <summary>The RAM user that is wanted.</summary>
internal sealed class RamUserRequest
{
    /// <exception cref="RollingUpdateException">It cannot be made so.</exception>
    public RamUserRequest(string userName, string? displayName, string? comment, IEnumerable<string> policyNames, string? profileName)
    {
        // The rules of RAM for CreateUser.
        if (!Regex.IsMatch(userName, @"^[A-Za-z0-9._-]{1,64}$", RegexOptions.CultureInvariant))
            throw Invalid("InvalidUserName", $"'{userName}' cannot be the name of a RAM user.", "Give 1 to 64 letters, digits, points, hyphens and underscores, such as clitest.");
        if (displayName is { Length: > 128 })
            throw Invalid("InvalidDisplayName", $"The display name has {displayName.Length} characters.", "Give at most 128.");
        if (comment is { Length: > 128 })
            throw Invalid("InvalidComment", $"The comment has {comment.Length} characters.", "Give at most 128.");
        PolicyNames = policyNames.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (PolicyNames.FirstOrDefault(name => !Regex.IsMatch(name, "^[A-Za-z0-9-]{1,128}$", RegexOptions.CultureInvariant)) is { } wrong)
            throw Invalid("InvalidPolicyName", $"'{wrong}' cannot be the name of a policy.", "Give names such as AliyunECSFullAccess, separated by commas.");
        UserName = userName;
        DisplayName = displayName;
        Comment = comment;
        ProfileName = profileName;
    }

    public string UserName { get; }

    /// <summary>Null takes the user's name, or what an existing user has.</summary>
    public string? DisplayName { get; }

    public string? Comment { get; }

    public IReadOnlyList<string> PolicyNames { get; }

    /// <summary>The profile its key is to be saved in; null makes no key.</summary>
    public string? ProfileName { get; }

    private static RollingUpdateException Invalid(string errorId, string message, string action) => new(ErrorKind.InvalidInput, errorId, message, action);
}

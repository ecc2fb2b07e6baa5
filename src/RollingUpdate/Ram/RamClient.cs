using System;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Ram;

/// <summary>
/// The calls of Resource Access Management that the module makes (API version 2015-05-01). RAM has no client tokens; what it made already
/// it tells by an error code, so that a change to a stated value can be sent again.
/// </summary>
internal sealed class RamClient
{
    // RAM knows no regions.
    public static readonly ApiProduct Product = new("ram", "2015-05-01", EndpointRule.Central("ram.aliyuncs.com", "ram.vpc-proxy.aliyuncs.com"));

    private readonly IOpenApi _api;

    public RamClient(IOpenApi api) => _api = api;

    /// <summary>The user; null when there is none of that name.</summary>
    public Task<RamUser?> FindUserAsync(string userName, CancellationToken cancellation) =>
        FindAsync(Call("GetUser", Repeatable.Always, ("UserName", userName)), "User", RamUser.Read, "EntityNotExist.User", cancellation);

    /// <summary>Creates a user. One that was there already, or that a call made whose answer got lost, is taken as it is.</summary>
    public async Task<RamUser> CreateUserAsync(string userName, string displayName, string? comments, CancellationToken cancellation)
    {
        var call = Call("CreateUser", Repeatable.Always, ("UserName", userName), ("DisplayName", displayName));
        if (comments is not null)
            call.Parameters.Add("Comments", comments);
        try
        {
            return await ReadAsync(call, "User", RamUser.Read, cancellation).ConfigureAwait(false);
        }
        catch (AliyunApiException error) when (error.Code == "EntityAlreadyExists.User")
        {
            var user = await FindUserAsync(userName, cancellation).ConfigureAwait(false);
            if (user is null)
                throw;
            return user;
        }
    }

    /// <summary>The user's keys, without their secrets.</summary>
    public Task<RamAccessKey[]> ListAccessKeysAsync(string userName, CancellationToken cancellation) =>
        ReadAsync(Call("ListAccessKeys", Repeatable.Always, ("UserName", userName)), "AccessKeys", json => json.List(RamAccessKey.Read), cancellation);

    /// <summary>Creates a key. It is not sent again after a lost answer: that would make a second one.</summary>
    public Task<RamAccessKey> CreateAccessKeyAsync(string userName, CancellationToken cancellation)
    {
        var call = Call("CreateAccessKey", Repeatable.OnlyWhenNotCarriedOut, ("UserName", userName));
        call.Confidential = true;
        return ReadAsync(call, "AccessKey", json => RamAccessKey.Read(json) ?? new RamAccessKey(), cancellation);
    }

    /// <summary>Deletes a key; one that is gone already is no error.</summary>
    public Task DeleteAccessKeyAsync(string userName, string accessKeyId, CancellationToken cancellation) =>
        ChangeAsync(Call("DeleteAccessKey", Repeatable.Always, ("UserName", userName), ("UserAccessKeyId", accessKeyId)), "EntityNotExist.User.AccessKey", cancellation);

    /// <summary>A policy of this type; null when there is none of that name.</summary>
    public Task<RamPolicy?> FindPolicyAsync(string policyName, string policyType, CancellationToken cancellation) =>
        FindAsync(Call("GetPolicy", Repeatable.Always, ("PolicyName", policyName), ("PolicyType", policyType)), "Policy", RamPolicy.Read, "EntityNotExist.Policy", cancellation);

    /// <summary>The policies that a user has, those of its groups not included.</summary>
    public Task<RamPolicy[]> ListPoliciesForUserAsync(string userName, CancellationToken cancellation) =>
        ReadAsync(Call("ListPoliciesForUser", Repeatable.Always, ("UserName", userName)), "Policies", json => json.List(RamPolicy.Read), cancellation);

    /// <summary>Gives a user a policy; one that it has already is no error.</summary>
    public Task AttachPolicyToUserAsync(RamPolicy policy, string userName, CancellationToken cancellation) =>
        ChangeAsync(
            Call("AttachPolicyToUser", Repeatable.Always, ("PolicyName", policy.PolicyName), ("PolicyType", policy.PolicyType), ("UserName", userName)),
            "EntityAlreadyExists.User.Policy", cancellation);

    private static ApiCall Call(string action, Repeatable repeatable, params (string Name, string Value)[] parameters)
    {
        var call = new ApiCall(Product, action, repeatable);
        foreach (var (name, value) in parameters)
            call.Parameters.Add(name, value);
        return call;
    }

    private async Task ChangeAsync(ApiCall call, string doneCode, CancellationToken cancellation)
    {
        try
        {
            await _api.CallAsync(call, JsonReading.Nothing, cancellation).ConfigureAwait(false);
        }
        catch (AliyunApiException error) when (error.Code == doneCode)
        {
            // Done before, by somebody else or by a call whose answer got lost.
        }
    }

    private async Task<T?> FindAsync<T>(ApiCall call, string field, Func<JsonReader, T?> read, string goneCode, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await ReadAsync(call, field, read, cancellation).ConfigureAwait(false);
        }
        catch (ResourceNotFoundException error) when (error.Code == goneCode)
        {
            return null;
        }
    }

    private Task<T> ReadAsync<T>(ApiCall call, string field, Func<JsonReader, T?> read, CancellationToken cancellation)
        where T : class =>
        _api.CallAsync(call, json => json.Member(field, read) ?? throw new JsonReaderException($"The answer has no {field}."), cancellation);
}

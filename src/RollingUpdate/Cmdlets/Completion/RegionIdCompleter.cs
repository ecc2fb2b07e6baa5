using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>Completes ids of regions: first those of the profiles, then the public ones. No call is made; Get-AliyunRegion asks the cloud.</summary>
public sealed class RegionIdCompleter : IArgumentCompleter
{
    // The public regions of the cloud's own list; a new one can be typed all the same.
    private static readonly Candidate[] Public =
    {
        new("cn-hangzhou", "Hangzhou"), new("cn-shanghai", "Shanghai"), new("cn-beijing", "Beijing"), new("cn-shenzhen", "Shenzhen"), new("cn-qingdao", "Qingdao"),
        new("cn-zhangjiakou", "Zhangjiakou"), new("cn-huhehaote", "Hohhot"), new("cn-wulanchabu", "Ulanqab"), new("cn-heyuan", "Heyuan"),
        new("cn-guangzhou", "Guangzhou"), new("cn-chengdu", "Chengdu"), new("cn-nanjing", "Nanjing"), new("cn-fuzhou", "Fuzhou"), new("cn-hongkong", "Hong Kong"),
        new("ap-northeast-1", "Tokyo"), new("ap-northeast-2", "Seoul"), new("ap-southeast-1", "Singapore"), new("ap-southeast-3", "Kuala Lumpur"),
        new("ap-southeast-5", "Jakarta"), new("ap-southeast-6", "Manila"), new("ap-southeast-7", "Bangkok"), new("us-east-1", "Virginia"),
        new("us-west-1", "Silicon Valley"), new("eu-central-1", "Frankfurt"), new("eu-west-1", "London"), new("me-east-1", "Dubai"), new("me-central-1", "Riyadh"),
    };

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        SavedProfiles.ForCompletion()
            .Where(profile => profile.RegionId is not null)
            .Select(profile => new Candidate(profile.RegionId!, $"profile {profile.Name}"))
            .Concat(Public)
            .Matching(wordToComplete);
}

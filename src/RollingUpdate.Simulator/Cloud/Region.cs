using System;
using System.Collections.Generic;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>A public region.</summary>
internal sealed class Region
{
    private Region(string id, string englishName, string chineseName)
    {
        Id = id;
        EnglishName = englishName;
        ChineseName = chineseName;
    }

    /// <summary>The public regions, as the services' region lists name them.</summary>
    public static IReadOnlyList<Region> All { get; } = new[]
    {
        new Region("cn-qingdao", "China (Qingdao)", "华北1（青岛）"),
        new Region("cn-beijing", "China (Beijing)", "华北2（北京）"),
        new Region("cn-zhangjiakou", "China (Zhangjiakou)", "华北3（张家口）"),
        new Region("cn-huhehaote", "China (Hohhot)", "华北5（呼和浩特）"),
        new Region("cn-wulanchabu", "China (Ulanqab)", "华北6（乌兰察布）"),
        new Region("cn-hangzhou", "China (Hangzhou)", "华东1（杭州）"),
        new Region("cn-shanghai", "China (Shanghai)", "华东2（上海）"),
        new Region("cn-nanjing", "China (Nanjing - Local Region)", "华东5（南京-本地地域）"),
        new Region("cn-fuzhou", "China (Fuzhou - Local Region)", "华东6（福州-本地地域）"),
        new Region("cn-wuhan-lr", "China (Wuhan - Local Region)", "华中1（武汉-本地地域）"),
        new Region("cn-shenzhen", "China (Shenzhen)", "华南1（深圳）"),
        new Region("cn-heyuan", "China (Heyuan)", "华南2（河源）"),
        new Region("cn-guangzhou", "China (Guangzhou)", "华南3（广州）"),
        new Region("cn-chengdu", "China (Chengdu)", "西南1（成都）"),
        new Region("cn-hongkong", "China (Hong Kong)", "中国香港"),
        new Region("ap-northeast-1", "Japan (Tokyo)", "日本（东京）"),
        new Region("ap-northeast-2", "South Korea (Seoul)", "韩国（首尔）"),
        new Region("ap-southeast-1", "Singapore", "新加坡"),
        new Region("ap-southeast-3", "Malaysia (Kuala Lumpur)", "马来西亚（吉隆坡）"),
        new Region("ap-southeast-5", "Indonesia (Jakarta)", "印度尼西亚（雅加达）"),
        new Region("ap-southeast-6", "Philippines (Manila)", "菲律宾（马尼拉）"),
        new Region("ap-southeast-7", "Thailand (Bangkok)", "泰国（曼谷）"),
        new Region("us-east-1", "US (Virginia)", "美国（弗吉尼亚）"),
        new Region("us-west-1", "US (Silicon Valley)", "美国（硅谷）"),
        new Region("eu-west-1", "UK (London)", "英国（伦敦）"),
        new Region("eu-central-1", "Germany (Frankfurt)", "德国（法兰克福）"),
        new Region("me-east-1", "UAE (Dubai)", "阿联酋（迪拜）"),
        new Region("me-central-1", "Saudi Arabia (Riyadh)", "沙特（利雅得）"),
    };

    public string Id { get; }

    public string EnglishName { get; }

    public string ChineseName { get; }

    /// <summary>The name in the language asked for; the services answer in Chinese when none is.</summary>
    public string LocalName(string? acceptLanguage) =>
        acceptLanguage != null && acceptLanguage.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? EnglishName : ChineseName;
}

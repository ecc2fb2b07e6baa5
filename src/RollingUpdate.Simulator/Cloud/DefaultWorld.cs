using System;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>What a fresh simulator has: the things that the examples of the user guide name.</summary>
internal static class DefaultWorld
{
    public const string GroupId = "asg-bp18p2yfxow2dloq";
    public const string OldImage = "aliyun_2_1903_x64_20G_alibase_20200324.vhd";
    public const string NewImage = "aliyun_2_1903_x64_20G_alibase_20200529.vhd";
    public const string WindowsImage = "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd";
    public const string CustomImage = "m-bp1simulatedcustom01";

    private static readonly string[] PackageVersions = { "v1", "v2", "v3", "v4" };

    public static void Fill(World world, AutoScaling scaling, int instanceCount)
    {
        AddImage(world, OldImage, "linux", "acs:alibaba_cloud_linux_2_1903_x64", "Alibaba Cloud Linux  2.1903 64 bit", "Aliyun");
        AddImage(world, NewImage, "linux", "acs:alibaba_cloud_linux_2_1903_x64", "Alibaba Cloud Linux  2.1903 64 bit", "Aliyun");
        AddImage(world, WindowsImage, "windows", "acs:windows_server_2019", "Windows Server 2019 64 bit", "Windows Server 2019").Size = 40;
        AddImage(world, CustomImage, "linux", "web", "Alibaba Cloud Linux  2.1903 64 bit", "Aliyun").OwnerAlias = "self";
        world.Packages.Add(new Package("wordpress", "t-" + world.Ids.Hex(20), PackageVersions));
        world.Access.AddRole("OOSServiceRole");
        var group = AddGroup(world, GroupId, "web", "ECS", OldImage);
        group.MaxSize = Math.Max(20, instanceCount * 2);
        for (var i = 0; i < instanceCount; i++)
            scaling.AddInstance(group, "AutoCreated", "InService").Packages["wordpress"] = new InstalledPackage("v3", world.Clock.Now);
    }

    /// <summary>Adds an empty group with an active configuration.</summary>
    public static ScalingGroup AddGroup(World world, string? id, string name, string type, string imageId, string? regionId = null)
    {
        var group = world.Groups.Add(new ScalingGroup(id ?? world.Ids.Resource("asg-"), name, regionId ?? world.RegionId)
        {
            Type = type,
            MaxSize = 20,
            Created = world.Clock.Now,
            Modified = world.Clock.Now,
        });
        group.ActiveConfiguration = world.Configurations.Add(new ScalingConfiguration(world.Ids.Resource("asc-"), name + "-1", group, imageId)
        {
            Created = world.Clock.Now,
            KeyPairName = type == "ECI" ? null : "ops",
            UserData = type == "ECI" ? null : "IyEvYmluL3NoCmVjaG8gc3RhcnRlZAo=",
        });
        return group;
    }

    private static Image AddImage(World world, string id, string osType, string family, string osName, string platform) => world.Images.Add(new Image(id, id, osType)
    {
        Family = family,
        OsName = osName,
        Platform = platform,
        Created = new DateTimeOffset(2020, 6, 1, 8, 0, 0, TimeSpan.Zero),
    });
}

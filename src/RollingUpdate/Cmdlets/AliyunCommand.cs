using System.Management.Automation;
using RollingUpdate.Cmdlets.Completion;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Cmdlets;

/// <summary>What all cmdlets that call the cloud with a profile and a region share.</summary>
public abstract class AliyunCommand : CloudCommand
{
    private IOpenApi? _api;
    private string? _apiProfile;
    private string? _apiRegion;

    /// <summary>The profile to use, of those <c>aliyun configure list</c> shows. Without it: the session of Connect-Aliyun, or the current profile.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? ProfileName { get; set; }

    /// <summary>The region to work in, such as cn-hangzhou. Without it: the region of the session or of the profile.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RegionIdCompleter))]
    public string? RegionId { get; set; }

    /// <summary>The connection for this record's profile and region.</summary>
    private protected IOpenApi Api
    {
        get
        {
            if (_api is null || _apiProfile != ProfileName || _apiRegion != RegionId)
            {
                _api = Sessions.Open(ProfileName, RegionId, Pump);
                (_apiProfile, _apiRegion) = (ProfileName, RegionId);
            }

            return _api;
        }
    }

    /// <summary>Writes a list as its pages come.</summary>
    private protected void WritePages<T>(PageReader<T> pages)
    {
        while (Await(pages.NextAsync) is { } items)
            foreach (var item in items)
                WriteObject(item);
    }
}

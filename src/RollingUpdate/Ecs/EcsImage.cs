using System;
using Newtonsoft.Json;
using RollingUpdate.OpenApi;

namespace RollingUpdate.Ecs;

/// <summary>An image that instances can be made from.</summary>
internal sealed class EcsImage
{
    public string ImageId { get; private set; } = "";

    /// <summary>Available, Creating, Waiting, UnAvailable, CreateFailed or Deprecated.</summary>
    public string? Status { get; private set; }

    /// <summary>linux or windows.</summary>
    public string? OSType { get; private set; }

    public string? ImageName { get; private set; }

    public string? ImageFamily { get; private set; }

    /// <summary>The operating system's name for people.</summary>
    public string? OSName { get; private set; }

    public DateTimeOffset? CreationTime { get; private set; }

    public static EcsImage? Read(JsonReader json)
    {
        if (!json.IsObject())
            return null;
        var image = new EcsImage();
        var name = "";
        while (json.NextProperty(ref name))
        {
            switch (name)
            {
                case "ImageId": image.ImageId = json.Text() ?? ""; break;
                case "Status": image.Status = json.Text(); break;
                case "OSType": image.OSType = json.Text(); break;
                case "ImageName": image.ImageName = json.Text(); break;
                case "ImageFamily": image.ImageFamily = json.Text(); break;
                case "OSName": image.OSName = json.Text(); break;
                case "CreationTime": image.CreationTime = json.Time(); break;
                default: json.Skip(); break;
            }
        }

        return image;
    }
}

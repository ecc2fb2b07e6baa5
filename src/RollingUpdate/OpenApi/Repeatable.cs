namespace RollingUpdate.OpenApi;

/// <summary>What may be done when a call got no answer.</summary>
internal enum Repeatable
{
    /// <summary>It reads, or changes to a stated value, or carries a ClientToken: sending it again does no harm.</summary>
    Always,

    /// <summary>It may have worked: only a call that was surely not carried out (throttled, never connected) is sent again.</summary>
    OnlyWhenNotCarriedOut,
}

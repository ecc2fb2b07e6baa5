using System;
using System.Management.Automation.Host;

namespace PowerShellHost;

/// <summary>What the formatter asks about the terminal: its width. All else of a console's surface is not needed to run a script.</summary>
internal sealed class ConsoleRawUserInterface : PSHostRawUserInterface
{
    private const int WidthOfAFile = 120;
    private const string NoSurface = "This host has no screen buffer.";

    public override Size BufferSize
    {
        get => new(Console.IsOutputRedirected || Console.WindowWidth < 1 ? WidthOfAFile : Console.WindowWidth, 300);
        set { }
    }

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; } = 1;

    public override bool KeyAvailable => false;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override Size MaxWindowSize => BufferSize;

    public override Coordinates WindowPosition { get; set; }

    public override Size WindowSize { get => BufferSize; set { } }

    public override string WindowTitle { get; set; } = "";

    public override void FlushInputBuffer() { }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new InvalidOperationException(NoSurface);

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new InvalidOperationException(NoSurface);

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw new InvalidOperationException(NoSurface);

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new InvalidOperationException(NoSurface);

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new InvalidOperationException(NoSurface);
}

using System;
using System.IO;
using System.Text;
using System.Threading;

namespace RollingUpdate.OpenApi;

/// <summary>
/// Text of a stream of UTF-8 that is in memory already. It decodes straight into the buffer of whoever reads, from bytes in a buffer the
/// thread keeps; a StreamReader makes both of its own buffers anew for every answer.
/// </summary>
internal sealed class Utf8Reader : TextReader
{
    private const char ByteOrderMark = '\uFEFF';

    [ThreadStatic]
    private static byte[]? _kept;

    private readonly Stream _stream;
    private readonly CancellationToken _cancellation;
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private byte[] _bytes;
    private int _start;
    private int _end;
    private bool _begun;
    private char? _secondHalf;

    /// <param name="stream">The bytes.</param>
    /// <param name="cancellation">Ends the reading, however much is left.</param>
    public Utf8Reader(Stream stream, CancellationToken cancellation = default)
    {
        _stream = stream;
        _cancellation = cancellation;
        _bytes = _kept ?? new byte[4096];
        _kept = null;
    }

    public override int Read(char[] buffer, int index, int count)
    {
        if (_secondHalf is { } half)
        {
            _secondHalf = null;
            buffer[index] = half;
            return 1;
        }

        return count == 1 ? ReadOne(buffer, index) : ReadMany(buffer, index, count);
    }

    // A character beyond U+FFFF comes as two, which the decoder gives together or not at all: the second is kept for the next read.
    private int ReadOne(char[] buffer, int index)
    {
        var two = new char[2];
        var read = ReadMany(two, 0, 2);
        if (read == 2)
            _secondHalf = two[1];
        buffer[index] = two[0];
        return Math.Min(read, 1);
    }

    private int ReadMany(char[] buffer, int index, int count)
    {
        int read;
        do
        {
            if (_start == _end)
            {
                _cancellation.ThrowIfCancellationRequested();
                _start = 0;
                _end = _stream.Read(_bytes, 0, _bytes.Length);
            }

            // At the end of the stream this gives what is left of a character that was cut off.
            _decoder.Convert(_bytes, _start, _end - _start, buffer, index, count, flush: _end == 0, out var used, out read, out _);
            _start += used;
            if (!_begun && read > 0)
            {
                _begun = true;
                if (buffer[index] == ByteOrderMark)
                    Array.Copy(buffer, index + 1, buffer, index, --read);
            }
        }
        while (read == 0 && _end > 0);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (_bytes.Length > 0)
            _kept = _bytes;
        _bytes = Array.Empty<byte>();
        base.Dispose(disposing);
    }
}

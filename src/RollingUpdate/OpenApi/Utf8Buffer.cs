using System;
using System.Text;

namespace RollingUpdate.OpenApi;

/// <summary>Text that is put together as the UTF-8 bytes a hash wants, in a buffer that is used again.</summary>
internal sealed class Utf8Buffer
{
    private const string Digits = "0123456789abcdef";

    public byte[] Bytes { get; private set; } = new byte[2048];

    public int Length { get; private set; }

    public Utf8Buffer Clear()
    {
        Length = 0;
        return this;
    }

    public Utf8Buffer Append(string text)
    {
        MakeRoom(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, 0, text.Length, Bytes, Length);
        return this;
    }

    /// <summary>Two lower-case digits a byte.</summary>
    public Utf8Buffer AppendHex(byte[] bytes)
    {
        MakeRoom(2 * bytes.Length);
        foreach (var b in bytes)
        {
            Bytes[Length++] = (byte)Digits[b >> 4];
            Bytes[Length++] = (byte)Digits[b & 15];
        }

        return this;
    }

    public override string ToString() => Encoding.UTF8.GetString(Bytes, 0, Length);

    private void MakeRoom(int count)
    {
        if (Length + count <= Bytes.Length)
            return;
        var larger = new byte[Math.Max(Bytes.Length * 2, Length + count)];
        Array.Copy(Bytes, larger, Length);
        Bytes = larger;
    }
}

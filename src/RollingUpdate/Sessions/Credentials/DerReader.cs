using System;

namespace RollingUpdate.Sessions.Credentials;

/// <summary>Reads the DER encoding of ASN.1 as far as private keys use it: sequences, integers, strings of bytes.</summary>
internal sealed class DerReader
{
    private const byte IntegerTag = 0x02;
    private const byte BytesTag = 0x04;
    private const byte SequenceTag = 0x30;
    private readonly byte[] _bytes;
    private int _at;

    public DerReader(byte[] bytes) => _bytes = bytes;

    public bool NextIsSequence => _at < _bytes.Length && _bytes[_at] == SequenceTag;

    /// <exception cref="FormatException">Something else is next.</exception>
    public DerReader Sequence() => new(Take(SequenceTag));

    /// <exception cref="FormatException">Something else is next.</exception>
    public byte[] Bytes() => Take(BytesTag);

    /// <summary>A number that is not negative, without leading zeros.</summary>
    /// <exception cref="FormatException">Something else is next.</exception>
    public byte[] Integer()
    {
        var value = Take(IntegerTag);
        var zeros = 0;
        while (zeros < value.Length - 1 && value[zeros] == 0)
            zeros++;
        return Part(value, zeros, value.Length - zeros);
    }

    /// <summary>A number with leading zeros, as many bytes long as RSA parameters have to be.</summary>
    /// <exception cref="FormatException">It is longer than that.</exception>
    public static byte[] Pad(byte[] number, int length)
    {
        if (number.Length > length)
            throw new FormatException("A part of the key is too long.");
        var padded = new byte[length];
        number.CopyTo(padded, length - number.Length);
        return padded;
    }

    private byte[] Take(byte tag)
    {
        if (_at + 2 > _bytes.Length || _bytes[_at] != tag)
            throw new FormatException("Something else was expected here.");
        var length = (int)_bytes[_at + 1];
        _at += 2;
        if (length >= 0x80)
        {
            var more = length & 0x7f;
            if (more is 0 or > 3 || _at + more > _bytes.Length)
                throw new FormatException("A length is too long.");
            length = 0;
            for (; more > 0; more--)
                length = (length << 8) | _bytes[_at++];
        }

        if (length > _bytes.Length - _at)
            throw new FormatException("A length goes beyond the end.");
        var part = Part(_bytes, _at, length);
        _at += length;
        return part;
    }

    private static byte[] Part(byte[] bytes, int from, int length)
    {
        var part = new byte[length];
        Array.Copy(bytes, from, part, 0, length);
        return part;
    }
}

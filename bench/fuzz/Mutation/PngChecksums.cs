using System.Buffers.Binary;
using System.IO.Hashing;

namespace FashionOrleans.Fuzz.Mutation;

/// <summary>Writes the checksums of a PNG's chunks anew: a decoder that stops at a wrong one never sees what was changed.</summary>
static class PngChecksums
{
    const int Signature = 8;
    const int Frame = 12;

    public static void Mend(Span<byte> picture)
    {
        if (picture.Length < Signature || picture[0] != 0x89 || picture[1] != (byte)'P')
        {
            return;
        }

        for (var at = Signature; at + Frame <= picture.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(picture[at..]);
            if (length > picture.Length - at - Frame)
            {
                return;
            }

            var chunk = picture.Slice(at + 4, 4 + (int)length);
            BinaryPrimitives.WriteUInt32BigEndian(picture[(at + 8 + (int)length)..], Crc32.HashToUInt32(chunk));
            at += Frame + (int)length;
        }
    }
}

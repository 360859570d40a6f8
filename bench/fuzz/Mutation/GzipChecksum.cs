using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace FashionOrleans.Fuzz.Mutation;

/// <summary>Writes the checksum and the length at the end of a gzip anew, where what is before them can still be unpacked.</summary>
static class GzipChecksum
{
    const int Header = 10;
    const int Trailer = 8;
    const int MostUnpacked = 1 << 20;

    public static void Mend(Span<byte> gzip)
    {
        if (gzip.Length < Header + Trailer || gzip[0] != 0x1f || gzip[1] != 0x8b || gzip[3] != 0)
        {
            return;
        }

        try
        {
            using var inflated = new DeflateStream(new MemoryStream(gzip[Header..].ToArray()), CompressionMode.Decompress);
            Span<byte> piece = stackalloc byte[4096];
            var checksum = new Crc32();
            var length = 0;
            while (length < MostUnpacked && inflated.Read(piece) is var read and > 0)
            {
                checksum.Append(piece[..read]);
                length += read;
            }

            BinaryPrimitives.WriteUInt32LittleEndian(gzip[^Trailer..], checksum.GetCurrentHashAsUInt32());
            BinaryPrimitives.WriteInt32LittleEndian(gzip[^4..], length);
        }
        catch (InvalidDataException)
        {
            // It cannot be unpacked: its checksum is never looked at.
        }
    }
}

using System.Text;

namespace FashionOrleans.Fuzz.Mutation;

/// <summary>Writes the checksums of a tar's headers anew, where they were before the changes.</summary>
static class TarChecksums
{
    const int Block = 512;
    const int Checksum = 148;
    const int ChecksumLength = 8;
    const int Magic = 257;

    public static void Mend(Span<byte> tar)
    {
        for (var at = 0; at + Block <= tar.Length; at += Block)
        {
            var header = tar.Slice(at, Block);
            if (!header[Magic..].StartsWith("ustar"u8))
            {
                continue;
            }

            header.Slice(Checksum, ChecksumLength).Fill((byte)' ');
            var sum = 0;
            foreach (var value in header)
            {
                sum += value;
            }

            Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ", header.Slice(Checksum, ChecksumLength));
        }
    }
}

using System.Globalization;
using System.Net;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>IPv4 addresses in the spellings that the C library reads: one to four parts, each decimal, octal or hexadecimal, the last one as long as what is left.</summary>
static class SpelledAddress
{
    /// <summary>The address; null where the text is none.</summary>
    public static IPAddress? Read(string text)
    {
        var parts = text.TrimEnd('.').Split('.');
        if (parts.Length > 4)
        {
            return null;
        }

        var address = 0UL;
        for (var i = 0; i < parts.Length; i++)
        {
            var bits = i == parts.Length - 1 ? 8 * (5 - parts.Length) : 8;
            if (Number(parts[i]) is not { } part || part >> bits != 0)
            {
                return null;
            }

            address = (address << bits) | part;
        }

        return new IPAddress([(byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address]);
    }

    /// <summary>An address in some spelling, right or nearly so.</summary>
    public static string Draw(Random random, byte[] address)
    {
        var number = ((uint)address[0] << 24) | ((uint)address[1] << 16) | ((uint)address[2] << 8) | address[3];
        var dotted = string.Join('.', address);
        return random.Next(14) switch
        {
            0 => dotted,
            1 => $"{number}",
            2 => $"0x{number:x}",
            3 => "0" + Convert.ToString(number, 8),
            4 => $"{Part(random, address[0])}.{number & 0xffffff}",
            5 => $"{Part(random, address[0])}.{Part(random, address[1])}.{number & 0xffff}",
            6 => $"[::ffff:{dotted}]",
            7 => $"[::ffff:{number >> 16:x}:{number & 0xffff:x}]",
            8 => $"[{(random.Next(2) == 0 ? "64:ff9b" : "")}::{dotted}]",
            9 => $"[2002:{number >> 16:x}:{number & 0xffff:x}::]",
            // Digits and dots of other scripts, which names of other scripts are folded from.
            10 => string.Concat(dotted.Select(letter => letter == '.' ? '。' : (char)('０' + (letter - '0')))),
            11 => string.Concat(dotted.Select(letter => $"%{(int)letter:x2}")),
            12 => dotted + ".",
            _ => string.Join('.', address.Select(part => Part(random, part))),
        };
    }

    static string Part(Random random, byte part) => random.Next(4) switch
    {
        0 => $"0x{part:X}",
        1 => "0" + Convert.ToString(part, 8),
        2 => $"000{part}",
        _ => $"{part}",
    };

    static ulong? Number(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null
        : text.Length is 0 or > 12 || text.AsSpan().ContainsAnyExceptInRange('0', '9') ? null
        : text[0] != '0' ? ulong.Parse(text, CultureInfo.InvariantCulture)
        : text.AsSpan().ContainsAnyInRange('8', '9') ? null
        : text.Aggregate(0UL, (value, digit) => (value * 8) + (ulong)(digit - '0'));
}

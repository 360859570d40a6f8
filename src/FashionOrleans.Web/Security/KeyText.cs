using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FashionOrleans.Web.Security;

/// <summary>
/// The text of a key: <c>fo_</c> and 256 random bits. A plain SHA-256 keeps it: slow, salted hashes are for passwords, which can be guessed;
/// among 2^256 keys nobody finds one, however fast each guess is.
/// </summary>
static class KeyText
{
    // Scanners for leaked secrets find keys by such a beginning.
    const string Prefix = "fo_";
    const int Bytes = 32;

    /// <summary>A new key.</summary>
    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The hash by which a key is configured and found: 64 digits, in lower case.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

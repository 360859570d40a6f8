namespace FashionOrleans.Backup;

/// <summary>Tells a tar that is none, or ends too early, from other failures.</summary>
static class TarDamage
{
    /// <summary>Whether an exception is what the reader of tars throws at bytes that are no tar. Overflow: a number in a header that is none of a file.</summary>
    public static bool IsMeantBy(Exception exception) => exception is EndOfStreamException or InvalidDataException or FormatException or OverflowException;
}

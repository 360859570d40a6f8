namespace FashionOrleans.Backup;

/// <summary>Tells a tar that is none, or ends too early, from other failures.</summary>
static class TarDamage
{
    /// <summary>Whether an exception is what the reader of tars throws at bytes that are no tar. The last two: a length or a time in a header that no file has.</summary>
    public static bool IsMeantBy(Exception exception) =>
        exception is EndOfStreamException or InvalidDataException or FormatException or OverflowException or ArgumentOutOfRangeException;
}

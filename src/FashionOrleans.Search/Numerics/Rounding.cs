namespace FashionOrleans.Search;

/// <summary>Rounding that keeps a bound a bound.</summary>
static class Rounding
{
    /// <summary>A float32 that is not below the number.</summary>
    public static float Up(double number) => MathF.BitIncrement((float)number);

    /// <summary>A float32 that is not above the number.</summary>
    public static float Down(double number) => MathF.BitDecrement((float)number);
}

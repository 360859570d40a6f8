namespace FashionOrleans.SampleCatalog.Fabrics;

/// <summary>The colours that a kind of product comes in, each as often as it appears here.</summary>
static class Palette
{
    static readonly NamedColour Black = new("Black", "#26262a #1f2023 #2d2b2e", "#f2efe8 #c9a45c #b8443f #8d9aa8 #d9c7b0");
    static readonly NamedColour White = new("White", "#f7f6f3 #fafaf8 #f3f2ef", "#24365c #2b2b2f #b5403c #5f86a8 #7d9273 #d99a94");
    static readonly NamedColour OffWhite = new("Off White", "#f1ece1 #efe9dc", "#7a5c43 #3b4a5e #a4543f #6c7a5c #2f2d2c");
    static readonly NamedColour Cream = new("Cream", "#ece0c8 #f0e6d0", "#8a4b38 #4d5d4a #34455e #b98b3e #5b4636");
    static readonly NamedColour Beige = new("Beige", "#d6c3a5 #cdb898 #dccbb0", "#5d4a3a #f5f0e6 #3f4e5c #96583f #74806a");
    static readonly NamedColour Navy = new("Navy Blue", "#232f4f #1e2a48 #2a3757", "#f4f1ea #b8403f #d8b060 #8fb0cf #dcd3c2");
    static readonly NamedColour Blue = new("Blue", "#4a78ad #3f6a9f #6f9cc6 #5b88ba #8db3d4", "#f6f4ef #22304f #e9d9b8 #c75d4e #f0c95a");
    static readonly NamedColour Turquoise = new("Turquoise Blue", "#58b3bb #6cbcc0", "#f5f3ec #24485a #e58e6b #f1d18a");
    static readonly NamedColour Teal = new("Teal", "#2c6a6c #276064 #347678", "#f2ece0 #d9a24e #e3a793 #16363c");
    static readonly NamedColour Grey = new("Grey", "#9a9da1 #86898e #b3b5b7", "#f3f2ef #2f3136 #c2514a #46597a #e2bd62");
    static readonly NamedColour Charcoal = new("Charcoal", "#45484d #3c3f45", "#e9e7e2 #9aa4b0 #c78a45 #a84a4a");
    static readonly NamedColour Red = new("Red", "#b5332f #c23c37 #a52c2d", "#f6f1ea #232c44 #f0c877 #e8b5ab #2a2628");
    static readonly NamedColour Maroon = new("Maroon", "#6b2431 #74293a", "#efe3d3 #d9a866 #c8838a #2d1a20");
    static readonly NamedColour Burgundy = new("Burgundy", "#5a1f30 #642338", "#ecdfd0 #c99a62 #b9808c #1f2740");
    static readonly NamedColour Pink = new("Pink", "#e3a0ab #d9839a #edbcc0 #e48fa2", "#fbf6f2 #8c3a55 #c95f6e #5f7f6c #f2d38f");
    static readonly NamedColour Peach = new("Peach", "#f0bfa2 #eeb193", "#fbf4ea #b85c44 #7e9272 #d88a6e");
    static readonly NamedColour Orange = new("Orange", "#d9763a #e08443", "#fbf1e2 #2d3850 #7c3a22 #f3c98a");
    static readonly NamedColour Rust = new("Rust", "#a8512f #9c492b", "#f3e5d0 #2f3b44 #dba45c #e0b7a0");
    static readonly NamedColour Mustard = new("Mustard", "#c99a34 #d0a23e", "#fbf4e3 #2c3a50 #7a4a2a #4d5c48");
    static readonly NamedColour Yellow = new("Yellow", "#ecc94f #f1d268", "#fffaf0 #3b4a66 #d2703c #6d8a56");
    static readonly NamedColour Olive = new("Olive", "#6b6c43 #5f623c #76774d", "#efe9d8 #2c2e25 #c58e48 #b9b48e");
    static readonly NamedColour Khaki = new("Khaki", "#a5946c #b09f78", "#f4eedf #4a4634 #2f3d4a #7a5a3a");
    static readonly NamedColour Green = new("Green", "#3f7a53 #4f8a63 #2f6245 #7ba386", "#f5f2e8 #1f3a2e #e7c46b #e2a59c #dfe7d6");
    static readonly NamedColour Sea = new("Sea Green", "#7fb8a4 #8fc2b0", "#faf6ec #2f5d58 #e39a80 #f1d7a0");
    static readonly NamedColour Purple = new("Purple", "#6a4a86 #755493 #5a3f74", "#f3ecf0 #d7b3d0 #e0b85f #2d2340");
    static readonly NamedColour Lavender = new("Lavender", "#b6a3cf #c2b2d8", "#fbf8f5 #6a5488 #e9c3cf #8ea58c");
    static readonly NamedColour Mauve = new("Mauve", "#a57a8c #b0879a", "#f6edea #5d3a4c #dcb9a8 #6f7f78");
    static readonly NamedColour Brown = new("Brown", "#6f4a33 #7b543b #5f3f2c", "#ecdcc3 #2f2620 #c98f55 #8fa08c");
    static readonly NamedColour Coffee = new("Coffee Brown", "#4a3428 #523a2d", "#e8d9c4 #a9784b #241a15 #8b9789");
    static readonly NamedColour Tan = new("Tan", "#b98a5a #c29465 #b0804f", "#f3e8d6 #4a3424 #2d3846 #7d5a3a");
    static readonly NamedColour Taupe = new("Taupe", "#9d8d80 #a8988a", "#f4efe8 #4b4039 #6d7f86 #c9b09a");
    static readonly NamedColour Silver = new("Silver", "#c3c6ca #b7bbc0", "#2e3136 #f4f4f2 #24365c #7f858c");
    static readonly NamedColour Gold = new("Gold", "#d3ab5a #caa04c", "#2d2926 #f6f0e2 #5b2230 #9a7433");
    static readonly NamedColour Copper = new("Copper", "#c98a6c #c07f62", "#f6ece6 #3a2a26 #5f4a52 #8a5a44");

    public static readonly IReadOnlyList<NamedColour> Everyday =
    [
        Black, Black, White, White, Navy, Navy, Blue, Blue, Grey, Red, Green, Olive, Beige, Pink, Maroon, Mustard, Teal,
        Purple, Charcoal, Rust, OffWhite, Lavender, Brown, Peach,
    ];

    public static readonly IReadOnlyList<NamedColour> Bright =
    [
        Red, Pink, Pink, Blue, Turquoise, Teal, Green, Sea, Yellow, Mustard, Orange, Peach, Lavender, Purple, Mauve, White, Black, Navy,
        Cream, Rust,
    ];

    public static readonly IReadOnlyList<NamedColour> Shirting =
    [
        White, White, Blue, Blue, Navy, Pink, Grey, Black, Lavender, Green, Beige, Burgundy, Sea,
    ];

    public static readonly IReadOnlyList<NamedColour> Tailored =
    [
        Black, Navy, Navy, Charcoal, Grey, Beige, Khaki, Brown, Olive, Taupe, Blue,
    ];

    public static readonly IReadOnlyList<NamedColour> Cosy =
    [
        Grey, Navy, Cream, OffWhite, Maroon, Green, Mustard, Charcoal, Beige, Rust, Pink, Teal, Burgundy, Black, Brown,
    ];

    public static readonly IReadOnlyList<NamedColour> Jeans =
    [
        Blue with { Tones = Tones("#5b7fa6 #4c6f97 #7795b3 #8aa7c2") },
        Blue with { Tones = Tones("#43648c #55789f #6c8db0") },
        Navy with { Tones = Tones("#2c3a57 #33425f") },
        Black with { Tones = Tones("#2f3034 #38393d") },
        Grey with { Tones = Tones("#84888d #777b81") },
    ];

    public static readonly IReadOnlyList<NamedColour> Leather =
    [
        Black, Black, Brown, Brown, Tan, Tan, Coffee, Burgundy, Beige, Navy, Red, White, Green, Pink,
    ];

    public static readonly IReadOnlyList<NamedColour> FormalLeather = [Black, Black, Brown, Tan, Coffee, Burgundy];

    public static readonly IReadOnlyList<NamedColour> Sneaker =
    [
        White, White, Black, Grey, Navy, Blue, Red, Green, Beige, Pink, Olive, Orange, Teal, Yellow,
    ];

    public static readonly IReadOnlyList<NamedColour> Metal = [Silver, Gold, Gold, Copper];

    public static readonly IReadOnlyList<NamedColour> WatchCase = [Silver, Silver, Gold, Copper, Black];

    static IReadOnlyList<Drawing.Colour> Tones(string hexes) => [.. hexes.Split(' ').Select(Drawing.Colour.Parse)];
}

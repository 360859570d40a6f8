namespace FashionOrleans.Embedding;

/// <summary>What a picture's header says.</summary>
/// <param name="Format">The format, from the first bytes.</param>
/// <param name="ContentType">The media type, such as <c>image/jpeg</c>.</param>
/// <param name="Width">Columns as seen, after the EXIF orientation.</param>
/// <param name="Height">Rows as seen, after the EXIF orientation.</param>
/// <param name="Frames">Frames or pages; 1 for a still picture.</param>
/// <param name="ShownByBrowsers">Whether every current browser shows the file faithfully: not TIFF, not CMYK.</param>
public sealed record PictureInfo(PictureFormat Format, string ContentType, int Width, int Height, int Frames, bool ShownByBrowsers);

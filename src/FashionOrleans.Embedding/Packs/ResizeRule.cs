namespace FashionOrleans.Embedding;

/// <summary>How a picture of another shape is brought to the shape of a model's input.</summary>
public enum ResizeRule
{
    /// <summary>Scale width and height separately; the aspect ratio is given up.</summary>
    Stretch,

    /// <summary>Cut the longer side off evenly at both ends to the input's aspect ratio, then scale (centre crop).</summary>
    Cover,
}

using NetVips;

namespace FashionOrleans.Embedding;

/// <summary>One libvips image after another, each made from the one before; libvips computes nothing until pixels are asked for.</summary>
/// <param name="first">The image the chain starts with; the chain owns it.</param>
sealed class ImageChain(Image first) : IDisposable
{
    public Image Current { get; private set; } = first;

    public void Apply(Func<Image, Image> step)
    {
        var next = step(Current);
        if (ReferenceEquals(next, Current))
            return;
        // libvips keeps what the next image is computed from; only our handle goes.
        Current.Dispose();
        Current = next;
    }

    public void Dispose() => Current.Dispose();
}

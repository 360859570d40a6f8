using System.Buffers;

namespace FashionOrleans.Embedding;

/// <summary>One picture on its way through the embedder. Each field is written by one stage and read by the next.</summary>
/// <param name="request">The request it belongs to.</param>
/// <param name="index">Its place in the request.</param>
/// <param name="content">The encoded picture, or its pixels.</param>
/// <param name="crop">The part of an encoded picture; null for all of it.</param>
sealed class PictureJob(EmbeddingRequest request, int index, ReadOnlyMemory<byte> content, PictureCrop? crop)
{
    public EmbeddingRequest Request { get; } = request;

    public ReadOnlyMemory<byte> Content { get; } = content;

    public PictureCrop? Crop { get; } = crop;

    /// <summary>The normalised input, rented from the shared pool; null before decoding and after the run.</summary>
    public float[]? Tensor { get; set; }

    /// <summary>When the picture was accepted, in the clock's timestamps.</summary>
    public long AcceptedAt { get; set; }

    /// <summary>When it was decoded, in the clock's timestamps.</summary>
    public long ReadyAt { get; set; }

    public TimeSpan DecodeTime { get; set; }

    /// <summary>Whether a run with this picture failed and it was given to another device.</summary>
    public bool HasFailedBefore { get; set; }

    /// <summary>Gives the tensor's memory back, when there is one.</summary>
    public void ReturnTensor()
    {
        if (Tensor is { } tensor)
            ArrayPool<float>.Shared.Return(tensor);
        Tensor = null;
    }

    public void Complete(EmbeddingResult result) => Request.Complete(index, result);
}

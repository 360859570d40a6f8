namespace FashionOrleans.Embedding;

/// <summary>Where a model runs.</summary>
public enum ExecutionProvider
{
    /// <summary>ONNX Runtime's CPU provider; always there.</summary>
    Cpu,

    /// <summary>ONNX Runtime's CUDA provider: needs a build with the property <c>Accelerator=cuda</c> or the provider as a plug-in, a GPU, CUDA and cuDNN.</summary>
    Cuda,
}

namespace FashionOrleans.Embedding;

/// <summary>The arithmetic that a model runs in. Inputs and outputs are float32 either way.</summary>
public enum ModelPrecision
{
    /// <summary>float32, as the pack's graph is; on recent GPUs convolutions may use TF32.</summary>
    Fp32,

    /// <summary>float16: about half the memory and, on GPUs with tensor cores, a multiple of the speed. Needs a pack with an fp16 graph.</summary>
    Fp16,
}

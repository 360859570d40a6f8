using FashionOrleans.Contracts;
using FashionOrleans.Embedding;

namespace FashionOrleans.Grains.Embedding;

/// <summary>Model packs as clients see them.</summary>
static class ModelDescriptions
{
    public static ModelDescription Of(ModelPack pack) =>
        new(pack.Name, pack.Version, pack.Output.Dimension, pack.Input.Width, pack.Input.Height, pack.Sha256);
}

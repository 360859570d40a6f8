using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Verification;

/// <summary>What a look at a whole store has found.</summary>
/// <param name="Catalogs">Embedding spaces that were looked at.</param>
/// <param name="Items">Items that were looked at.</param>
/// <param name="Unchecked">Those of them that were written without a checksum: damage that leaves them readable is not seen.</param>
/// <param name="Pictures">Pictures that were looked at.</param>
/// <param name="Shoppers">Shoppers that were looked at.</param>
/// <param name="Damages">What is damaged, at most as many as were asked for.</param>
/// <param name="Found">How many damages there are.</param>
public sealed record VerificationReport(
    int Catalogs, long Items, long Unchecked, long Pictures, long Shoppers, IReadOnlyList<StoreDamage> Damages, long Found);

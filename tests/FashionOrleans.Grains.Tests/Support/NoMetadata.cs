using Orleans.Runtime.MembershipService.SiloMetadata;

namespace FashionOrleans.Grains.Tests.Support;

/// <summary>The cache of a silo that could fetch the metadata of no other one.</summary>
sealed class NoMetadata : ISiloMetadataCache
{
    public SiloMetadata GetSiloMetadata(SiloAddress siloAddress) => SiloMetadata.Empty;
}

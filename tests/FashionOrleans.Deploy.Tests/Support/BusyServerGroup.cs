namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>Tests that share one <see cref="BusyServer"/>.</summary>
[CollectionDefinition(nameof(BusyServer))]
public sealed class BusyServerGroup : ICollectionFixture<BusyServer>;

namespace FashionOrleans.Contracts;

/// <summary>How the whole cluster is, for whoever runs it: asks every silo beside every other, and waits for none of them for long. All keys mean the same; a client reaches it through another silo by another key.</summary>
public interface IClusterStatusGrain : IGrainWithIntegerKey
{
    /// <summary>The cluster as of at most a second ago. A silo that does not answer within two seconds is in it without a report.</summary>
    Task<ClusterStatus> GetAsync();
}

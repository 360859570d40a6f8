namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>Tests of one collection run one after the other: a cluster is half a dozen processes, and two of them at once starve each other.</summary>
static class OneAtATime
{
    public const string Name = "One cluster at a time";
}

namespace FashionOrleans.Cluster.Tests.Faults;

/// <summary>Something that goes wrong, and is put right by whoever runs the cluster: silos that died are started again.</summary>
/// <param name="Name">What it is, for the report.</param>
/// <param name="InjectAsync">Makes it happen.</param>
/// <param name="IsGentle">Whether nobody should notice: no answer may be partial or refused on its account, not even without replicas.</param>
sealed record Fault(string Name, Func<Scene, Task> InjectAsync, bool IsGentle = false);

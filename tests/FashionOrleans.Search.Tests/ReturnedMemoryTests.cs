using System.Diagnostics;

namespace FashionOrleans.Search.Tests;

/// <summary>What a process gives back. Runs alone: other tests would take memory meanwhile.</summary>
[CollectionDefinition(nameof(ReturnedMemoryTests), DisableParallelization = true)]
[Collection(nameof(ReturnedMemoryTests))]
public sealed class ReturnedMemoryTests : IDisposable
{
    readonly ScanPool _pool = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Memory_does_not_grow_when_indexes_come_and_go()
    {
        var entries = Entries.Of(TestVectors.Isotropic(2000, 256, 1));
        for (var round = 0; round < 5; round++)
            CreateAndDispose();
        var before = PrivateBytes();
        for (var round = 0; round < 60; round++)
            CreateAndDispose();
        // Sixty indexes of 2 MB that stayed would be 120 MB.
        Assert.InRange(PrivateBytes() - before, long.MinValue, 60 << 20);

        void CreateAndDispose()
        {
            using var index = new VectorIndex(new() { Dimension = 256, LearnAutomatically = false, ForcedWidths = [32] }, _pool);
            index.Apply(entries, []);
            index.Optimize(Cancel);
        }

        static long PrivateBytes()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            using var process = Process.GetCurrentProcess();
            return process.PrivateMemorySize64;
        }
    }
}

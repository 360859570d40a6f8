namespace FashionOrleans.Search;

/// <summary>Something that the threads of a <see cref="ScanPool"/> run.</summary>
interface IScanWork
{
    /// <summary>Does what is left to do, if anything. Several threads may be inside at once. Never throws.</summary>
    void Run();
}

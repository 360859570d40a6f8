namespace FashionOrleans.Storage.Tests.Support;

/// <summary>A folder that is gone when the test is.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fashion-storage-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

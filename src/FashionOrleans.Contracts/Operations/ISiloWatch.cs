using Orleans.Services;

namespace FashionOrleans.Contracts;

/// <summary>What a silo knows of itself. Every silo has one; it is addressed by the silo, not by a key.</summary>
public interface ISiloWatch : IGrainService
{
    /// <summary>The silo at this moment; nothing is waited for.</summary>
    Task<SiloReport> ReportAsync();
}

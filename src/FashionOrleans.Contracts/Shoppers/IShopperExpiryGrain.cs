namespace FashionOrleans.Contracts;

/// <summary>Forgets shoppers of whom nothing was heard for long, once a day and in one place of the cluster. The key is 0.</summary>
public interface IShopperExpiryGrain : IGrainWithIntegerKey
{
    /// <summary>Begins the work of this day unless it was done or goes on; returns at once.</summary>
    Task GoOnAsync();
}

using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>
/// One shopper: likes, dislikes and recent views, durable, bounded, and forgotten in one call. The key is the shopper's id. A shopper is
/// there as soon as something is recorded; before, it has an empty profile.
/// </summary>
/// <remarks>
/// Items are kept by id and their vectors looked up when they are needed, so that a taste outlives a change of the model. Every method
/// throws <see cref="FashionOrleansException"/> with <see cref="ErrorCodes.InvalidId"/> when the key breaks the rules of
/// <see cref="ShopperId"/>, and with <see cref="ErrorCodes.StoreUnavailable"/> when the store cannot be reached.
/// </remarks>
public interface IShopperGrain : IGrainWithStringKey
{
    /// <summary>Records events in the order given, durably before the call returns: all of them or none.</summary>
    /// <returns>How many of them were new.</returns>
    /// <exception cref="FashionOrleansException">
    /// A catalogue or an item does not exist, or there are more than <see cref="ShopperEvent.MaxEvents"/>; nothing was recorded.
    /// </exception>
    Task<int> RecordAsync(ImmutableArray<ShopperEvent> events, CancellationToken cancellationToken);

    /// <summary>All that is kept of the shopper.</summary>
    Task<ShopperProfile> GetAsync(CancellationToken cancellationToken);

    /// <summary>What is kept of the shopper about one catalogue, the newest first.</summary>
    Task<ImmutableArray<ShopperMark>> GetTasteAsync(string catalog, CancellationToken cancellationToken);

    /// <summary>Adds what a backup has of the shopper, as of the times when it was said. An item of which something is kept keeps that.</summary>
    /// <param name="marks">Likes, dislikes and views, at most <see cref="ShopperProfile.MaxMarks"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether anything was new.</returns>
    Task<bool> RestoreAsync(ImmutableArray<ShopperMark> marks, CancellationToken cancellationToken);

    /// <summary>Removes everything that is kept of the shopper, durably before the call returns.</summary>
    /// <returns>Whether there was anything.</returns>
    Task<bool> ForgetAsync(CancellationToken cancellationToken);
}

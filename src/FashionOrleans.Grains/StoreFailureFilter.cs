using System.Data.Common;
using FashionOrleans.Contracts;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains;

/// <summary>
/// Turns what a store's driver throws into a refusal that can travel between silos. The driver's own exceptions cannot: the caller would
/// never get an answer.
/// </summary>
public sealed class StoreFailureFilter : IIncomingGrainCallFilter
{
    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (DbException exception)
        {
            throw new FashionOrleansException(
                ErrorCodes.StoreUnavailable, $"The store cannot be reached: {exception.Message}. Try again; if it stays so, mend the store.");
        }
        catch (DamagedRowException exception)
        {
            throw new FashionOrleansException(ErrorCodes.StoreDamaged, exception.Message);
        }
    }
}

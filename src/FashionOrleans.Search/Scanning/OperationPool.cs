using System.Collections.Concurrent;

namespace FashionOrleans.Search;

/// <summary>Query operations of one index that wait to be used again.</summary>
sealed class OperationPool(int stride) : IDisposable
{
    readonly ConcurrentStack<QueryOperation> _free = new();
    volatile bool _disposed;

    public QueryOperation Rent() => _free.TryPop(out var operation) ? operation : new QueryOperation(stride, GiveBack);

    public void Dispose()
    {
        _disposed = true;
        while (_free.TryPop(out var operation))
            operation.Dispose();
    }

    void GiveBack(QueryOperation operation)
    {
        if (_disposed)
            operation.Dispose();
        else
            _free.Push(operation);
    }
}

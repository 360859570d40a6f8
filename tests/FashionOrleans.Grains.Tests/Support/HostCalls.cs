using System.Collections.Concurrent;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Tests.Support;

/// <summary>
/// The calls that reach the <see cref="IShardHost"/>s of a cluster, and the reports that silos send to the balancer: counted, and held up or
/// refused for one silo at the test's command.
/// </summary>
sealed class HostCalls
{
    readonly ConcurrentDictionary<(SiloAddress Silo, string Method), TaskCompletionSource> _gates = new();
    readonly ConcurrentDictionary<(SiloAddress Silo, string Method), Exception> _refusals = new();
    readonly ConcurrentQueue<(SiloAddress Silo, string Method)> _calls = new();
    readonly ConcurrentQueue<SiloAddress> _cancelled = new();

    /// <summary>Every call since the last <see cref="Clear"/>.</summary>
    public IReadOnlyCollection<(SiloAddress Silo, string Method)> All => _calls;

    /// <summary>The silos where a call that was held up was cancelled by its caller.</summary>
    public IReadOnlyCollection<SiloAddress> Cancelled => _cancelled;

    public int Of(string method) => _calls.Count(call => call.Method == method);

    public int Of(SiloAddress silo, string method) => _calls.Count(call => call == (silo, method));

    /// <summary>From now on such calls wait on that silo before anything is done, until <see cref="LetGo"/>.</summary>
    public void Hold(SiloAddress silo, string method) =>
        _gates[(silo, method)] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo(SiloAddress silo, string method)
    {
        if (_gates.TryRemove((silo, method), out var gate))
        {
            gate.SetResult();
        }
    }

    /// <summary>From now on such calls fail on that silo.</summary>
    public void Refuse(SiloAddress silo, string method, Exception exception) => _refusals[(silo, method)] = exception;

    public void Clear() => _calls.Clear();

    public async Task MeetAsync(SiloAddress silo, string method, CancellationToken cancellationToken)
    {
        _calls.Enqueue((silo, method));
        if (_refusals.TryGetValue((silo, method), out var refusal))
        {
            throw refusal;
        }

        if (_gates.TryGetValue((silo, method), out var gate))
        {
            try
            {
                await gate.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                _cancelled.Enqueue(silo);
                throw;
            }
        }
    }
}

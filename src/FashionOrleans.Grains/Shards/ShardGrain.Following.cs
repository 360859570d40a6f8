using System.Data.Common;
using System.Diagnostics;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Migrations;
using FashionOrleans.Search;
using FashionOrleans.Storage;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Shards;

/// <remarks>
/// A shard of an embedding space that stands by pulls what is written to the same shard of the space that answers, in the order of versions, and keeps
/// how far it is in the commit that brings it there. So it goes on where it was after any crash, and an owner that was replaced changes nothing.
/// </remarks>
public sealed partial class ShardGrain
{
    // Without news the other shard is looked at so often; a new owner after a failure waits longer.
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim _followNow = new(0);
    Task _following = Task.CompletedTask;
    CancellationTokenSource? _hold;

    /// <inheritdoc/>
    public Task FollowNowAsync()
    {
        if (_followNow.CurrentCount == 0)
        {
            _followNow.Release();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<long> HoldWritesAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        await OwnedAsync(cancellationToken);
        await _writing.WaitAsync(cancellationToken);
        _hold = new CancellationTokenSource(limit, time);
        _hold.Token.Register(static shard => ((ShardGrain)shard!).TryEndHold(), this);
        return _copy.Version;
    }

    /// <inheritdoc/>
    public Task ResumeWritesAsync()
    {
        TryEndHold();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task OwnAgainAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        // What is held is taken over: nobody gets in between.
        if (Interlocked.Exchange(ref _hold, null) is { } hold)
        {
            hold.Dispose();
        }
        else
        {
            await _writing.WaitAsync(cancellationToken);
        }

        try
        {
            _declared = null;
            _owning = OwnAsync();
            await _owning.WaitAsync(cancellationToken);
            if (_following.IsCompleted)
            {
                _following = FollowAsync();
            }

            await Task.Delay(pause, time, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    void TryEndHold()
    {
        if (Interlocked.Exchange(ref _hold, null) is { } hold)
        {
            hold.Dispose();
            _writing.Release();
        }
    }

    /// <summary>For as long as the shard stands by; ends at once where it answers.</summary>
    async Task FollowAsync()
    {
        // The shard's own work: not a part of the request that happened to wake it.
        Activity.Current = null;
        var feed = new StandbyFeed(_key, store, migrations, GrainFactory, time);
        while (!_stopping.IsCancellationRequested && !_isLeaving)
        {
            var pause = Idle;
            try
            {
                var owner = await OwnedAsync(_stopping.Token);
                if (!owner.Catalog.IsStandby)
                {
                    return;
                }

                if (await feed.NextAsync(owner, _stopping.Token) is { } step)
                {
                    await TakeStepAsync(owner, step);
                    pause = TimeSpan.Zero;
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is FashionOrleansException or DbException or OrleansException or TimeoutException or OperationCanceledException)
            {
                LogFollowingFailed(exception.Message, _key);
                pause = AfterFailure;
            }

            await ((Task)_followNow.WaitAsync(pause, _stopping.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    async Task TakeStepAsync(ShardOwnership owner, StandbyStep step)
    {
        await _writing.WaitAsync(_stopping.Token);
        try
        {
            if (ReferenceEquals(owner, await OwnedAsync(_stopping.Token)))
            {
                await WriteInTurnAsync(
                    owner,
                    by => migrations.CommitCopyAsync(by, step.Version, step.Upserts, step.Deletes, _stopping.Token),
                    [.. step.Upserts.Select(item => StoredRowReader.Read(item, owner.Catalog.Dimension).Entry).OfType<IndexEntry>()],
                    step.Deletes);
                _owning = Task.FromResult(owner with { SourceVersion = step.Version });
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard} cannot follow for now: {Reason}")]
    partial void LogFollowingFailed(string reason, ShardKey shard);
}

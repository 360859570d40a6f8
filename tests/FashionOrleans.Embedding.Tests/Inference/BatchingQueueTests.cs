using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Embedding.Tests.Inference;

/// <summary>The rules of the queue, one thread and a hand-driven clock: no waiting, no luck.</summary>
public sealed class BatchingQueueTests : IDisposable
{
    const int First = 0;
    const int Second = 1;

    static readonly EmbeddingOptions Options = new()
    {
        InteractiveQueueCapacity = 4,
        BulkQueueCapacity = 10,
        BulkBatchWait = TimeSpan.FromMilliseconds(50),
    };

    readonly FakeTimeProvider _clock = new();
    readonly BatchingQueue _queue;

    public BatchingQueueTests() => _queue = new BatchingQueue(Options, devices: 2, bulkDecodeAhead: 6, _clock);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public void A_lone_picture_never_waits_in_either_lane()
    {
        foreach (var lane in Enum.GetValues<EmbeddingPriority>())
        {
            Accept(lane, 1);
            Decode(1);
            Assert.Equal(1, Batch(lane, max: 8));
        }
    }

    [Fact]
    public void What_is_decoded_while_the_model_is_busy_forms_the_next_interactive_batch()
    {
        Accept(EmbeddingPriority.Interactive, 4);
        Decode(1);
        Assert.Equal(1, Batch(EmbeddingPriority.Interactive, max: 8));
        Decode(3);
        Assert.Equal(3, Batch(EmbeddingPriority.Interactive, max: 8));
        Assert.Equal(0, Batch(EmbeddingPriority.Interactive, max: 8));
    }

    [Fact]
    public void A_batch_is_never_larger_than_allowed()
    {
        Accept(EmbeddingPriority.Bulk, 5);
        Decode(5);
        Assert.Equal([2, 2, 1], [Batch(EmbeddingPriority.Bulk, 2), Batch(EmbeddingPriority.Bulk, 2), Batch(EmbeddingPriority.Bulk, 2)]);
    }

    [Fact]
    public void A_bulk_batch_waits_for_pictures_that_are_on_their_way()
    {
        Accept(EmbeddingPriority.Bulk, 5);
        Decode(3);
        Assert.Equal(0, Batch(EmbeddingPriority.Bulk, max: 4));
        Decode(1);
        Assert.Equal(4, Batch(EmbeddingPriority.Bulk, max: 4));
        Decode(1);
        Assert.Equal(1, Batch(EmbeddingPriority.Bulk, max: 4));
    }

    [Fact]
    public void A_bulk_batch_waits_no_longer_than_its_limit()
    {
        Accept(EmbeddingPriority.Bulk, 5);
        Decode(2);
        _clock.Advance(TimeSpan.FromMilliseconds(49));
        Assert.Equal(0, Batch(EmbeddingPriority.Bulk, max: 4));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, Batch(EmbeddingPriority.Bulk, max: 4));
    }

    [Fact]
    public void Interactive_pictures_are_decoded_before_bulk_pictures_that_came_earlier()
    {
        Accept(EmbeddingPriority.Bulk, 2);
        Accept(EmbeddingPriority.Interactive, 1);
        Assert.Equal(EmbeddingPriority.Interactive, _queue.TakeToDecode()!.Request.Priority);
        Assert.Equal(EmbeddingPriority.Bulk, _queue.TakeToDecode()!.Request.Priority);
    }

    [Fact]
    public void Bulk_pictures_decoded_ahead_do_not_keep_interactive_ones_from_being_decoded()
    {
        Accept(EmbeddingPriority.Bulk, 8);
        Decode(6);
        Accept(EmbeddingPriority.Interactive, 1);
        Assert.Equal(EmbeddingPriority.Interactive, _queue.TakeToDecode()!.Request.Priority);
    }

    [Fact]
    public void A_full_lane_refuses_whole_requests_and_leaves_the_other_lane_alone()
    {
        Accept(EmbeddingPriority.Interactive, 3);
        var exception = Assert.Throws<EmbedderOverloadedException>(() => Accept(EmbeddingPriority.Interactive, 2));
        Assert.Equal("overloaded", exception.Code);
        Assert.Contains("(4 pictures)", exception.Message);
        Assert.Equal(3, _queue.Held(EmbeddingPriority.Interactive));
        Accept(EmbeddingPriority.Interactive, 1);
        Accept(EmbeddingPriority.Bulk, 10);
    }

    [Fact]
    public void Places_are_held_until_the_answer()
    {
        Accept(EmbeddingPriority.Interactive, 4);
        Decode(4);
        Assert.Equal(4, Batch(EmbeddingPriority.Interactive, max: 8));
        Assert.Throws<EmbedderOverloadedException>(() => Accept(EmbeddingPriority.Interactive, 1));
        _queue.Finished(EmbeddingPriority.Interactive, 4);
        Accept(EmbeddingPriority.Interactive, 4);
    }

    [Fact]
    public void A_request_larger_than_the_capacity_is_accepted_by_an_empty_lane()
    {
        Accept(EmbeddingPriority.Bulk, 11);
        Assert.Throws<EmbedderOverloadedException>(() => Accept(EmbeddingPriority.Bulk, 1));
    }

    [Fact]
    public void Decoded_pictures_that_nobody_waits_for_are_dropped()
    {
        using var cancellation = new CancellationTokenSource();
        AcceptCancellable(EmbeddingPriority.Interactive, 2, cancellation.Token);
        Accept(EmbeddingPriority.Interactive, 1);
        Decode(3);
        cancellation.Cancel();
        Assert.Equal(1, Batch(EmbeddingPriority.Interactive, max: 8));
        Assert.Equal(1, _queue.Held(EmbeddingPriority.Interactive));
    }

    [Fact]
    public void A_closed_queue_accepts_no_more_but_serves_what_it_holds()
    {
        Accept(EmbeddingPriority.Bulk, 1);
        _queue.Close();
        Assert.Throws<ObjectDisposedException>(() => Accept(EmbeddingPriority.Bulk, 1));
        Decode(1);
        Assert.Null(_queue.TakeToDecode());
        Assert.Equal(1, Batch(EmbeddingPriority.Bulk, max: 8));
        _queue.Finished(EmbeddingPriority.Bulk, 1);
        Assert.False(_queue.TakeBatch(EmbeddingPriority.Bulk, First, 8, []));
        Assert.False(_queue.TakeBatch(EmbeddingPriority.Interactive, First, 8, []));
    }

    [Fact]
    public void No_more_bulk_pictures_are_decoded_ahead_than_allowed_however_many_wait()
    {
        Accept(EmbeddingPriority.Bulk, 10);
        Decode(4);
        Assert.Equal(2, Enumerable.Range(0, 10).Count(_ => _queue.TryTakeToDecode() is not null));
        Assert.Equal(3, Batch(EmbeddingPriority.Bulk, max: 3));
        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => _queue.TryTakeToDecode() is not null));
    }

    [Fact]
    public void A_device_that_failed_takes_nothing_until_its_rest_is_over_and_the_other_takes_all()
    {
        Accept(EmbeddingPriority.Bulk, 6);
        Decode(6);
        var failed = Take(EmbeddingPriority.Bulk, 2, First);
        Assert.True(_queue.Failed(First, out var isNews));
        Assert.True(isNews);
        _queue.Again(EmbeddingPriority.Bulk, failed);
        Assert.Equal(0, Batch(EmbeddingPriority.Bulk, 2, First));
        Assert.Equal(0, Batch(EmbeddingPriority.Interactive, 2, First));
        Assert.Equal(4, Batch(EmbeddingPriority.Bulk, 4, Second));
        _clock.Advance(DeviceRests.Duration - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, Batch(EmbeddingPriority.Bulk, 2, First));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(failed, Take(EmbeddingPriority.Bulk, 2, First));
    }

    [Fact]
    public void The_last_device_that_works_never_rests()
    {
        Assert.True(_queue.Failed(First, out _));
        Assert.False(_queue.Failed(Second, out _));
        Accept(EmbeddingPriority.Bulk, 1);
        Decode(1);
        Assert.Equal(1, Batch(EmbeddingPriority.Bulk, 1, Second));
    }

    [Fact]
    public void A_failure_is_news_once_until_the_device_has_worked_again()
    {
        Assert.Equal([true, false], [IsNews(), IsNews()]);
        _queue.Worked(First);
        Assert.True(IsNews());

        bool IsNews()
        {
            _queue.Failed(First, out var isNews);
            return isNews;
        }
    }

    [Fact]
    public async Task A_closed_queue_keeps_its_runners_while_a_batch_may_still_come_back()
    {
        Accept(EmbeddingPriority.Bulk, 1);
        Decode(1);
        var running = Take(EmbeddingPriority.Bulk, 1, First);
        _queue.Close();
        var other = Task.Run(() =>
        {
            List<PictureJob> batch = [];
            return _queue.TakeBatch(EmbeddingPriority.Bulk, Second, 1, batch) ? batch : null;
        });
        Assert.True(_queue.Failed(First, out _));
        _queue.Again(EmbeddingPriority.Bulk, running);
        Assert.Equal(running, await other);
        _queue.Finished(EmbeddingPriority.Bulk, 1);
        Assert.False(_queue.TakeBatch(EmbeddingPriority.Bulk, Second, 1, []));
    }

    void Accept(EmbeddingPriority lane, int pictures) => AcceptCancellable(lane, pictures, CancellationToken.None);

    void AcceptCancellable(EmbeddingPriority lane, int pictures, CancellationToken cancellation) =>
        _queue.Accept(new EmbeddingRequest(new PicturePart[pictures], arePixels: true, lane, cancellation));

    void Decode(int pictures)
    {
        for (var i = 0; i < pictures; i++)
            _queue.Decoded(_queue.TakeToDecode()!);
    }

    int Batch(EmbeddingPriority lane, int max, int device = First) => Take(lane, max, device).Count;

    List<PictureJob> Take(EmbeddingPriority lane, int max, int device)
    {
        List<PictureJob> batch = [];
        Assert.Equal(_queue.TryTakeBatch(lane, device, max, batch), batch.Count > 0);
        return batch;
    }
}

namespace FashionOrleans.Search;

public sealed partial class VectorIndex
{
    /// <summary>Growth since the graph's coding was learnt from which it is learnt again and the graph built anew.</summary>
    const long GraphRenewal = 4;

    readonly GraphUpkeep _graphUpkeep;

    // What the background builds stops when the index goes.
    readonly CancellationTokenSource _closing = new();

    /// <summary>Rows that the graph index covers; 0 while there is none. Later rows are scanned for until they are inserted.</summary>
    public int GraphRows => Read(snapshot => snapshot.Graph is { } graph ? Math.Min(graph.Inserted, snapshot.Rows) : 0);

    /// <summary>The recall of the answers from the graph, measured on a sample of the live queries; null without <see cref="VectorIndexOptions.Graph"/>.</summary>
    public RecallMonitor? GraphRecall => _graphSearch?.Recall;

    /// <summary>
    /// Builds the graph if the options ask for one and there are enough items, and inserts what it lacks. The caller's thread and the
    /// learning threads of the pool do it; readers and writers go on meanwhile.
    /// </summary>
    /// <param name="cancellationToken">Stops it; the index goes on with the graph that it has.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void BuildGraph(CancellationToken cancellationToken = default)
    {
        lock (_optimizing)
            BringGraphUp(cancellationToken);
        // What was written while it was built.
        RequestGraphUpkeep();
    }

    /// <summary>Inserts what was written since; builds the graph when it is time to and nobody does.</summary>
    internal void UpdateGraph()
    {
        var snapshot = Acquire();
        try
        {
            if (!NeedsNewGraph(snapshot))
            {
                if (snapshot.Graph is { } graph)
                    Insert(graph, snapshot, _closing.Token);
                return;
            }
        }
        finally
        {
            snapshot.Release();
        }
        if (!_options.LearnAutomatically || !_optimizing.TryEnter())
            return;
        try
        {
            BringGraphUp(_closing.Token);
        }
        finally
        {
            _optimizing.Exit();
        }
        RequestGraphUpkeep();
    }

    bool NeedsNewGraph(Snapshot snapshot) =>
        Dimension >= GraphOptions.MinDimension
        && snapshot.LiveCount >= _options.Graph!.MinItems
        && (snapshot.Graph is null || snapshot.LiveCount >= GraphRenewal * snapshot.Graph.LearntFrom);

    void BringGraphUp(CancellationToken cancellationToken)
    {
        if (_options.Graph is null)
            return;
        var snapshot = Acquire();
        try
        {
            if (NeedsNewGraph(snapshot))
                Attach(NewGraph(snapshot, cancellationToken));
            else if (snapshot.Graph is { } graph)
                Insert(graph, snapshot, cancellationToken);
        }
        finally
        {
            snapshot.Release();
        }
    }

    /// <summary>A graph over the live rows of a snapshot; the caller's reference.</summary>
    GraphIndex NewGraph(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var graph = new GraphIndex(_options.Graph!, GraphCodingLearner.Learn(snapshot, Dimension, cancellationToken), snapshot.LiveCount);
        try
        {
            Insert(graph, snapshot, cancellationToken);
            return graph;
        }
        catch
        {
            graph.Release();
            throw;
        }
    }

    /// <summary>Gives the rows of a compaction a graph of their own before anybody sees them.</summary>
    void BuildGraph(RowStore compacted, CancellationToken cancellationToken)
    {
        if (_options.Graph is null)
            return;
        var snapshot = compacted.TakeSnapshot();
        try
        {
            if (NeedsNewGraph(snapshot))
                compacted.Attach(NewGraph(snapshot, cancellationToken));
        }
        finally
        {
            snapshot.Release();
        }
    }

    void Attach(GraphIndex graph)
    {
        lock (_writing)
        {
            if (_disposed)
                graph.Release();
            ObjectDisposedException.ThrowIf(_disposed, this);
            _store.Attach(graph);
            Exchange(_store);
        }
    }

    void Insert(GraphIndex graph, Snapshot snapshot, CancellationToken cancellationToken) =>
        new GraphInsertion(graph, snapshot, Dimension, cancellationToken).Complete(_pool);

    internal void RequestGraphUpkeep()
    {
        if (_options.Graph is not null)
            _graphUpkeep.Request();
    }
}

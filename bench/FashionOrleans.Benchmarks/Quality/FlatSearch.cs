using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Quality;

/// <summary>The nearest rows of many queries at a time by the inner product of every row, with all processors.</summary>
static unsafe class FlatSearch
{
    const int QueriesAtATime = 32;
    const int RowsAtATime = 512;

    /// <summary>The <paramref name="k"/> best rows for each query; equal scores by row.</summary>
    public static Neighbours[] Search(Matrix rows, Matrix queries, int k)
    {
        var found = new Neighbours[queries.Rows];
        Parallel.For(0, (queries.Rows + QueriesAtATime - 1) / QueriesAtATime, block =>
        {
            var first = block * QueriesAtATime;
            var count = Math.Min(QueriesAtATime, queries.Rows - first);
            var best = Enumerable.Range(0, count).Select(_ => new Best(k)).ToArray();
            var products = new double[count * RowsAtATime];
            for (var start = 0; start < rows.Rows; start += RowsAtATime)
            {
                var some = Math.Min(RowsAtATime, rows.Rows - start);
                RowProducts.Compute(queries.Row(first), count, queries.Stride, rows.Row(start), some, rows.Stride, rows.Stride, products);
                for (var i = 0; i < count * some; i++)
                    best[i / some].Offer(start + i % some, products[i]);
            }

            for (var i = 0; i < count; i++)
                found[first + i] = best[i].Take();
        });
        return found;
    }

    /// <summary>A sorted list of the best k; rows are offered by rising number, so that later equals go behind.</summary>
    sealed class Best(int k)
    {
        readonly int[] _rows = new int[k];
        readonly double[] _scores = new double[k];
        int _count;

        public void Offer(int row, double score)
        {
            if (_count == k && score <= _scores[k - 1])
                return;
            var place = _count < k ? _count++ : k - 1;
            for (; place > 0 && _scores[place - 1] < score; place--)
                (_scores[place], _rows[place]) = (_scores[place - 1], _rows[place - 1]);
            (_scores[place], _rows[place]) = (score, row);
        }

        public Neighbours Take() => new(_rows[.._count], _scores[.._count]);
    }
}

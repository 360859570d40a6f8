// hnswlib for the processor it is built on. Distributions build their Python package for any x86-64, which leaves hnswlib
// with SSE; it picks its wider kernels when it is compiled.
#include <hnswlib/hnswlib.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace {

struct Index {
    hnswlib::InnerProductSpace space;
    hnswlib::HierarchicalNSW<float> graph;
    size_t dimension;

    Index(size_t dimension, size_t capacity, size_t m, size_t ef_construction)
        : space(dimension), graph(&space, capacity, m, ef_construction), dimension(dimension) {}
};

template <typename Work>
void in_parallel(size_t count, int threads, Work work) {
    std::atomic<size_t> next{0};
    auto loop = [&] {
        for (size_t i; (i = next++) < count;) work(i);
    };
    if (threads == 1 || count == 1) return loop();
    std::vector<std::thread> others;
    for (int t = 1; t < threads; t++) others.emplace_back(loop);
    loop();
    for (auto& thread : others) thread.join();
}

}  // namespace

extern "C" {

void* hnsw_create(size_t dimension, size_t capacity, size_t m, size_t ef_construction) {
    return new Index(dimension, capacity, m, ef_construction);
}

// rows: float32[count][dimension]; labels are their positions.
void hnsw_add(void* handle, const float* rows, size_t count, int threads) {
    auto& index = *static_cast<Index*>(handle);
    // The entry point must be there before threads insert at once.
    index.graph.addPoint(rows, 0);
    in_parallel(count - 1, threads, [&](size_t i) { index.graph.addPoint(rows + (i + 1) * index.dimension, i + 1); });
}

// labels: int64[count][k], best first; -1 where fewer than k were found.
void hnsw_search(void* handle, const float* queries, size_t count, size_t k, size_t ef, int threads, int64_t* labels) {
    auto& index = *static_cast<Index*>(handle);
    index.graph.setEf(ef);
    in_parallel(count, threads, [&](size_t i) {
        auto found = index.graph.searchKnn(queries + i * index.dimension, k);
        auto out = labels + i * k;
        std::fill(out, out + k, -1);
        for (size_t place = found.size(); place-- > 0; found.pop()) out[place] = found.top().second;
    });
}
}

/* The best pairs that are not linked: each actor's scores are spread on one row, and only the best
 * of all are kept, in a heap whose root is the next to be dropped.
 */
#include "kernels.h"

typedef struct {
    double score;
    int32_t first, second;
} Pair;

INLINE int worse(const Pair *one, const Pair *other) {
    if (one->score != other->score) return one->score < other->score;
    if (one->first != other->first) return one->first > other->first;
    return one->second > other->second;
}

static void sink(Pair *heap, int64_t size, int64_t at) {
    Pair moved = heap[at];
    for (int64_t child; (child = 2 * at + 1) < size; at = child) {
        if (child + 1 < size && worse(heap + child + 1, heap + child)) child++;
        if (!worse(heap + child, &moved)) break;
        heap[at] = heap[child];
    }
    heap[at] = moved;
}

static int64_t offer(Pair *heap, int64_t kept, int64_t size, Pair pair) {
    if (kept < size) {
        heap[kept++] = pair;
        if (kept == size)
            for (int64_t at = size / 2; at-- > 0;) sink(heap, size, at);
    } else if (worse(heap, &pair)) {
        heap[0] = pair;
        sink(heap, size, 0);
    }
    return kept;
}

/* Spread on `scores` what `actor` shares with actors of higher number; list them in `met`. */
static int32_t spread(const int32_t *indptr, const int32_t *indices, int32_t actor,
                      int32_t n_actors, const double *part, double *scores, int32_t *met) {
    int32_t n_met = 0;
    for (int32_t at = indptr[actor]; at < indptr[actor + 1]; at++) {
        int32_t between = indices[at], end = indptr[between + 1] - 1;
        double weight = part[between];
        while (indices[end] >= n_actors) end--;
        for (; indices[end] > actor; end--) {
            int32_t other = indices[end];
            met[n_met] = other;  /* without a branch: half of them are met for the first time */
            n_met += scores[other] == 0;
            scores[other] += weight;
        }
    }
    return n_met;
}

/* Return how many pairs were found, at most `size`, in no order. */
EXPORTED int64_t ocgraph_candidates(int64_t n_nodes, const int32_t *indptr,
                                    const int32_t *indices, int64_t n_actors, int64_t size,
                                    int32_t *first, int32_t *second, double *scores_found) {
    double *scores = calloc(n_nodes + 1, sizeof(double));
    double *part = malloc((n_nodes + 1) * sizeof(double));
    int32_t *met = malloc((n_nodes + 1) * sizeof(int32_t));
    Pair *heap = malloc((size + 1) * sizeof(Pair));
    int64_t kept = scores && part && met && heap ? 0 : NO_MEMORY;
    for (int64_t node = 0; kept == 0 && node < n_nodes; node++)
        part[node] = 1.0 / (double)(indptr[node + 1] - indptr[node]);
    for (int32_t actor = 0; kept >= 0 && actor < n_actors; actor++) {
        int32_t n_met = spread(indptr, indices, actor, (int32_t)n_actors, part, scores, met);
        for (int32_t at = indptr[actor]; at < indptr[actor + 1]; at++)
            if (scores[indices[at]] > 0) scores[indices[at]] = -1;  /* linked already */
        for (int32_t at = 0; at < n_met; at++) {
            Pair pair = {scores[met[at]], actor, met[at]};
            scores[met[at]] = 0;
            if (pair.score > 0) kept = offer(heap, kept, size, pair);
        }
    }
    for (int64_t at = 0; at < kept; at++) {
        first[at] = heap[at].first;
        second[at] = heap[at].second;
        scores_found[at] = heap[at].score;
    }
    free(scores);
    free(part);
    free(met);
    free(heap);
    return kept;
}

/* Shortest paths counted through each node (Brandes 2001), one source at a time.
 *
 * `carried` holds a value for the nodes of the last level only and 0 elsewhere, so that a node
 * gathers from all its neighbours without asking where they are: no list of predecessors.
 */
#include "kernels.h"

typedef struct {
    int64_t n_nodes;
    const int32_t *indptr, *indices;
    int32_t *level, *order, *level_at; /* level_at: where each level begins in `order` */
    double *paths, *carried, *dependency;
} Work;

static int prepare(Work *work) {
    int64_t n_nodes = work->n_nodes;
    int32_t *numbers = malloc((3 * n_nodes + 4) * sizeof(int32_t));
    double *values = calloc(3 * n_nodes + 1, sizeof(double));
    work->level = numbers;
    work->paths = values;
    if (!numbers || !values) return 0;
    work->order = numbers + n_nodes;
    work->level_at = work->order + n_nodes + 1;
    work->carried = values + n_nodes;
    work->dependency = work->carried + n_nodes;
    return 1;
}

static void release(Work *work) {
    free(work->level);
    free(work->paths);
}

/* Order the nodes by level; return the number of levels. */
static int32_t search(Work *work, int32_t source) {
    int32_t begin = 0, end = 1, n_levels = 0;
    memset(work->level, -1, work->n_nodes * sizeof(int32_t));
    work->order[0] = source;
    work->level[source] = 0;
    while (begin < end) {
        int32_t tail = end;
        work->level_at[n_levels++] = begin;
        for (int32_t place = begin; place < end; place++) {
            int32_t node = work->order[place];
            for (int32_t at = work->indptr[node]; at < work->indptr[node + 1]; at++) {
                int32_t other = work->indices[at], known = work->level[other];
                if (known >= 0) continue;
                work->level[other] = n_levels;
                work->order[tail++] = other;
            }
        }
        begin = end;
        end = tail;
    }
    work->level_at[n_levels] = end;
    return n_levels;
}

/* Four sums, because an addition waits for the one before it. */
INLINE double gathered(const Work *work, int32_t node) {
    int32_t at = work->indptr[node], end = work->indptr[node + 1];
    double sums[4] = {0, 0, 0, 0};
    for (; at + 4 <= end; at += 4)
        for (int lane = 0; lane < 4; lane++)
            sums[lane] += work->carried[work->indices[at + lane]];
    for (; at < end; at++) sums[0] += work->carried[work->indices[at]];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

INLINE void clear(Work *work, int32_t level) {
    for (int32_t place = work->level_at[level]; place < work->level_at[level + 1]; place++)
        work->carried[work->order[place]] = 0;
}

/* Count the shortest paths to each node; those through a closed node are not carried on. */
FOR_EACH_MACHINE
static void count_paths(Work *work, int32_t n_levels, const uint8_t *closed, double *paths) {
    paths[work->order[0]] = 1;
    for (int32_t level = 1; level < n_levels; level++) {
        for (int32_t at = work->level_at[level - 1]; at < work->level_at[level]; at++) {
            int32_t node = work->order[at];
            work->carried[node] = closed && closed[node] ? 0 : paths[node];
        }
        for (int32_t at = work->level_at[level]; at < work->level_at[level + 1]; at++)
            paths[work->order[at]] = gathered(work, work->order[at]);
        clear(work, level - 1);
    }
}

/* Share of the paths to the nodes beyond that pass through each node, summed. */
FOR_EACH_MACHINE
static void collect_dependencies(Work *work, int32_t n_levels) {
    int32_t last = n_levels - 1;
    for (int32_t at = work->level_at[last]; at < work->level_at[n_levels]; at++)
        work->dependency[work->order[at]] = 0;
    for (int32_t level = last - 1; level >= 0; level--) {
        for (int32_t at = work->level_at[level + 1]; at < work->level_at[level + 2]; at++) {
            int32_t node = work->order[at];
            work->carried[node] = (1 + work->dependency[node]) / work->paths[node];
        }
        for (int32_t at = work->level_at[level]; at < work->level_at[level + 1]; at++) {
            int32_t node = work->order[at];
            work->dependency[node] = work->paths[node] * gathered(work, node);
        }
        clear(work, level + 1);
    }
}

/* Sum over sources of the dependencies on each node, and of their squares. */
EXPORTED int64_t ocgraph_dependencies(int64_t n_nodes, const int32_t *indptr,
                                      const int32_t *indices, const int32_t *sources,
                                      int64_t n_sources, double *sum, double *squares) {
    Work work = {.n_nodes = n_nodes, .indptr = indptr, .indices = indices};
    int ready = prepare(&work);
    for (int64_t turn = 0; ready && turn < n_sources; turn++) {
        int32_t n_levels = search(&work, sources[turn]);
        count_paths(&work, n_levels, NULL, work.paths);
        collect_dependencies(&work, n_levels);
        for (int32_t place = 1; place < work.level_at[n_levels]; place++) {
            int32_t node = work.order[place];
            double found = work.dependency[node];
            sum[node] += found;
            squares[node] += found * found;
        }
    }
    release(&work);
    return ready ? 0 : NO_MEMORY;
}

/* Sum over ordered pairs outside a group of the share of shortest paths that pass through it. */
EXPORTED int64_t ocgraph_through(int64_t n_nodes, const int32_t *indptr, const int32_t *indices,
                                 const uint8_t *closed, double *through) {
    Work work = {.n_nodes = n_nodes, .indptr = indptr, .indices = indices};
    int ready = prepare(&work);
    for (int32_t source = 0; ready && source < n_nodes; source++) {
        if (closed[source]) continue;
        int32_t n_levels = search(&work, source);
        count_paths(&work, n_levels, NULL, work.paths);
        count_paths(&work, n_levels, closed, work.dependency);
        for (int32_t place = 1; place < work.level_at[n_levels]; place++) {
            int32_t node = work.order[place];
            if (!closed[node]) *through += 1 - work.dependency[node] / work.paths[node];
        }
    }
    release(&work);
    return ready ? 0 : NO_MEMORY;
}

/* Double-edge swaps: the same degrees, other neighbours.
 *
 * The edges are also kept in a set, so that a trial costs the same whatever the degrees: a bit for
 * each pair in a network of few nodes, otherwise open addressing with linear probing. Which edges a
 * trial takes is drawn by the caller.
 */
#include "kernels.h"

enum { FEW_NODES = 4096 }; /* whose pairs, a bit each, still fit in the second cache */

typedef struct {
    uint64_t *keys; /* 0: a free place; an edge is its code plus one */
    uint64_t mask;
    int is_bits;    /* then a key is the place of its bit in `keys` */
} edge_set;

INLINE uint64_t place_of(const edge_set *set, uint64_t key) {
    return ((key * 0x9E3779B97F4A7C15u) >> 20) & set->mask;
}

INLINE uint64_t key_of(int32_t a, int32_t b, int64_t n) {
    return a < b ? (uint64_t)a * (uint64_t)n + (uint64_t)b + 1
                 : (uint64_t)b * (uint64_t)n + (uint64_t)a + 1;
}

/* Return where the key is, or the free place where it would go. */
INLINE uint64_t find(const edge_set *set, uint64_t key) {
    uint64_t place = place_of(set, key);
    while (set->keys[place] && set->keys[place] != key) place = (place + 1) & set->mask;
    return place;
}

INLINE int holds(const edge_set *set, uint64_t key) {
    if (set->is_bits) return set->keys[key / 64] >> key % 64 & 1;
    return set->keys[find(set, key)] != 0;
}

INLINE void add(edge_set *set, uint64_t key) {
    if (set->is_bits) set->keys[key / 64] |= UINT64_C(1) << key % 64;
    else set->keys[find(set, key)] = key;
}

/* Take a key out, and move back those that were pushed past its place. */
static void take_out(edge_set *set, uint64_t key) {
    if (set->is_bits) {
        set->keys[key / 64] &= ~(UINT64_C(1) << key % 64);
        return;
    }
    uint64_t hole = find(set, key);
    for (uint64_t next = (hole + 1) & set->mask; set->keys[next]; next = (next + 1) & set->mask) {
        uint64_t home = place_of(set, set->keys[next]);
        if (((next - home) & set->mask) >= ((next - hole) & set->mask)) {
            set->keys[hole] = set->keys[next];
            hole = next;
        }
    }
    set->keys[hole] = 0;
}

static int set_of_edges(edge_set *set, int64_t n_nodes, int64_t n_edges, const int32_t *sources,
                        const int32_t *targets) {
    uint64_t size = 16;
    set->is_bits = n_nodes <= FEW_NODES;
    if (set->is_bits) size = ((uint64_t)n_nodes * (uint64_t)n_nodes + 1) / 64 + 1;
    while (!set->is_bits && size < 2 * (uint64_t)n_edges) size *= 2;
    set->mask = size - 1;
    set->keys = calloc(size, sizeof *set->keys);
    if (!set->keys) return 0;
    for (int64_t edge = 0; edge < n_edges; edge++)
        add(set, key_of(sources[edge], targets[edge], n_nodes));
    return 1;
}

/* Try to give edges a-b and c-d the other's end: a-d and c-b. */
static int64_t try_swap(edge_set *set, int64_t n_nodes, int32_t *sources, int32_t *targets,
                        int32_t first, int32_t second, int8_t turned) {
    int32_t a = sources[first], b = targets[first];
    int32_t c = turned ? targets[second] : sources[second];
    int32_t d = turned ? sources[second] : targets[second];
    if (first == second || a == d || c == b) return 0;
    uint64_t one = key_of(a, d, n_nodes), other = key_of(c, b, n_nodes);
    if (holds(set, one) || holds(set, other)) return 0;
    take_out(set, key_of(a, b, n_nodes));
    take_out(set, key_of(c, d, n_nodes));
    add(set, one);
    add(set, other);
    targets[first] = d;
    sources[second] = c;
    targets[second] = b;
    return 1;
}

/* Swap in place; `picks` holds two edges for each trial. After each `every` trials, where it is not
 * 0, the edges are also written in the next row of `drawn_sources` and `drawn_targets`. Return how
 * many trials changed edges. */
EXPORTED int64_t ocgraph_shuffle(int64_t n_nodes, int64_t n_edges, int32_t *sources,
                                 int32_t *targets, int64_t n_trials, const int32_t *picks,
                                 const int8_t *turned, int64_t every, int32_t *drawn_sources,
                                 int32_t *drawn_targets) {
    edge_set set;
    if (!set_of_edges(&set, n_nodes, n_edges, sources, targets)) return NO_MEMORY;
    int64_t swapped = 0, next = every ? every - 1 : n_trials;
    for (int64_t trial = 0; trial < n_trials; trial++) {
        swapped += try_swap(&set, n_nodes, sources, targets, picks[2 * trial],
                            picks[2 * trial + 1], turned[trial]);
        if (trial != next) continue;
        memcpy(drawn_sources, sources, n_edges * sizeof *sources);
        memcpy(drawn_targets, targets, n_edges * sizeof *targets);
        drawn_sources += n_edges;
        drawn_targets += n_edges;
        next += every;
    }
    free(set.keys);
    return swapped;
}

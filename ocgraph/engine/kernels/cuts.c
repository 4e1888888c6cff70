/* What leaves with a node or an edge: one depth-first pass, no recursion.
 *
 * A child's subtree that reaches no higher than its parent is a piece cut off when the parent
 * leaves; what is left of the component is the last piece (Tarjan 1972, with subtree weights).
 */
#include "kernels.h"

typedef struct {
    int64_t weight; /* of the subtree */
    int64_t cut, squares; /* weight of the pieces cut off, and sum of their squares */
    int32_t parent, time, low, next; /* next: place in `indices` of the neighbour to look at */
    int32_t n_pieces, n_heavy; /* pieces cut off, and those of them that weigh something */
} Visit;

typedef struct {
    const int32_t *indptr, *indices;
    Visit *visits;
    int32_t *order;
    int32_t time, n_bridges;
    int32_t *first, *second;
    int64_t *parted;
} Pass;

INLINE void enter(Pass *pass, int32_t node, int32_t parent, int64_t weight) {
    Visit *visit = &pass->visits[node];
    visit->parent = parent;
    visit->weight = weight;
    visit->next = pass->indptr[node];
    pass->order[pass->time] = node;
    visit->time = visit->low = ++pass->time;
}

/* Give the parent what was learnt below. */
INLINE void leave(Pass *pass, int32_t node) {
    Visit *visit = &pass->visits[node];
    Visit *above = &pass->visits[visit->parent];
    above->weight += visit->weight;
    if (visit->low < above->low) above->low = visit->low;
    if (visit->low < above->time) return;
    above->cut += visit->weight;
    above->squares += visit->weight * visit->weight;
    above->n_pieces++;
    above->n_heavy += visit->weight > 0;
    if (visit->low == above->time) return;
    pass->parted[pass->n_bridges] = visit->weight;
    pass->first[pass->n_bridges] = node < visit->parent ? node : visit->parent;
    pass->second[pass->n_bridges++] = node < visit->parent ? visit->parent : node;
}

static void traverse(Pass *pass, int32_t root, const int64_t *weights) {
    int32_t node = root;
    enter(pass, root, -1, weights[root]);
    while (node >= 0) {
        Visit *visit = &pass->visits[node];
        if (visit->next == pass->indptr[node + 1]) {
            if (visit->parent >= 0) leave(pass, node);
            node = visit->parent;
            continue;
        }
        int32_t other = pass->indices[visit->next++];
        int32_t time = pass->visits[other].time;
        if (!time) {
            enter(pass, other, node, weights[other]);
            node = other;
        } else if (other != visit->parent && time < visit->low) {
            visit->low = time;
        }
    }
}

EXPORTED int64_t ocgraph_cuts(int64_t n_nodes, const int32_t *indptr, const int32_t *indices,
                              const int64_t *weights, int64_t *pairs_lost, int64_t *n_heavy,
                              uint8_t *is_articulation, int32_t *first, int32_t *second,
                              int64_t *parted) {
    Pass pass = {indptr, indices, calloc(n_nodes + 1, sizeof(Visit)),
                 malloc((n_nodes + 1) * sizeof(int32_t)), 0, 0, first, second, parted};
    int64_t answer = NO_MEMORY;
    if (!pass.visits || !pass.order) goto done;
    for (int32_t root = 0; root < n_nodes; root++) {
        if (pass.visits[root].time) continue;
        int32_t begin = pass.time, bridge = pass.n_bridges;
        traverse(&pass, root, weights);
        for (int32_t place = begin; place < pass.time; place++) {
            int32_t node = pass.order[place];
            Visit *visit = &pass.visits[node];
            int64_t others = pass.visits[root].weight - weights[node];
            int64_t rest = others - visit->cut;
            pairs_lost[node] = (others * others - visit->squares - rest * rest) / 2;
            n_heavy[node] = visit->n_heavy + (rest > 0);
            is_articulation[node] = visit->n_pieces > (node == root);
        }
        for (; bridge < pass.n_bridges; bridge++)
            parted[bridge] *= pass.visits[root].weight - parted[bridge];
    }
    answer = pass.n_bridges;
done:
    free(pass.visits);
    free(pass.order);
    return answer;
}

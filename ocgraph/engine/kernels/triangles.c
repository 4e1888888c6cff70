/* Every triangle once, in the order of degrees: constraint, effective size and brokerage.
 *
 * Each edge is kept at its end of lower degree, so that no node keeps more than sqrt(2 m) of them
 * (Chiba and Nishizeki 1985). A triangle adds to its three edges what their ends share, and takes
 * from its three nodes the pairs they do not broker.
 */
#include "kernels.h"

enum { COORDINATOR, ITINERANT, GATEKEEPER, REPRESENTATIVE, LIAISON, N_ROLES };
enum { AWAY = 1, BACK = 2 }; /* arcs of a kept edge: from the end that keeps it, and to it */

typedef struct {
    int64_t n_nodes;
    const int32_t *indptr, *indices, *groups;
    const uint8_t *arcs;     /* NULL: every arc is there both ways */
    int32_t *begins, *ends;  /* kept edges: where each node's begin, and their other ends */
    uint8_t *directions;
    double *inverse;         /* of the degree of each node */
    double *shared;          /* by kept edge: sum of 1/degree of the common neighbours */
    int32_t *place;          /* kept edge from the node at hand to each other one, from 1 */
    int64_t *n_triangles, *roles;
} Pass;

INLINE int64_t degree(const Pass *pass, int32_t node) {
    return pass->indptr[node + 1] - pass->indptr[node];
}

INLINE int keeps(const Pass *pass, int32_t node, int32_t other) {
    int64_t own = degree(pass, node), its = degree(pass, other);
    return own < its || (own == its && node < other);
}

static void keep_all_both_ways(Pass *pass) {
    int32_t n_kept = 0;
    for (int32_t node = 0; node < pass->n_nodes; node++) {
        pass->place[node] = 0;
        pass->begins[node] = n_kept;
        for (int32_t at = pass->indptr[node]; at < pass->indptr[node + 1]; at++) {
            pass->ends[n_kept] = pass->indices[at];
            n_kept += keeps(pass, node, pass->indices[at]);
        }
    }
    pass->begins[pass->n_nodes] = n_kept;
    memset(pass->directions, AWAY | BACK, n_kept);
}

/* The arc back is found without a search: columns come in the order of the rows. */
static void keep_edges(Pass *pass, int32_t *cursor) {
    int32_t n_kept = 0;
    for (int32_t node = 0; node < pass->n_nodes; node++) {
        cursor[node] = pass->indptr[node];
        pass->begins[node] = n_kept;
        for (int32_t at = pass->indptr[node]; at < pass->indptr[node + 1]; at++)
            n_kept += keeps(pass, node, pass->indices[at]);
    }
    pass->begins[pass->n_nodes] = n_kept;
    memcpy(pass->place, pass->begins, pass->n_nodes * sizeof(int32_t));
    for (int32_t node = 0; node < pass->n_nodes; node++) {
        for (int32_t at = pass->indptr[node]; at < pass->indptr[node + 1]; at++) {
            int32_t other = pass->indices[at], back = cursor[other]++;
            if (!keeps(pass, node, other)) continue;
            int32_t kept = pass->place[node]++;
            pass->ends[kept] = other;
            pass->directions[kept] = (pass->arcs[at] ? AWAY : 0) | (pass->arcs[back] ? BACK : 0);
        }
    }
    memset(pass->place, 0, pass->n_nodes * sizeof(int32_t));
}

INLINE int role_of(const Pass *pass, int32_t from, int32_t broker, int32_t to) {
    int32_t a = pass->groups[from], v = pass->groups[broker], b = pass->groups[to];
    if (a == v) return b == v ? COORDINATOR : REPRESENTATIVE;
    if (b == v) return GATEKEEPER;
    return a == b ? ITINERANT : LIAISON;
}

/* A pair that has its own arc is not brokered. */
INLINE void take_pair(Pass *pass, int32_t from, int32_t broker, int32_t to, int exists) {
    if (exists) pass->roles[N_ROLES * broker + role_of(pass, from, broker, to)]--;
}

/* Every arc is there both ways: each of the three nodes brokers neither pair of the two others. */
INLINE void take_both_ways(Pass *pass, int32_t one, int32_t two, int32_t three) {
    int32_t a = pass->groups[one], b = pass->groups[two], c = pass->groups[three];
    int32_t odd = a == b ? three : a == c ? two : one, by = odd == one ? two : one;
    int32_t last = odd == three ? two : three;
    if (a == b && b == c) {
        pass->roles[N_ROLES * one + COORDINATOR] -= 2;
        pass->roles[N_ROLES * two + COORDINATOR] -= 2;
        pass->roles[N_ROLES * three + COORDINATOR] -= 2;
    } else if (a != b && b != c && a != c) {
        pass->roles[N_ROLES * one + LIAISON] -= 2;
        pass->roles[N_ROLES * two + LIAISON] -= 2;
        pass->roles[N_ROLES * three + LIAISON] -= 2;
    } else {
        pass->roles[N_ROLES * odd + ITINERANT] -= 2;
        pass->roles[N_ROLES * by + GATEKEEPER]--;
        pass->roles[N_ROLES * by + REPRESENTATIVE]--;
        pass->roles[N_ROLES * last + GATEKEEPER]--;
        pass->roles[N_ROLES * last + REPRESENTATIVE]--;
    }
}

/* The arcs of a triangle: one-two, two-three, one-three, each kept by the end named first. */
INLINE void take_pairs(Pass *pass, int32_t one, int32_t two, int32_t three, int first, int second,
                       int long_one) {
    take_pair(pass, one, two, three, (first & AWAY) && (second & AWAY) && (long_one & AWAY));
    take_pair(pass, three, two, one, (second & BACK) && (first & BACK) && (long_one & BACK));
    take_pair(pass, two, one, three, (first & BACK) && (long_one & AWAY) && (second & AWAY));
    take_pair(pass, three, one, two, (long_one & BACK) && (first & AWAY) && (second & BACK));
    take_pair(pass, one, three, two, (long_one & AWAY) && (second & BACK) && (first & AWAY));
    take_pair(pass, two, three, one, (second & AWAY) && (long_one & BACK) && (first & BACK));
}

INLINE void add_triangle(Pass *pass, int32_t one, int32_t first, int32_t second,
                         int32_t long_one) {
    int32_t two = pass->ends[first], three = pass->ends[second];
    pass->n_triangles[one]++;
    pass->n_triangles[two]++;
    pass->n_triangles[three]++;
    pass->shared[first] += pass->inverse[three];
    pass->shared[second] += pass->inverse[one];
    pass->shared[long_one] += pass->inverse[two];
    if ((pass->groups[one] | pass->groups[two] | pass->groups[three]) < 0) return;
    int here = pass->directions[first], there = pass->directions[second];
    int closing = pass->directions[long_one];
    if ((here & there & closing) == (AWAY | BACK)) take_both_ways(pass, one, two, three);
    else take_pairs(pass, one, two, three, here, there, closing);
}

static void close_triangles(Pass *pass, int32_t node) {
    int32_t begin = pass->begins[node], end = pass->begins[node + 1];
    for (int32_t edge = begin; edge < end; edge++) pass->place[pass->ends[edge]] = edge + 1;
    for (int32_t edge = begin; edge < end; edge++) {
        int32_t other = pass->ends[edge];
        for (int32_t next = pass->begins[other]; next < pass->begins[other + 1]; next++) {
            int32_t closing = pass->place[pass->ends[next]];
            if (closing) add_triangle(pass, node, edge, next, closing - 1);
        }
    }
    for (int32_t edge = begin; edge < end; edge++) pass->place[pass->ends[edge]] = 0;
}

/* ---- all pairs around a node, by group, before those that have their own arc are taken ---- */

typedef struct {
    int64_t in, out, both;
} Around;

static void count_pairs(Pass *pass, int32_t broker, int32_t *cursor, Around *around) {
    int32_t own = pass->groups[broker];
    int64_t *roles = pass->roles + N_ROLES * broker;
    Around all = {0, 0, 0};
    int64_t same_group = 0;
    for (int32_t at = pass->indptr[broker]; at < pass->indptr[broker + 1]; at++) {
        int32_t other = pass->indices[at], group = pass->groups[other];
        int out = 1, in = 1;
        if (pass->arcs) {
            out = pass->arcs[at] != 0;
            in = pass->arcs[cursor[other]++] != 0;
        }
        if (own < 0 || group < 0) continue;
        Around *one = around + group;
        one->in += in;
        one->out += out;
        one->both += in && out;
        all.in += group != own && in;
        all.out += group != own && out;
    }
    if (own < 0) return;
    roles[COORDINATOR] = around[own].in * around[own].out - around[own].both;
    roles[GATEKEEPER] = all.in * around[own].out;
    roles[REPRESENTATIVE] = around[own].in * all.out;
    around[own] = (Around){0, 0, 0};
    for (int32_t at = pass->indptr[broker]; at < pass->indptr[broker + 1]; at++) {
        int32_t group = pass->groups[pass->indices[at]];
        if (group < 0) continue;
        same_group += around[group].in * around[group].out;
        roles[ITINERANT] += around[group].in * around[group].out - around[group].both;
        around[group] = (Around){0, 0, 0};
    }
    roles[LIAISON] = all.in * all.out - same_group;
}

static void finish(const Pass *pass, double *constraint, double *effective_size) {
    for (int32_t node = 0; node < pass->n_nodes; node++)
        for (int32_t edge = pass->begins[node]; edge < pass->begins[node + 1]; edge++) {
            double part = (1 + pass->shared[edge]) * (1 + pass->shared[edge]);
            constraint[node] += part;
            constraint[pass->ends[edge]] += part;
        }
    for (int32_t node = 0; node < pass->n_nodes; node++) {
        double near = (double)degree(pass, node);
        if (near == 0) continue;
        constraint[node] /= near * near;
        effective_size[node] = near - 2 * (double)pass->n_triangles[node] / near;
    }
}

/* Constraint, effective size, triangles and roles of every node; all are given zeros. */
EXPORTED int64_t ocgraph_triangles(int64_t n_nodes, const int32_t *indptr, const int32_t *indices,
                                   const uint8_t *arcs, const int32_t *groups, int64_t n_groups,
                                   double *constraint, double *effective_size,
                                   int64_t *n_triangles, int64_t *roles) {
    int64_t n_edges = indptr[n_nodes] / 2, answer = NO_MEMORY;
    int32_t *room = malloc((3 * n_nodes + 2 + n_edges) * sizeof(int32_t));
    Pass pass = {.n_nodes = n_nodes, .indptr = indptr, .indices = indices, .groups = groups,
                 .arcs = arcs, .directions = malloc(n_edges + 1),
                 .shared = calloc(n_edges + 1, sizeof(double)),
                 .inverse = malloc((n_nodes + 1) * sizeof(double)),
                 .n_triangles = n_triangles, .roles = roles};
    Around *around = calloc(n_groups + 1, sizeof(Around));
    if (room && pass.directions && pass.shared && pass.inverse && around) {
        int32_t *cursor = room;
        pass.place = room + n_nodes;
        pass.begins = pass.place + n_nodes;
        pass.ends = pass.begins + n_nodes + 1; /* and one more, written before it is refused */
        if (arcs) keep_edges(&pass, cursor);
        else keep_all_both_ways(&pass);
        for (int32_t node = 0; node < n_nodes; node++) {
            cursor[node] = indptr[node];
            pass.inverse[node] = 1.0 / (double)degree(&pass, node);
        }
        for (int32_t node = 0; node < n_nodes; node++) count_pairs(&pass, node, cursor, around);
        for (int32_t node = 0; node < n_nodes; node++) close_triangles(&pass, node);
        finish(&pass, constraint, effective_size);
        answer = 0;
    }
    free(room);
    free(pass.directions);
    free(pass.shared);
    free(pass.inverse);
    free(around);
    return answer;
}

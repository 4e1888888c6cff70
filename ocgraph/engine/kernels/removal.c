/* What distances become when one node leaves, for many nodes at once.
 *
 * From each source, a node's distance changes only when every shortest path to it passes through
 * the node that leaves. Each node carries the nearest removable node it cannot be reached without
 * (its dominator among the removable ones, 0 when there is none); those found by way of several
 * nodes carry what these share. Only what a removal breaks is then searched again, from its border.
 *
 * Nodes are the actors, then the hubs. Levels count half steps: a seat is one, a tie two.
 */
#include "kernels.h"

#define NOWHERE INT32_MAX
enum { OUTSIDE, WAITING, SETTLED };

typedef struct {
    int64_t n_actors, n_hubs;
    const int32_t *ties_at, *ties, *members_at, *members, *hubs_at, *hubs;
} Steps;

typedef struct {
    Steps steps;
    const uint8_t *counts; /* which actors count */
    int32_t *level, *label, *order;
    int32_t *removable; /* number of a removable node from 1, 0 for others */
    int32_t *above, *depth, *first; /* of removable nodes: dominator, its depth, nodes below */
    int32_t *next; /* nodes of the same label */
    int32_t *affected, *distance, *after, *before, *bucket, highest;
    uint8_t *state;
    double *inverse; /* by half steps */
} Work;

/* ---- searching, with the dominators ---- */

INLINE int32_t shared(const Work *work, int32_t one, int32_t other) {
    while (one != other) {
        if (work->depth[one] < work->depth[other]) other = work->above[other];
        else one = work->above[one];
    }
    return one;
}

/* What a node passes on to those found by way of it. */
INLINE int32_t passed_on(Work *work, int32_t node, int32_t source) {
    int32_t number = work->removable[node], label = work->label[node];
    if (!number || node == source) return label;
    work->above[number] = label;
    work->depth[number] = work->depth[label] + 1;
    return number;
}

INLINE int32_t meet(Work *work, const int32_t *found, const int32_t *end, int32_t shift,
                    int32_t level, int32_t label, int32_t tail) {
    for (; found < end; found++) {
        int32_t node = *found + shift, known = work->level[node];
        if (known < 0) {
            work->level[node] = level;
            work->label[node] = label;
            work->order[tail++] = node;
        } else if (known == level && work->label[node]) {
            work->label[node] = shared(work, work->label[node], label);
        }
    }
    return tail;
}

static int32_t search(Work *work, int32_t source) {
    const Steps *at = &work->steps;
    int32_t n_actors = (int32_t)at->n_actors;
    int32_t begin = 0, end = 1, level = 0, tail = 1;
    memset(work->level, -1, (at->n_actors + at->n_hubs) * sizeof(int32_t));
    work->order[0] = source;
    work->level[source] = work->label[source] = 0;
    while (begin < end) {
        for (int32_t place = begin; place < end; place++) {
            int32_t actor = work->order[place];
            tail = meet(work, at->hubs + at->hubs_at[actor], at->hubs + at->hubs_at[actor + 1],
                        n_actors, level + 1, passed_on(work, actor, source), tail);
        }
        int32_t middle = tail;
        for (int32_t place = begin; place < end; place++) {
            int32_t actor = work->order[place];
            tail = meet(work, at->ties + at->ties_at[actor], at->ties + at->ties_at[actor + 1],
                        0, level + 2, passed_on(work, actor, source), tail);
        }
        for (int32_t place = end; place < middle; place++) {
            int32_t hub = work->order[place] - n_actors;
            tail = meet(work, at->members + at->members_at[hub],
                        at->members + at->members_at[hub + 1], 0, level + 2,
                        passed_on(work, hub + n_actors, source), tail);
        }
        begin = middle;
        end = tail;
        level += 2;
    }
    return tail;
}

/* ---- repairing what a removal breaks ---- */

INLINE void put(Work *work, int32_t node, int32_t distance) {
    int32_t head = work->bucket[distance];
    work->distance[node] = distance;
    work->before[node] = -1;
    work->after[node] = head;
    if (head >= 0) work->before[head] = node;
    work->bucket[distance] = node;
    if (distance > work->highest) work->highest = distance;
}

INLINE void take(Work *work, int32_t node) {
    int32_t before = work->before[node], after = work->after[node];
    if (before >= 0) work->after[before] = after;
    else work->bucket[work->distance[node]] = after;
    if (after >= 0) work->before[after] = before;
}

INLINE int32_t from_outside(const Work *work, const int32_t *found, const int32_t *end,
                            int32_t shift, int32_t length, int32_t best) {
    for (; found < end; found++) {
        int32_t node = *found + shift;
        if (work->state[node] == OUTSIDE && work->level[node] + length < best)
            best = work->level[node] + length;
    }
    return best;
}

INLINE void improve(Work *work, const int32_t *found, const int32_t *end, int32_t shift,
                    int32_t distance) {
    for (; found < end; found++) {
        int32_t node = *found + shift;
        if (work->state[node] != WAITING || work->distance[node] <= distance) continue;
        if (work->distance[node] != NOWHERE) take(work, node);
        put(work, node, distance);
    }
}

static int32_t border(const Work *work, int32_t node) {
    const Steps *at = &work->steps;
    int32_t hub = node - (int32_t)at->n_actors;
    if (hub >= 0)
        return from_outside(work, at->members + at->members_at[hub],
                            at->members + at->members_at[hub + 1], 0, 1, NOWHERE);
    int32_t best = from_outside(work, at->ties + at->ties_at[node],
                                at->ties + at->ties_at[node + 1], 0, 2, NOWHERE);
    return from_outside(work, at->hubs + at->hubs_at[node], at->hubs + at->hubs_at[node + 1],
                        (int32_t)at->n_actors, 1, best);
}

static void settle(Work *work, int32_t node) {
    const Steps *at = &work->steps;
    int32_t hub = node - (int32_t)at->n_actors, distance = work->distance[node];
    work->state[node] = SETTLED;
    if (hub >= 0) {
        improve(work, at->members + at->members_at[hub], at->members + at->members_at[hub + 1],
                0, distance + 1);
        return;
    }
    improve(work, at->ties + at->ties_at[node], at->ties + at->ties_at[node + 1], 0,
            distance + 2);
    improve(work, at->hubs + at->hubs_at[node], at->hubs + at->hubs_at[node + 1],
            (int32_t)at->n_actors, distance + 1);
}

/* The nodes that cannot be reached without a removable one, its own below it included. */
static int32_t gather(Work *work, int32_t number) {
    int32_t n_affected = 0;
    for (int32_t node = work->first[number]; node >= 0; node = work->next[node])
        work->affected[n_affected++] = node;
    for (int32_t place = 0; place < n_affected; place++) {
        int32_t below = work->removable[work->affected[place]];
        if (!below) continue;
        for (int32_t node = work->first[below]; node >= 0; node = work->next[node])
            work->affected[n_affected++] = node;
    }
    return n_affected;
}

/* Search the affected nodes again, from the nearest of those that keep their distance. */
static void search_again(Work *work, int32_t n_affected) {
    int32_t lowest = NOWHERE;
    work->highest = -1;
    for (int32_t place = 0; place < n_affected; place++) {
        int32_t node = work->affected[place], distance = border(work, node);
        work->distance[node] = NOWHERE;
        if (distance == NOWHERE) continue;
        put(work, node, distance);
        if (distance < lowest) lowest = distance;
    }
    for (int32_t distance = lowest; distance <= work->highest; distance++) {
        for (int32_t node; (node = work->bucket[distance]) >= 0;) {
            take(work, node);
            settle(work, node);
        }
    }
}

/* How the sum of inverse distances from the source changes when a removable node leaves. */
static double changed(Work *work, int32_t removed, int32_t number) {
    int32_t n_affected = gather(work, number);
    double change = 0;
    for (int32_t place = 0; place < n_affected; place++)
        work->state[work->affected[place]] = WAITING;
    work->state[removed] = SETTLED;
    search_again(work, n_affected);
    for (int32_t place = 0; place < n_affected; place++) {
        int32_t node = work->affected[place];
        work->state[node] = OUTSIDE;
        if (node >= work->steps.n_actors || !work->counts[node]) continue;
        change -= work->inverse[work->level[node]];
        if (work->distance[node] != NOWHERE) change += work->inverse[work->distance[node]];
    }
    work->state[removed] = OUTSIDE;
    return change;
}

/* ---- all sources ---- */

static double inverse_sum(const Work *work, int32_t n_found) {
    double sum = 0;
    for (int32_t place = 1; place < n_found; place++) {
        int32_t node = work->order[place];
        if (node < work->steps.n_actors && work->counts[node])
            sum += work->inverse[work->level[node]];
    }
    return sum;
}

static void list_by_label(Work *work, int32_t n_found, int64_t n_removed) {
    memset(work->first, -1, (n_removed + 1) * sizeof(int32_t));
    for (int32_t place = 1; place < n_found; place++) {
        int32_t node = work->order[place], label = work->label[node];
        if (!label) continue;
        work->next[node] = work->first[label];
        work->first[label] = node;
    }
}

static int prepare(Work *work, const int32_t *removed, int64_t n_removed) {
    int64_t n_nodes = work->steps.n_actors + work->steps.n_hubs, farthest = 2 * n_nodes + 2;
    int32_t *room = malloc(((8 * n_nodes) + 3 * (n_removed + 1) + farthest) * sizeof(int32_t));
    work->level = room;
    work->removable = calloc(n_nodes + 1, sizeof(int32_t));
    work->state = calloc(n_nodes + 1, 1);
    work->inverse = malloc(farthest * sizeof(double));
    if (!room || !work->removable || !work->state || !work->inverse) return 0;
    int32_t **parts[] = {&work->label, &work->order, &work->next, &work->affected,
                         &work->distance, &work->after, &work->before};
    for (int part = 0; part < 7; part++) *parts[part] = room += n_nodes;
    work->above = room += n_nodes;
    work->depth = room += n_removed + 1;
    work->first = room += n_removed + 1;
    work->bucket = room + n_removed + 1;
    work->depth[0] = 0;
    memset(work->bucket, -1, farthest * sizeof(int32_t));
    for (int64_t level = 0; level < farthest; level++)
        work->inverse[level] = level ? 2.0 / (double)level : 0;
    for (int64_t place = 0; place < n_removed; place++)
        work->removable[removed[place]] = (int32_t)place + 1;
    return 1;
}

static void add_source(Work *work, int32_t source, const int32_t *removed, int64_t n_removed,
                       double *total, double *own, double *change) {
    int32_t n_found = search(work, source), number = work->removable[source];
    double sum = inverse_sum(work, n_found);
    *total += sum;
    if (number) own[number - 1] = sum;
    list_by_label(work, n_found, n_removed);
    for (int32_t place = 1; place <= n_removed; place++)
        if (work->first[place] >= 0 && removed[place - 1] != source)
            change[place - 1] += changed(work, removed[place - 1], place);
}

/* Sums over ordered pairs of actors that count: `total` now, `own` of the pairs that each removed
 * node begins, `change` of those between others when it leaves. `removed` holds no node twice. */
EXPORTED int64_t ocgraph_inverse_distances(
    int64_t n_actors, const int32_t *ties_at, const int32_t *ties,
    int64_t n_hubs, const int32_t *members_at, const int32_t *members,
    int64_t n_rows, const int32_t *hubs_at, const int32_t *hubs,
    const uint8_t *counts, const int32_t *removed, int64_t n_removed,
    double *total, double *own, double *change) {
    Work work = {.steps = {n_actors, n_hubs, ties_at, ties, members_at, members, hubs_at, hubs},
                 .counts = counts};
    int64_t answer = NO_MEMORY;
    if (prepare(&work, removed, n_removed)) {
        for (int32_t source = 0; source < n_rows; source++)
            if (counts[source])
                add_source(&work, source, removed, n_removed, total, own, change);
        answer = 0;
    }
    free(work.level);
    free(work.removable);
    free(work.state);
    free(work.inverse);
    return answer;
}

/* Who shares a tie or a hub with whom, each pair once, in order and without a sort. */
#include "search.h"

typedef struct {
    double weight;
    int32_t count;
} Shared;

/* Whom one actor met: what they share, by their number, and a bit for each, so that they are given
 * in order without being sorted. A word of `groups` says which of 64 words of `bits` hold any. */
typedef struct {
    Shared *shared;
    uint64_t *bits, *groups;
    int64_t n_groups;
} Partners;

static int partners_begin(Partners *partners, int64_t n_actors) {
    partners->n_groups = n_actors / 4096 + 1;
    partners->shared = calloc(n_actors + 1, sizeof(Shared));
    partners->bits = calloc(64 * partners->n_groups, sizeof(uint64_t));
    partners->groups = calloc(partners->n_groups, sizeof(uint64_t));
    return partners->shared && partners->bits && partners->groups;
}

static void partners_end(Partners *partners) {
    free(partners->shared);
    free(partners->bits);
    free(partners->groups);
}

static void meet_members(const Partners *partners, const int32_t *members, int32_t n_members,
                         double weight) {
    Shared *shared = partners->shared;
    uint64_t *bits = partners->bits, *groups = partners->groups;
    for (int32_t seat = 0; seat < n_members; seat++) {
        uint32_t other = (uint32_t)members[seat];
        shared[other].count++;
        shared[other].weight += weight;
        bits[other / 64] |= UINT64_C(1) << other % 64;
        groups[other / 4096] |= UINT64_C(1) << other / 64 % 64;
    }
}

/* The pairs of one actor after those of the other; `begins` says where they begin. */
typedef struct {
    int32_t *begins, *second, *counts;
    double *weights;
} Pairs;

/* Write the bits of a group of words as numbers, in order; return how many. */
static int64_t numbers_of(const Partners *partners, int64_t group, int32_t *numbers) {
    uint64_t *words = partners->bits + 64 * group, held = partners->groups[group];
    if (!held) return 0;
    int64_t word = __builtin_ctzll(held), n = 0;
    uint64_t bits = words[word];
    while (held) { /* the next word is taken without a branch: most hold one or two bits */
        numbers[n++] = (int32_t)(4096 * group + 64 * word) + __builtin_ctzll(bits);
        bits &= bits - 1;
        words[word] = bits;
        held = bits ? held : held & (held - 1);
        word = held ? __builtin_ctzll(held) : word;
        bits = words[word];
    }
    partners->groups[group] = 0;
    return n;
}

static void write_partners(const Pairs *pairs, const Partners *partners, int32_t actor) {
    int64_t begin = pairs->begins[actor], end = begin;
    for (int64_t group = actor / 4096; group < partners->n_groups; group++)
        end += numbers_of(partners, group, pairs->second + end);
    for (int64_t pair = begin; pair < end; pair++) {
        Shared *shared = partners->shared + pairs->second[pair];
        pairs->counts[pair] = shared->count;
        pairs->weights[pair] = shared->weight;
        *shared = (Shared){0, 0};
    }
    pairs->begins[actor + 1] = (int32_t)end;
}

/* Write each pair that shares a hub, in the row of the first, and return how many; there must be
 * room for a pair of each hub's members each time. */
EXPORTED int64_t ocgraph_sharing(int64_t n_hubs, const int32_t *members_at, const int32_t *members,
                                 int64_t n_actors, const int32_t *hubs_at, const int32_t *hubs,
                                 int32_t *begins, int32_t *second, int32_t *counts,
                                 double *weights) {
    Partners partners;
    const Pairs pairs = {begins, second, counts, weights};
    int32_t *after = malloc((n_hubs + 1) * sizeof(int32_t)); /* in each hub, who follows the actor */
    int ready = partners_begin(&partners, n_actors) && after;
    if (ready) memcpy(after, members_at, n_hubs * sizeof(int32_t));
    begins[0] = 0;
    for (int32_t actor = 0; ready && actor < n_actors; actor++) {
        for (int32_t at = hubs_at[actor]; at < hubs_at[actor + 1]; at++) {
            int32_t hub = hubs[at], begin = ++after[hub], end = members_at[hub + 1];
            double weight = 1.0 / (double)(end - members_at[hub] - 1);
            meet_members(&partners, members + begin, end - begin, weight);
        }
        write_partners(&pairs, &partners, actor);
    }
    partners_end(&partners);
    free(after);
    return ready ? begins[n_actors] : NO_MEMORY;
}

/* Count the partners of each actor; where `begins` says where rows begin, write the rows instead:
 * each actor, in order, in the rows of its partners. */
static int64_t step_graph(const Steps *steps, int64_t *degrees, int32_t *begins,
                          int32_t *indices) {
    Ball ball;
    const int ready = ball_begin(&ball, steps);
    for (int32_t actor = 0; ready && actor < steps->ties.n; actor++) {
        ball_fill(&ball, steps, actor, 1);
        if (degrees) degrees[actor] = ball.n_met - 1;
        else
            for (int64_t at = 1; at < ball.n_met; at++) indices[begins[ball.met[at]]++] = actor;
    }
    ball_end(&ball);
    return ready ? 0 : NO_MEMORY;
}

EXPORTED int64_t ocgraph_step_degrees(int64_t n, const int32_t *tie_ends, const int32_t *ties,
                                      int64_t n_hubs, const int32_t *member_ends,
                                      const int32_t *members, int64_t n_same,
                                      const int32_t *hub_ends, const int32_t *hubs,
                                      int64_t *degrees) {
    const Steps steps = {{n, tie_ends, ties}, {n_hubs, member_ends, members},
                         {n_same, hub_ends, hubs}};
    return step_graph(&steps, degrees, NULL, NULL);
}

/* `begins` is moved on. */
EXPORTED int64_t ocgraph_step_graph(int64_t n, const int32_t *tie_ends, const int32_t *ties,
                                    int64_t n_hubs, const int32_t *member_ends,
                                    const int32_t *members, int64_t n_same,
                                    const int32_t *hub_ends, const int32_t *hubs, int32_t *begins,
                                    int32_t *indices) {
    const Steps steps = {{n, tie_ends, ties}, {n_hubs, member_ends, members},
                         {n_same, hub_ends, hubs}};
    return step_graph(&steps, NULL, begins, indices);
}

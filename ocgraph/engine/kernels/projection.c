/* Who shares a tie or a hub with whom, each pair once.
 *
 * Actors are gone through in order and each is written in the rows of its partners, so that rows
 * come out sorted and nothing is sorted afterwards.
 */
#include "search.h"

/* Return how many pairs share a hub; `begins`, given zeros, then says where each actor's are. */
EXPORTED int64_t ocgraph_count_sharing(int64_t n_hubs, const int32_t *members_at,
                                       const int32_t *members, int64_t n_actors,
                                       const int32_t *hubs_at, const int32_t *hubs,
                                       int64_t *begins) {
    int32_t *met = malloc((n_actors + 1) * sizeof(int32_t));
    (void)n_hubs;
    if (!met) return NO_MEMORY;
    memset(met, -1, n_actors * sizeof(int32_t));
    for (int32_t actor = 0; actor < n_actors; actor++)
        for (int32_t at = hubs_at[actor]; at < hubs_at[actor + 1]; at++)
            for (const int32_t *other = members + members_at[hubs[at]]; *other < actor; other++) {
                begins[*other + 1] += met[*other] != actor;
                met[*other] = actor;
            }
    free(met);
    for (int64_t actor = 0; actor < n_actors; actor++) begins[actor + 1] += begins[actor];
    return begins[n_actors];
}

/* Write the pairs; `begins` is moved on. `counts` and `weights` are given zeros. */
EXPORTED int64_t ocgraph_write_sharing(int64_t n_hubs, const int32_t *members_at,
                                       const int32_t *members, int64_t n_actors,
                                       const int32_t *hubs_at, const int32_t *hubs,
                                       int64_t *begins, int32_t *first, int32_t *second,
                                       int32_t *counts, double *weights) {
    int32_t *met = malloc((n_actors + 1) * sizeof(int32_t));
    int64_t *place = malloc((n_actors + 1) * sizeof(int64_t));
    (void)n_hubs;
    if (met && place) memset(met, -1, n_actors * sizeof(int32_t));
    for (int32_t actor = 0; met && place && actor < n_actors; actor++)
        for (int32_t at = hubs_at[actor]; at < hubs_at[actor + 1]; at++) {
            int32_t begin = members_at[hubs[at]], end = members_at[hubs[at] + 1];
            double weight = 1.0 / (double)(end - begin - 1);
            for (int32_t seat = begin; members[seat] < actor; seat++) {
                int32_t other = members[seat];
                if (met[other] != actor) {
                    met[other] = actor;
                    place[other] = begins[other]++;
                    first[place[other]] = other;
                    second[place[other]] = actor;
                }
                counts[place[other]]++;
                weights[place[other]] += weight;
            }
        }
    int64_t answer = met && place ? 0 : NO_MEMORY;
    free(met);
    free(place);
    return answer;
}

/* Count the partners of each actor; where `begins` says where rows begin, write the rows instead. */
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

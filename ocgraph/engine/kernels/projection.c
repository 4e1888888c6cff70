/* Who shares a tie or a hub with whom, each pair once.
 *
 * Actors are gone through in order and each is written in the rows of its partners, so that rows
 * come out sorted and nothing is sorted afterwards.
 */
#include "kernels.h"

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

typedef struct {
    const int32_t *ties_at, *ties, *members_at, *members, *hubs_at, *hubs;
    int32_t *met; /* the last actor that met each one */
} Steps;

/* List, from place `found` on, those of a row whom an actor has not met yet. */
INLINE int32_t *meet(const Steps *steps, const int32_t *row, const int32_t *end, int32_t actor,
                     int32_t *found) {
    for (; row < end; row++)
        if (steps->met[*row] != actor) {
            steps->met[*row] = actor;
            *found++ = *row;
        }
    return found;
}

/* List whom one step from an actor meets; return how many. */
static int32_t partners(const Steps *steps, int32_t actor, int32_t *found) {
    int32_t *end = found;
    steps->met[actor] = actor;
    end = meet(steps, steps->ties + steps->ties_at[actor], steps->ties + steps->ties_at[actor + 1],
               actor, end);
    for (int32_t at = steps->hubs_at[actor]; at < steps->hubs_at[actor + 1]; at++) {
        const int32_t *bounds = steps->members_at + steps->hubs[at];
        end = meet(steps, steps->members + bounds[0], steps->members + bounds[1], actor, end);
    }
    return (int32_t)(end - found);
}

/* Count the partners of each actor; where `begins` says where rows begin, write the rows too. */
static int64_t step_graph(int64_t n_actors, Steps *steps, int64_t *degrees, int32_t *begins,
                          int32_t *indices) {
    int32_t *found = malloc((n_actors + 1) * sizeof(int32_t));
    steps->met = malloc((n_actors + 1) * sizeof(int32_t));
    int64_t answer = found && steps->met ? 0 : NO_MEMORY;
    if (!answer) memset(steps->met, -1, n_actors * sizeof(int32_t));
    for (int32_t actor = 0; !answer && actor < n_actors; actor++) {
        int32_t n_found = partners(steps, actor, found);
        if (degrees) degrees[actor] = n_found;
        else
            for (int32_t at = 0; at < n_found; at++) indices[begins[found[at]]++] = actor;
    }
    free(found);
    free(steps->met);
    return answer;
}

EXPORTED int64_t ocgraph_step_degrees(int64_t n_actors, const int32_t *ties_at,
                                      const int32_t *ties, int64_t n_hubs,
                                      const int32_t *members_at, const int32_t *members,
                                      int64_t n_same, const int32_t *hubs_at, const int32_t *hubs,
                                      int64_t *degrees) {
    Steps steps = {ties_at, ties, members_at, members, hubs_at, hubs, NULL};
    (void)n_hubs, (void)n_same;
    return step_graph(n_actors, &steps, degrees, NULL, NULL);
}

/* `begins` is moved on. */
EXPORTED int64_t ocgraph_step_graph(int64_t n_actors, const int32_t *ties_at, const int32_t *ties,
                                    int64_t n_hubs, const int32_t *members_at,
                                    const int32_t *members, int64_t n_same,
                                    const int32_t *hubs_at, const int32_t *hubs, int32_t *begins,
                                    int32_t *indices) {
    Steps steps = {ties_at, ties, members_at, members, hubs_at, hubs, NULL};
    (void)n_hubs, (void)n_same;
    return step_graph(n_actors, &steps, NULL, begins, indices);
}

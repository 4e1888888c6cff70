/* Pairs of actors who are near one another by way of a hub only. */
#include "kernels.h"

typedef struct {
    const int32_t *ties_at, *ties, *members_at, *members, *hubs_at, *hubs;
    int32_t *actor_seen, *hub_seen; /* number of the search that met them last */
    int32_t *reached, *near, *is_near; /* is_near: the hub whose near actors they are */
    int32_t search;
} Work;

INLINE int32_t meet(Work *work, const int32_t *found, const int32_t *end, int32_t tail) {
    for (; found < end; found++) {
        int32_t is_new = work->actor_seen[*found] != work->search;
        work->actor_seen[*found] = work->search;
        work->reached[tail] = *found;
        tail += is_new;
    }
    return tail;
}

/* Extend a search by one step; a hub already marked with its number is not passed through. */
static int32_t step(Work *work, int32_t begin, int32_t end) {
    int32_t tail = end;
    for (int32_t place = begin; place < end; place++) {
        int32_t actor = work->reached[place];
        tail = meet(work, work->ties + work->ties_at[actor],
                    work->ties + work->ties_at[actor + 1], tail);
        for (int32_t seat = work->hubs_at[actor]; seat < work->hubs_at[actor + 1]; seat++) {
            int32_t hub = work->hubs[seat];
            if (work->hub_seen[hub] == work->search) continue;
            work->hub_seen[hub] = work->search;
            tail = meet(work, work->members + work->members_at[hub],
                        work->members + work->members_at[hub + 1], tail);
        }
    }
    return tail;
}

static int32_t extend(Work *work, int32_t end, int64_t max_steps) {
    for (int32_t begin = 0; max_steps > 0 && begin < end; max_steps--) {
        int32_t tail = step(work, begin, end);
        begin = end;
        end = tail;
    }
    return end;
}

/* Reached actors counted twice, but once those that begin a search of their own. */
static int64_t ends(Work *work, int32_t actor, int32_t closed, int32_t hub, int64_t max_steps) {
    int64_t n_ends = 0;
    work->search++;
    if (closed >= 0) work->hub_seen[closed] = work->search;
    work->actor_seen[actor] = work->search;
    work->reached[0] = actor;
    int32_t n_reached = extend(work, 1, max_steps);
    for (int32_t place = 1; place < n_reached; place++)
        n_ends += 2 - (work->is_near[work->reached[place]] == hub);
    return n_ends;
}

/* A path through the hub has an end at most half its other steps from the hub's members. */
static int64_t pairs_lost(Work *work, int32_t hub, int64_t max_steps) {
    int32_t n_members = work->members_at[hub + 1] - work->members_at[hub];
    int64_t twice = 0;
    if (n_members < 2 || max_steps < 1) return 0;
    work->search++;
    int32_t n_near = meet(work, work->members + work->members_at[hub],
                          work->members + work->members_at[hub + 1], 0);
    n_near = extend(work, n_near, (max_steps - 1) / 2);
    memcpy(work->near, work->reached, n_near * sizeof(int32_t));
    for (int32_t place = 0; place < n_near; place++) work->is_near[work->near[place]] = hub;
    for (int32_t place = 0; place < n_near; place++)
        twice += ends(work, work->near[place], -1, hub, max_steps)
                 - ends(work, work->near[place], hub, hub, max_steps);
    return twice / 2;
}

EXPORTED int64_t ocgraph_near_pairs_lost(
    int64_t n_actors, const int32_t *ties_at, const int32_t *ties,
    int64_t n_hubs, const int32_t *members_at, const int32_t *members,
    int64_t n_rows, const int32_t *hubs_at, const int32_t *hubs,
    const int32_t *asked, int64_t n_asked, int64_t max_steps, int64_t *lost) {
    int32_t *room = calloc(4 * n_rows + n_hubs + 2, sizeof(int32_t));
    if (!room) return NO_MEMORY;
    /* One place more in `reached`: `meet` writes before it knows whether to keep. */
    Work work = {ties_at, ties, members_at, members, hubs_at, hubs, room, room + n_actors,
                 room + n_actors + n_hubs, room + 2 * n_actors + n_hubs + 1,
                 room + 3 * n_actors + n_hubs + 1, 0};
    for (int64_t actor = 0; actor < n_actors; actor++) work.is_near[actor] = -1;
    for (int64_t place = 0; place < n_asked; place++)
        lost[place] = pairs_lost(&work, asked[place], max_steps);
    free(room);
    return 0;
}

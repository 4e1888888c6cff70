/* Searches from every actor: many at once, one bit each, or one after the other.
 *
 * At once: a line of 512 bits says, for each actor, which of 512 starts have met it. A step is one
 * pass over the ties and hubs for all 512. Ties lead both ways, so the bits of an actor's line also
 * count the actors *it* meets: no bit is ever looked at alone.
 */
#include "search.h"

#define WORDS 8
#define LANES (64 * WORDS)
#define ROOM (LANES / 8)

typedef uint64_t Line __attribute__((vector_size(ROOM)));

/* A run of actors and of hubs that are joined to one another and to nobody else. */
typedef struct {
    int64_t n;
    const int32_t *actors, *hubs; /* where each component begins, n + 1 of them */
} Components;

typedef struct {
    void *memory;
    Line *seen, *frontier, *next, *hubs, *territories;
    int32_t *counts; /* starts that met each actor in the last step */
    uint8_t *moves;  /* whether each actor's frontier line holds anything */
    int is_sparse;   /* whether few do: then it is worth asking before a line is read */
} Lanes;

static int lanes_begin(Lanes *lanes, int64_t n_actors, int64_t n_hubs, int64_t n_territories) {
    const size_t lines = 3 * n_actors + n_hubs + n_territories;
    memset(lanes, 0, sizeof *lanes);
    lanes->memory = malloc((lines + 1) * sizeof(Line));
    lanes->counts = malloc((n_actors + 1) * sizeof *lanes->counts);
    lanes->moves = malloc(n_actors + 1);
    if (!lanes->memory || !lanes->counts || !lanes->moves) return 0;
    lanes->seen = (Line *)(((uintptr_t)lanes->memory + ROOM - 1) / ROOM * ROOM);
    lanes->frontier = lanes->seen + n_actors;
    lanes->next = lanes->frontier + n_actors;
    lanes->hubs = lanes->next + n_actors;
    lanes->territories = lanes->hubs + n_hubs;
    return 1;
}

static void lanes_end(Lanes *lanes) {
    free(lanes->memory);
    free(lanes->counts);
    free(lanes->moves);
}

static void set_lanes(Line *line, int64_t from, int64_t to) {
    uint64_t *words = (uint64_t *)line;
    for (int64_t lane = from; lane < to; lane++) words[lane / 64] |= UINT64_C(1) << lane % 64;
}

static void set_starts(Lanes *lanes, int64_t low, int64_t high, int64_t first, int64_t last) {
    memset(lanes->seen + low, 0, (high - low) * sizeof(Line));
    memset(lanes->frontier + low, 0, (high - low) * sizeof(Line));
    memset(lanes->moves + low, 0, high - low);
    lanes->is_sparse = 8 * (last - first) < high - low;
    for (int64_t start = first; start < last; start++) {
        set_lanes(lanes->frontier + start, start - first, start - first + 1);
        lanes->seen[start] = lanes->frontier[start];
        lanes->moves[start] = 1;
    }
}

/* What the frontiers of the actors of a row hold together. */
INLINE Line together(const Rows *rows, int64_t row, const Lanes *lanes) {
    const Line *frontier = lanes->frontier;
    const uint8_t *moves = lanes->moves;
    Line met = {0};
    if (lanes->is_sparse) {
        for (int32_t at = rows->indptr[row]; at < rows->indptr[row + 1]; at++)
            if (moves[rows->indices[at]]) met |= frontier[rows->indices[at]];
    } else {
        for (int32_t at = rows->indptr[row]; at < rows->indptr[row + 1]; at++)
            met |= frontier[rows->indices[at]];
    }
    return met;
}

FOR_EACH_MACHINE
static void gather(const Rows *members, Lanes *lanes, int64_t low, int64_t high) {
    for (int64_t hub = low; hub < high; hub++) lanes->hubs[hub] = together(members, hub, lanes);
}

/* One step into actors [low, high), whom the starts in `complete` can all meet in the end. */
FOR_EACH_MACHINE
static int64_t meet(const Steps *steps, Lanes *lanes, const Line *complete, int64_t low,
                    int64_t high) {
    const Line *hubs = lanes->hubs;
    int64_t total = 0;
    for (int64_t actor = low; actor < high; actor++) {
        Line missing = *complete & ~lanes->seen[actor], met = {0};
        int64_t count = 0;
        uint64_t some = 0;
        for (int word = 0; word < WORDS; word++) some |= missing[word];
        if (some) {
            const int32_t *of = steps->hubs_of.indptr + actor;
            met = together(&steps->ties, actor, lanes);
            for (int32_t at = of[0]; at < of[1]; at++) met |= hubs[steps->hubs_of.indices[at]];
            met &= missing;
            lanes->seen[actor] |= met;
            for (int word = 0; word < WORDS; word++) count += __builtin_popcountll(met[word]);
        }
        lanes->next[actor] = met;
        lanes->counts[actor] = (int32_t)count;
        total += count;
    }
    return total;
}

/* Which components a block of starts lies in, and what of the arrays they take. */
typedef struct {
    int64_t first, last;           /* the starts */
    int64_t component, components; /* the components, the last not included */
} Block;

static void block_at(Block *block, const Components *all, int64_t first, int64_t n_actors) {
    block->first = first;
    block->last = first + LANES < n_actors ? first + LANES : n_actors;
    while (all->actors[block->component + 1] <= first) block->component++;
    block->components = block->component + 1;
    while (all->actors[block->components] < block->last) block->components++;
}

static void note_moves(Lanes *lanes, int64_t low, int64_t high) {
    int64_t n_moving = 0;
    for (int64_t actor = low; actor < high; actor++)
        n_moving += lanes->moves[actor] = lanes->counts[actor] > 0;
    lanes->is_sparse = 8 * n_moving < high - low;
}

/* All starts of a block go one step further; return how many meetings that made. */
static int64_t step_further(const Steps *steps, Lanes *lanes, const Components *all,
                            const Block *block) {
    int64_t total = 0;
    gather(&steps->members, lanes, all->hubs[block->component], all->hubs[block->components]);
    for (int64_t at = block->component; at < block->components; at++) {
        const int64_t low = all->actors[at], high = all->actors[at + 1];
        Line complete = {0};
        set_lanes(&complete, low > block->first ? low - block->first : 0,
                  (high < block->last ? high : block->last) - block->first);
        total += meet(steps, lanes, &complete, low, high);
    }
    Line *met = lanes->next;
    lanes->next = lanes->frontier;
    lanes->frontier = met;
    note_moves(lanes, all->actors[block->component], all->actors[block->components]);
    return total;
}

EXPORTED int64_t ocgraph_distances(
    int64_t n, const int32_t *tie_ends, const int32_t *ties, int64_t n_hubs,
    const int32_t *member_ends, const int32_t *members, int64_t n_same, const int32_t *hub_ends,
    const int32_t *hubs, int64_t n_components, const int32_t *component_actors,
    const int32_t *component_hubs, int64_t *n_reached, int64_t *total, double *inverse_total) {
    const Steps steps = {{n, tie_ends, ties}, {n_hubs, member_ends, members},
                         {n_same, hub_ends, hubs}};
    const Components all = {n_components, component_actors, component_hubs};
    Lanes lanes;
    Block block = {0, 0, 0, 0};
    const int ready = lanes_begin(&lanes, n, n_hubs, 0);
    for (int64_t first = 0; ready && first < n; first += LANES) {
        block_at(&block, &all, first, n);
        const int64_t low = all.actors[block.component], high = all.actors[block.components];
        set_starts(&lanes, low, high, block.first, block.last);
        for (int64_t step = 1; step_further(&steps, &lanes, &all, &block); step++)
            for (int64_t actor = low; actor < high; actor++) {
                n_reached[actor] += lanes.counts[actor];
                total[actor] += step * lanes.counts[actor];
                inverse_total[actor] += (double)lanes.counts[actor] / (double)step;
            }
    }
    lanes_end(&lanes);
    return ready ? 0 : NO_MEMORY;
}

/* Where actors live: a territory each, or -1, and the inhabitants of each territory. */
typedef struct {
    const int32_t *of;
    int64_t n;
    const double *population;
} Territories;

static void touch(Lanes *lanes, const Territories *where, int64_t low, int64_t high) {
    for (int64_t actor = low; actor < high; actor++)
        if (lanes->moves[actor] && where->of[actor] >= 0)
            lanes->territories[where->of[actor]] |= lanes->frontier[actor];
}

/* Add up, for each of 512 starts, the population of the territories touched. */
FOR_EACH_MACHINE
static void add_up(const Lanes *lanes, const Territories *where, double *sums) {
    memset(sums, 0, LANES * sizeof *sums);
    for (int64_t territory = 0; territory < where->n; territory++) {
        const uint64_t *words = (const uint64_t *)(lanes->territories + territory);
        const double people = where->population[territory];
        for (int word = 0; word < WORDS; word++)
            for (int bit = 0; words[word] && bit < 64; bit++)
                sums[64 * word + bit] += (double)(words[word] >> bit & 1) * people;
    }
}

static void reach_of_block(const Steps *steps, Lanes *lanes, const Components *all,
                           const Territories *where, int64_t max_steps, const Block *block,
                           int64_t *met, double *population) {
    const int64_t low = all->actors[block->component], high = all->actors[block->components];
    double sums[LANES];
    set_starts(lanes, low, high, block->first, block->last);
    memset(lanes->territories, 0, where->n * sizeof(Line));
    touch(lanes, where, low, high);
    for (int64_t step = 0, more = 1; step < max_steps; step++) {
        if (more) {
            more = step_further(steps, lanes, all, block);
            touch(lanes, where, low, high);
            add_up(lanes, where, sums);
            for (int64_t actor = low; actor < high; actor++)
                met[actor * max_steps + step] += lanes->counts[actor];
        }
        for (int64_t start = block->first; start < block->last; start++)
            population[start * max_steps + step] = sums[start - block->first];
    }
}

/* `met` is given zeros, and gets the actors first met at each step. */
EXPORTED int64_t ocgraph_reach_at_once(
    int64_t n, const int32_t *tie_ends, const int32_t *ties, int64_t n_hubs,
    const int32_t *member_ends, const int32_t *members, int64_t n_same, const int32_t *hub_ends,
    const int32_t *hubs, int64_t n_components, const int32_t *component_actors,
    const int32_t *component_hubs, int64_t max_steps, const int32_t *territory_of,
    int64_t n_territories, const double *people, int64_t *met, double *population) {
    const Steps steps = {{n, tie_ends, ties}, {n_hubs, member_ends, members},
                         {n_same, hub_ends, hubs}};
    const Components all = {n_components, component_actors, component_hubs};
    const Territories where = {territory_of, n_territories, people};
    Lanes lanes;
    Block block = {0, 0, 0, 0};
    const int ready = lanes_begin(&lanes, n, n_hubs, n_territories);
    for (int64_t first = 0; ready && first < n; first += LANES) {
        block_at(&block, &all, first, n);
        reach_of_block(&steps, &lanes, &all, &where, max_steps, &block, met, population);
    }
    lanes_end(&lanes);
    return ready ? 0 : NO_MEMORY;
}

/* Search from actor `first_start` and those after it; a row of results for each. `met` gets the
 * actors met within each step, the start not counted. */
EXPORTED int64_t ocgraph_reach_one_by_one(
    int64_t n, const int32_t *tie_ends, const int32_t *ties, int64_t n_hubs,
    const int32_t *member_ends, const int32_t *members, int64_t n_same, const int32_t *hub_ends,
    const int32_t *hubs, int64_t first_start, int64_t max_steps, const int32_t *territory_of,
    int64_t n_territories, const double *people, int64_t *met, double *population) {
    const Steps steps = {{n, tie_ends, ties}, {n_hubs, member_ends, members},
                         {n_same, hub_ends, hubs}};
    Ball ball;
    int32_t *touched_at = calloc(n_territories + 1, sizeof *touched_at);
    const int ready = ball_begin(&ball, &steps) && touched_at;
    for (int64_t start = first_start; ready && start < n; start++) {
        double sum = 0;
        int64_t counted = 0;
        ball_start(&ball, (int32_t)start);
        for (int64_t step = 0, frontier = 0; step < max_steps; step++) {
            const int64_t already = ball.n_met;
            ball_step(&ball, &steps, frontier);
            frontier = already;
            for (; counted < ball.n_met; counted++) {
                const int32_t territory = territory_of[ball.met[counted]];
                if (territory < 0 || touched_at[territory] == ball.search) continue;
                touched_at[territory] = ball.search;
                sum += people[territory];
            }
            *met++ = ball.n_met - 1;
            *population++ = sum;
        }
    }
    ball_end(&ball);
    free(touched_at);
    return ready ? 0 : NO_MEMORY;
}

/* How many ties and seats the searches from every `stride`-th actor look at. */
EXPORTED int64_t ocgraph_looked_at(
    int64_t n, const int32_t *tie_ends, const int32_t *ties, int64_t n_hubs,
    const int32_t *member_ends, const int32_t *members, int64_t n_same, const int32_t *hub_ends,
    const int32_t *hubs, int64_t max_steps, int64_t stride) {
    const Steps steps = {{n, tie_ends, ties}, {n_hubs, member_ends, members},
                         {n_same, hub_ends, hubs}};
    Ball ball;
    const int ready = ball_begin(&ball, &steps);
    for (int64_t start = 0; ready && start < n; start += stride)
        ball_fill(&ball, &steps, (int32_t)start, max_steps);
    ball_end(&ball);
    return ready ? ball.n_looked_at : NO_MEMORY;
}

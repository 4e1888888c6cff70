/* Whom to mobilise: each pick adds the most, found lazily.
 *
 * What an actor adds can only fall as others are picked, so that what it added before is a bound:
 * actors wait in a heap by bound, and only the first is counted again. Bounds that have become
 * worthless show by how often that is done: once it has cost as many searches as there are actors
 * left, all are counted again at once, by a search from each actor left.
 */
#include "search.h"

typedef struct {
    int64_t gain;
    int32_t actor, picks; /* how many were picked when the gain was counted */
} Candidate;

INLINE int is_before(const Candidate *one, const Candidate *other) {
    return one->gain > other->gain || (one->gain == other->gain && one->actor < other->actor);
}

static void sift_down(Candidate *heap, int64_t n, int64_t at) {
    const Candidate moved = heap[at];
    for (int64_t child = 2 * at + 1; child < n; child = 2 * at + 1) {
        if (child + 1 < n && is_before(heap + child + 1, heap + child)) child++;
        if (!is_before(heap + child, &moved)) break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

typedef struct {
    Candidate *heap;
    int64_t n;
    uint8_t *reached;
    int64_t n_left;    /* actors nobody picked reaches */
    int64_t n_counted; /* since all were counted */
    int64_t *counts;   /* room for `count_again` */
} Waiting;

static void order(Waiting *waiting) {
    for (int64_t at = waiting->n / 2 - 1; at >= 0; at--)
        sift_down(waiting->heap, waiting->n, at);
}

static int64_t count_new(const Ball *ball, const uint8_t *reached) {
    int64_t count = 0;
    for (int64_t at = 0; at < ball->n_met; at++) count += !reached[ball->met[at]];
    return count;
}

/* Steps lead both ways: each actor left is one more for all those it would reach. */
static void count_again(Waiting *waiting, Ball *ball, const Steps *steps, int64_t max_steps,
                        int32_t n_picks) {
    memset(waiting->counts, 0, steps->ties.n * sizeof *waiting->counts);
    for (int32_t actor = 0; actor < steps->ties.n; actor++) {
        if (waiting->reached[actor]) continue;
        ball_fill(ball, steps, actor, max_steps);
        for (int64_t at = 0; at < ball->n_met; at++) waiting->counts[ball->met[at]]++;
    }
    for (int64_t at = 0; at < waiting->n; at++) {
        waiting->heap[at].gain = waiting->counts[waiting->heap[at].actor];
        waiting->heap[at].picks = n_picks;
    }
    order(waiting);
    waiting->n_counted = 0;
}

/* Pick until `size` are picked or nobody is left to reach; return how many were. */
static int64_t pick(const Steps *steps, Ball *ball, Waiting *waiting, int64_t size,
                    int64_t max_steps, int32_t *picks, int64_t *gains) {
    Candidate *heap = waiting->heap;
    int64_t n_picks = 0;
    while (n_picks < size && waiting->n && heap->gain) {
        ball_fill(ball, steps, heap->actor, max_steps);
        if (heap->picks < n_picks && waiting->n_counted++ > waiting->n_left) {
            count_again(waiting, ball, steps, max_steps, (int32_t)n_picks);
        } else if (heap->picks < n_picks) {
            heap->gain = count_new(ball, waiting->reached);
            heap->picks = (int32_t)n_picks;
        } else {
            for (int64_t at = 0; at < ball->n_met; at++) waiting->reached[ball->met[at]] = 1;
            picks[n_picks] = heap->actor;
            gains[n_picks++] = heap->gain;
            waiting->n_left -= heap->gain;
            heap[0] = heap[--waiting->n];
        }
        if (waiting->n) sift_down(heap, waiting->n, 0);
    }
    return n_picks;
}

EXPORTED int64_t ocgraph_greedy_reach(
    int64_t n, const int32_t *tie_ends, const int32_t *ties, int64_t n_hubs,
    const int32_t *member_ends, const int32_t *members, int64_t n_same, const int32_t *hub_ends,
    const int32_t *hubs, const int64_t *first_gains, int64_t size, int64_t max_steps,
    int32_t *picks, int64_t *gains) {
    const Steps steps = {{n, tie_ends, ties}, {n_hubs, member_ends, members},
                         {n_same, hub_ends, hubs}};
    Ball ball;
    Waiting waiting = {malloc((n + 1) * sizeof(Candidate)), n, calloc(n + 1, 1), n, 0,
                       malloc((n + 1) * sizeof(int64_t))};
    int64_t n_picks = NO_MEMORY;
    if (ball_begin(&ball, &steps) && waiting.heap && waiting.reached && waiting.counts) {
        for (int64_t actor = 0; actor < n; actor++)
            waiting.heap[actor] = (Candidate){first_gains[actor], (int32_t)actor, 0};
        order(&waiting);
        n_picks = pick(&steps, &ball, &waiting, size, max_steps, picks, gains);
    }
    ball_end(&ball);
    free(waiting.heap);
    free(waiting.reached);
    free(waiting.counts);
    return n_picks;
}

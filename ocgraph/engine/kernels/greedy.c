/* Whom to mobilise: each pick adds the most, found lazily.
 *
 * What an actor adds can only fall as others are picked, so that what it added before is a bound:
 * actors wait in a heap by bound, and only the first is counted again.
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

static int64_t count_new(const Ball *ball, const uint8_t *reached) {
    int64_t count = 0;
    for (int64_t at = 0; at < ball->n_met; at++) count += !reached[ball->met[at]];
    return count;
}

/* Pick until `size` are picked or nobody is left to reach; return how many were. */
static int64_t pick(const Steps *steps, Ball *ball, Candidate *heap, uint8_t *reached,
                    int64_t size, int64_t max_steps, int32_t *picks, int64_t *gains) {
    int64_t n = steps->ties.n, n_picks = 0;
    while (n_picks < size && n && heap->gain) {
        ball_fill(ball, steps, heap->actor, max_steps);
        if (heap->picks < n_picks) {
            heap->gain = count_new(ball, reached);
            heap->picks = (int32_t)n_picks;
        } else {
            for (int64_t at = 0; at < ball->n_met; at++) reached[ball->met[at]] = 1;
            picks[n_picks] = heap->actor;
            gains[n_picks++] = heap->gain;
            heap[0] = heap[--n];
        }
        if (n) sift_down(heap, n, 0);
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
    Candidate *heap = malloc((n + 1) * sizeof *heap);
    uint8_t *reached = calloc(n + 1, 1);
    int64_t n_picks = NO_MEMORY;
    if (ball_begin(&ball, &steps) && heap && reached) {
        for (int64_t actor = 0; actor < n; actor++)
            heap[actor] = (Candidate){first_gains[actor], (int32_t)actor, 0};
        for (int64_t at = n / 2 - 1; at >= 0; at--) sift_down(heap, n, at);
        n_picks = pick(&steps, &ball, heap, reached, size, max_steps, picks, gains);
    }
    ball_end(&ball);
    free(heap);
    free(reached);
    return n_picks;
}

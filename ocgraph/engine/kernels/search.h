/* What a step passes through, as the searches read it, and the search from one actor. */
#ifndef OCGRAPH_SEARCH_H
#define OCGRAPH_SEARCH_H

#include "kernels.h"

typedef struct {
    int64_t n;
    const int32_t *indptr, *indices;
} Rows;

typedef struct {
    Rows ties, members, hubs_of;
} Steps;

/* Whom one search has met. Stamps are compared, not cleared: a search costs what it meets. */
typedef struct {
    int32_t *met;      /* the actors met, in order; the start first */
    int32_t *seen_at;  /* number of the last search that met each actor */
    int32_t *asked_at; /* number of the last search that passed through each hub */
    int32_t search;
    int64_t n_met, n_looked_at;
} Ball;

INLINE int ball_begin(Ball *ball, const Steps *steps) {
    memset(ball, 0, sizeof *ball);
    ball->met = malloc((steps->ties.n + 1) * sizeof *ball->met);
    ball->seen_at = calloc(steps->ties.n + 1, sizeof *ball->seen_at);
    ball->asked_at = calloc(steps->members.n + 1, sizeof *ball->asked_at);
    return ball->met && ball->seen_at && ball->asked_at;
}

INLINE void ball_end(Ball *ball) {
    free(ball->met);
    free(ball->seen_at);
    free(ball->asked_at);
}

INLINE void ball_start(Ball *ball, int32_t start) {
    ball->search++;
    ball->seen_at[start] = ball->search;
    ball->met[0] = start;
    ball->n_met = 1;
}

INLINE void ball_meet(Ball *ball, const Rows *rows, int32_t row) {
    const int32_t begin = rows->indptr[row], end = rows->indptr[row + 1];
    ball->n_looked_at += end - begin;
    for (int32_t at = begin; at < end; at++) {
        const int32_t actor = rows->indices[at];
        ball->met[ball->n_met] = actor; /* kept only if it is new: no branch to guess */
        ball->n_met += ball->seen_at[actor] != ball->search;
        ball->seen_at[actor] = ball->search;
    }
}

/* Go one step further from the actors met from `frontier` on. */
INLINE void ball_step(Ball *ball, const Steps *steps, int64_t frontier) {
    const int64_t end = ball->n_met;
    for (int64_t at = frontier; at < end; at++) {
        const int32_t actor = ball->met[at];
        ball_meet(ball, &steps->ties, actor);
        for (int32_t seat = steps->hubs_of.indptr[actor]; seat < steps->hubs_of.indptr[actor + 1];
             seat++) {
            const int32_t hub = steps->hubs_of.indices[seat];
            if (ball->asked_at[hub] == ball->search) continue;
            ball->asked_at[hub] = ball->search;
            ball_meet(ball, &steps->members, hub);
        }
    }
}

/* Meet every actor within `max_steps` of a start. */
INLINE void ball_fill(Ball *ball, const Steps *steps, int32_t start, int64_t max_steps) {
    int64_t frontier = 0;
    ball_start(ball, start);
    for (int64_t step = 0; step < max_steps && frontier < ball->n_met; step++) {
        const int64_t met = ball->n_met;
        ball_step(ball, steps, frontier);
        frontier = met;
    }
}

#endif

/* Approximate counts: the registers of each actor take the largest of those a step away. */
#include "kernels.h"

/* Raise a row of registers to the largest of the rows listed. */
FOR_EACH_MACHINE
static void take_largest(uint8_t *restrict found, const uint8_t *registers, int64_t width,
                         const int32_t *rows, int64_t n_rows) {
    for (int64_t at = 0; at < n_rows; at++) {
        const uint8_t *other = registers + rows[at] * width;
        for (int64_t place = 0; place < width; place++)
            found[place] = found[place] < other[place] ? other[place] : found[place];
    }
}

/* `registers` holds a row of `width` bytes for each actor, `next` the same for a step further,
 * `gathered` room for each hub's. */
EXPORTED int64_t ocgraph_sketch_step(
    int64_t n, const int32_t *tie_ends, const int32_t *ties, int64_t n_hubs,
    const int32_t *member_ends, const int32_t *members, int64_t n_same, const int32_t *hub_ends,
    const int32_t *hubs, int64_t width, const uint8_t *registers, uint8_t *gathered,
    uint8_t *next) {
    memset(gathered, 0, n_hubs * width);
    memcpy(next, registers, n * width);
    for (int64_t hub = 0; hub < n_hubs; hub++)
        take_largest(gathered + hub * width, registers, width, members + member_ends[hub],
                     member_ends[hub + 1] - member_ends[hub]);
    for (int64_t actor = 0; actor < n_same; actor++) {
        take_largest(next + actor * width, registers, width, ties + tie_ends[actor],
                     tie_ends[actor + 1] - tie_ends[actor]);
        take_largest(next + actor * width, gathered, width, hubs + hub_ends[actor],
                     hub_ends[actor + 1] - hub_ends[actor]);
    }
    return 0;
}

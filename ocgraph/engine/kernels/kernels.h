/* What every kernel shares. Plain C11 over the arrays of ocgraph.engine.csr.
 *
 * A graph is passed as its number of rows, `indptr` (n + 1 of them) and `indices`. Rows are sorted
 * and hold each column once. A kernel returns 0, or a count it announces, or NO_MEMORY.
 */
#ifndef OCGRAPH_KERNELS_H
#define OCGRAPH_KERNELS_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NO_MEMORY (-1)

#if defined(_WIN32)
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

/* Compile a hot function several times and let the machine choose, where that can be done. */
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__has_attribute)
#if __has_attribute(target_clones)
#define FOR_EACH_MACHINE __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#endif
#endif
#ifndef FOR_EACH_MACHINE
#define FOR_EACH_MACHINE
#endif

#define INLINE static inline __attribute__((always_inline))

#endif

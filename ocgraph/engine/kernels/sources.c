/* Which sources this library was compiled from: ocgraph.engine.compiled refuses any other. */
#include "kernels.h"

EXPORTED const char *ocgraph_sources(void) { return OCGRAPH_SOURCES; }

"""Choosing: whom to call, and at which tables to sit."""

from ocgraph.measures.choice import cover, whom_to_call

MEASURES = (*whom_to_call.MEASURES, *cover.MEASURES)

__all__ = ["MEASURES"]

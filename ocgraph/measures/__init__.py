"""The measures of a network seen: a registry of data, and one module for each family."""

from ocgraph.measures.measure import (
    NETWORK,
    Column,
    Family,
    Figures,
    Measure,
    Parameter,
    Subject,
    Unit,
)
from ocgraph.measures.registry import MEASURES

__all__ = ["MEASURES", "NETWORK", "Column", "Family", "Figures", "Measure", "Parameter", "Subject",
           "Unit"]

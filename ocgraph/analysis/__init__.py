"""What a person decides with, gathered from the network."""

from ocgraph.analysis.overview import Overview

__all__ = ["Overview"]

"""ocgraph: community partnerships as a network over Québec's 104 MRC and equivalent territories."""

__version__ = "0.1.0"

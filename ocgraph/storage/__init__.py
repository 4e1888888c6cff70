"""The register kept in one SQLite file."""

from ocgraph.storage.database import StorageError
from ocgraph.storage.merge import Changes, compare, merge
from ocgraph.storage.store import Store, TakenImport

__all__ = ["Changes", "Store", "StorageError", "TakenImport", "compare", "merge"]

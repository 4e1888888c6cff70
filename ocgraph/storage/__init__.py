"""The register kept in one SQLite file, and what the team keeps beside it."""

from ocgraph.storage.database import StorageError
from ocgraph.storage.merge import Changes, compare, merge
from ocgraph.storage.notebook import Followed, KeptScenario, KeptWeighing, Notebook
from ocgraph.storage.store import Store, TakenImport

__all__ = ["Changes", "Followed", "KeptScenario", "KeptWeighing", "Notebook", "Store",
           "StorageError", "TakenImport", "compare", "merge"]

"""The register kept in one SQLite file."""

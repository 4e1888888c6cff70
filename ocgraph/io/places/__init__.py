"""The reference territories and municipalities, and the outlines of the MRC."""

"""Figures by MRC read from what others publish, or from the team's own table."""

"""The picture of growth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure


def draw_growth(sizes: dict[str, dict[str, Any]], file: Path) -> None:
    """Draw the seconds each work takes against the links, both on scales of powers of ten."""
    with mpl.rc_context({"svg.hashsalt": "growth", "svg.fonttype": "path", "font.size": 10}):
        figure = Figure(figsize=(8, 5.5), layout="constrained")
        axes = figure.add_subplot()
        works = list(dict.fromkeys(work for one in sizes.values() for work in one["seconds"]))
        for work, marker in zip(works, "osD^vPX*", strict=False):
            points = [(one["links"], one["seconds"][work]) for one in sizes.values()
                      if work in one["seconds"]]
            axes.loglog(*zip(*points, strict=True), marker=marker, label=work)
        links = [one["links"] for one in sizes.values()]
        axes.loglog(links, [link * 1e-6 for link in links], color="0.6", linestyle=":",
                    label="in proportion: a microsecond a link")
        axes.set_xlabel("links in all")
        axes.set_ylabel("seconds of processor")
        axes.grid(visible=True, which="major", color="0.9")
        axes.legend(frameon=False, fontsize=9)
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})

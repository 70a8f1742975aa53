"""A product value in, a picture out: the chart, and the moving figures that are made ahead of time.

Nothing that draws is loaded before the first chart is asked for.
"""

from bot.pictures.charts import ChartBand, ChartFlag, ChartLane, ChartWords, chart
from bot.pictures.loops import MANIFEST, FiguresOutdated, Loop, Loops, file_name, made_from, outdated, read

__all__ = [
    "MANIFEST",
    "ChartBand",
    "ChartFlag",
    "ChartLane",
    "ChartWords",
    "FiguresOutdated",
    "Loop",
    "Loops",
    "chart",
    "file_name",
    "made_from",
    "outdated",
    "read",
]

"""How the benchmarks print what they found: a title, a row of heads, rows of figures."""

import sys
from collections.abc import Iterable, Sequence

UNKNOWN = "-"


def show(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Prints one table, the first column to the left and figures to the right; each table as it is ready."""
    lines = [list(heads), *(list(row) for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(heads))]
    text = "\n".join("  ".join(_cell(it, widths[n], n) for n, it in enumerate(line)) for line in lines)
    sys.stdout.write(f"\n{title}\n{text}\n")
    sys.stdout.flush()


def _cell(text: str, width: int, column: int) -> str:
    return text.ljust(width) if column == 0 else text.rjust(width)

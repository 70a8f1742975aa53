"""The colours of a chart, by day and by night; words differ from what is below them by 4.5 to 1 or more."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as "#rrggbb". `bands` and `band_words`: calm, ease off, stop."""

    background: str
    ink: str
    quiet: str
    grid: str
    lane: str
    bands: tuple[str, str, str]
    band_words: tuple[str, str, str]
    dot: str
    line: str
    routine: str
    run: str
    score: str
    flag: str


LIGHT = Theme(
    background="#ffffff",
    ink="#1d2a44",
    quiet="#5c677d",
    grid="#d7dce5",
    lane="#eef0f4",
    bands=("#dff1e4", "#fdf0cd", "#fbd9d3"),
    band_words=("#256a41", "#7d5600", "#a3291d"),
    dot="#616f8b",
    line="#1f5fbf",
    routine="#2a8a53",
    run="#8a4fd0",
    score="#c2680c",
    flag="#c81818",
)
DARK = Theme(
    background="#17202e",
    ink="#f1f4fa",
    quiet="#a7b3c7",
    grid="#2f3d54",
    lane="#212c3d",
    bands=("#1d3a30", "#40381f", "#472a2b"),
    band_words=("#7fd3a0", "#ecc766", "#ffa094"),
    dot="#a3b1cc",
    line="#6db0ff",
    routine="#55c98a",
    run="#b98cf5",
    score="#f0a04b",
    flag="#ff6b63",
)

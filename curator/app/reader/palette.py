# SPDX-License-Identifier: MIT
"""The colours of the reader.

What lives here: ReaderPalette with a light and a dark default, and the sums behind them (blending, contrast).
What does not: where a colour is used (painting.py). The incident hues follow Okabe and Ito, who chose them to be told
apart by colour-blind people; each is darkened or lightened until it stands out as a bar on its background.
"""

from __future__ import annotations

from curator.shape import Frozen


class ReaderPalette(Frozen):
    """Colours as "#rrggbb". `incidents` needs at least one; an incident's colour index is taken modulo its length.

    Fills are the incident's colour mixed into the background: `soft` for mentions that step back, `firm` for those of
    the active incident, `strong` for its values (parts of 1)."""

    text: str
    dim: str
    background: str
    accent: str
    incidents: tuple[str, ...]
    selection: str
    lit: str
    lit_edge: str
    find_hit: str
    find_current: str
    hint: str
    warning: str
    badge_text: str
    soft: float = 0.16
    firm: float = 0.24
    strong: float = 0.36
    depth: float = 1.0  # how much of the incident's colour a fill has at most: however many overlap, text stays legible

    def incident(self, colour: int) -> str:
        """The colour of the incident with this index."""
        return self.incidents[colour % len(self.incidents)]

    def fill(self, colour: int) -> str:
        """The colour that fills of this incident are mixed from."""
        return mix(self.incident(colour), self.background, self.depth)


LIGHT = ReaderPalette(
    text="#1b1d21",
    dim="#5f6570",
    background="#f7f7f5",
    accent="#2f5fd0",
    incidents=("#d35400", "#0072b2", "#009e73", "#b8860b", "#a8488f", "#1c95d6", "#7a4a22", "#5d6470"),
    selection="#b9cdf8",
    lit="#ffe58a",
    lit_edge="#8a6d00",
    find_hit="#ffe9b8",
    find_current="#ffb84d",
    hint="#5f6570",
    warning="#c62828",
    badge_text="#ffffff",
)

DARK = ReaderPalette(
    text="#e8e9ec",
    dim="#9aa0ab",
    background="#17181c",
    accent="#7da2ff",
    incidents=("#ff9a62", "#5ab4ff", "#4fd1a5", "#e8bf55", "#e58fd0", "#8ed3f5", "#c9a98a", "#aab2c0"),
    selection="#34508f",
    lit="#6b5a12",
    lit_edge="#ffd95a",
    find_hit="#54431a",
    find_current="#8a5a00",
    hint="#9aa0ab",
    warning="#ff7b72",
    badge_text="#17181c",
    soft=0.3,
    firm=0.5,
    strong=0.75,
    depth=0.45,
)


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of "#rrggbb"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(over: str, under: str, part: float) -> str:
    """`part` of `over` on `under`, as a fill with that opacity shows."""
    pairs = zip(channels(over), channels(under), strict=True)
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2: 1 (equal) to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [value / 255 for value in channels(colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

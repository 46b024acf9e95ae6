# SPDX-License-Identifier: MIT
"""The colours of the reader.

What lives here: ReaderPalette with one for each theme of the window, and the sums behind them (blending, contrast).
What does not: where a colour is used (painting.py). The incident hues follow Okabe and Ito, who chose them to be told
apart by colour-blind people; each is darkened or lightened until it stands out as a bar on its background.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from curator.shape import Frozen, replace


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

    def behind_letter(self, colour: str) -> str:
        """This colour, moved away from the badge's letter until the letter is readable on it."""
        return _readable_behind(self.badge_text, colour)


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

LIGHT_CONTRAST = replace(
    LIGHT, text="#000000", dim="#404040", background="#ffffff", accent="#0032a8", hint="#262626", warning="#960000",
    incidents=("#a13c00", "#00538a", "#006b4d", "#755200", "#85266f", "#0b6699", "#5f3612", "#3d434c"),
    selection="#a9c6ff", lit="#ffe066", lit_edge="#000000", find_hit="#ffe39c", find_current="#ffab2e",
)  # fmt: skip
DARK_CONTRAST = replace(
    DARK, text="#ffffff", dim="#c4c4c4", background="#000000", accent="#a5c6ff", hint="#e2e2e2", warning="#ffb8b2",
    incidents=("#ffab7a", "#7ac2ff", "#66e6ba", "#f5d06a", "#f2a8e0", "#a8e0ff", "#dcc0a4", "#c4cbd8"),
    selection="#2a4fa0", lit="#665200", lit_edge="#ffe24d", find_hit="#4d3d12", find_current="#855200",
    badge_text="#000000", depth=0.4,
)  # fmt: skip
PALETTES: Mapping[str, ReaderPalette] = {
    "light": LIGHT, "dark": DARK, "light-contrast": LIGHT_CONTRAST, "dark-contrast": DARK_CONTRAST,
}  # fmt: skip


@lru_cache(maxsize=64)
def _readable_behind(letter: str, colour: str) -> str:
    far = "#000000" if _luminance(letter) > 0.5 else "#ffffff"
    steps = (mix(far, colour, part / 20) for part in range(20))
    return next((each for each in steps if contrast(letter, each) >= 4.5), far)


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

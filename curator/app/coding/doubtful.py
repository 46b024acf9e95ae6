# SPDX-License-Identifier: MIT
"""Typed text that can mean several things: its readings, kept until one of them is taken.

What lives here: which readings a value has, and how they are offered. What does not: reading typed text (typed.py),
words of the article that can mean several things (words_desk.py, which asks the same way).
"""

from __future__ import annotations

from curator.app.coding.choices import Offer
from curator.app.coding.reading import ReadValue
from curator.app.incidents.shown import Place
from curator.app.values.line import Target
from curator.app.values.wording import compound_text, leaf_text
from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Scalar
from curator.domain.values import incident_value

Readings = tuple[tuple[ReadValue, ...], ...]


class Doubtful:
    """The readings of what was typed, by value, the likeliest first; that one is in the form, as proposed."""

    def __init__(self) -> None:
        self._readings: dict[Target, Readings] = {}

    def keep(self, target: Target, readings: Readings) -> None:
        """What was typed there last can mean this; with one reading there is no doubt."""
        self._readings.pop(target, None)
        if len(readings) > 1:
            self._readings[target] = readings

    def of(self, place: Place, codebook: Codebook) -> Readings:
        """The readings between which nobody has chosen yet; nothing where the value was taken or changed since."""
        readings = self._readings.get(place.target(), ())
        if readings and not all(_is_proposed(place, value, codebook) for value in readings[0]):
            del self._readings[place.target()]
            return ()
        return readings


def _is_proposed(place: Place, read: ReadValue, codebook: Codebook) -> bool:
    leaf = codebook.node(read.field, place.group)
    if leaf is None or read.value == "":
        return leaf is not None
    known = incident_value(codebook, place.incident, leaf, place.row)
    return known.proposed and known.value == read.value


def reading_offers(readings: Readings, node: Field, codebook: Codebook) -> list[Offer]:
    """Each reading in words, the likeliest marked as proposed; the code of an offer is its number."""
    return [Offer(str(at), _said(read, node, codebook), proposed=not at) for at, read in enumerate(readings)]


def _said(values: tuple[ReadValue, ...], node: Field, codebook: Codebook) -> str:
    told: dict[str, Scalar] = {value.field: value.value for value in values if value.value != ""}
    if node.parts:
        return compound_text(codebook, node, lambda leaf: told.get(leaf.key))
    return leaf_text(codebook, node, told[node.key])

# SPDX-License-Identifier: MIT
"""What a hand-over may hold, before anything is made of it.

What lives here: the hand-over as a whole, and the door to its units (handover_units.py). What does not: the file
(handover_reading.py), a colleague's project (store), what receiving does with a unit (store, operations). Values that
reach Curator from another project on any way go through here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from curator.domain.codebook.model import Codebook
from curator.domain.coding import ARTICLE_FIELDS, Article
from curator.domain.handover import LAYER, PACKET, HandOver, Version
from curator.domain.settling import settle, text_sha256
from curator.formats.handover_file import MOST_CODEBOOKS, OPENING, refusal
from curator.formats.handover_members import (
    Wrong,
    known_id,
    moment,
    one_of,
    optional_id,
    own_id,
    sha256,
    text,
    whole,
)
from curator.formats.handover_units import Around, check_unit
from curator.formats.strict_json import Faults, cut


def check_version(version: Version, texts: Mapping[str, str], among: HandOver | None = None) -> None:
    """Raise InputRefused, naming the place, where a unit is not as Curator writes it.

    `texts`: by the articles' ids, as far as they are known. With `among`, also coders, articles, codebooks and fields
    must be those of that hand-over.
    """
    faults = Faults(OPENING)
    around = Around(among) if among is not None else None
    _tell(faults, f"{version.kind} {version.unit}", check_unit, version, texts, around)
    faults.refuse()


def check_handover(handover: HandOver) -> None:
    """Raise InputRefused with all that is wrong in it."""
    checking = Checking(handover)
    for version in handover.versions:
        checking.look(version, f"{version.kind} {version.unit}")
    checking.faults.refuse()


class Checking:
    """A hand-over whose versions come one after the other."""

    def __init__(self, handover: HandOver) -> None:
        """Look at all but its versions. Raises InputRefused."""
        _check_codebooks(handover.codebooks)
        self.faults = faults = Faults(OPENING)
        _tell(faults, "manifest.json", _check_head, handover)
        for number, handed in enumerate(handover.articles, 1):
            _tell(faults, f"article {number}", _check_article, handed.article, handed.text)
        for what, ids in (
            ("article", [handed.article.id for handed in handover.articles]),
            ("coder", [coder.id for coder in handover.coders]),
        ):
            if len(set(ids)) < len(ids):
                faults.add("", f"one {what} is named twice")
        faults.refuse()
        self._around = Around(handover)

    def look(self, version: Version, place: str) -> None:
        """Look at a version, and note in `faults` what is wrong in it; raises InputRefused where that is much."""
        _tell(self.faults, place, check_unit, version, self._around.texts, self._around)


def _tell(faults: Faults, place: str, look: Callable[..., None], *given: object) -> None:
    """Look at something, and note what is wrong in it."""
    try:
        look(*given)
    except Wrong as fault:
        faults.add(place, fault.told)


def _check_codebooks(books: Sequence[Codebook]) -> None:
    """A key of one table is of one kind in all of them (STORAGE.md 3, rule 4)."""
    if len(books) > MOST_CODEBOOKS:
        raise refusal(f"it holds {len(books)} codebooks, more than {MOST_CODEBOOKS}")
    kinds: dict[tuple[str, str], str] = {}
    for book in books:
        for group in ("", *book.group_by_key):
            tops = book.group_by_key[group].fields if group else book.fields
            for node in (node for top in tops for node in top.nodes()):
                if kinds.setdefault((group, node.key), node.kind) != node.kind:
                    raise refusal(f"in its codebooks “{cut(node.key)}” is a field of two kinds")


def _check_head(handover: HandOver) -> None:
    own_id(handover.project, "project.id")
    text(handover.project_name, "project.name")
    one_of(handover.purpose, (LAYER, PACKET), "purpose")
    text(handover.program, "program")
    text(handover.note, "note")
    optional_id(handover.made_by, "made_by")
    for number, coder in enumerate(handover.coders):
        own_id(coder.id, f"coders[{number}].id")
        text(coder.name, f"coders[{number}].name", needed=True)
        one_of(coder.kind, ("person", "consensus"), f"coders[{number}].kind")
    coders = {coder.id for coder in handover.coders}
    for number, layer in enumerate(handover.layers):
        known_id(layer, coders, "coder", f"layers[{number}]")
    for key, value in handover.settings.items():
        text(key, "settings", needed=True)
        text(value, f"settings.{cut(key)}")


def _check_article(article: Article, full_text: str | None) -> None:
    own_id(article.id, "id")
    sha256(article.text_sha256, "text_sha256")
    text(article.original_sha256, "original_sha256")
    text(article.settled_by, "settled_by", needed=True)
    moment(article.added, "added")
    if whole(article.length, "length") < 0:
        raise Wrong("length", "a length is not below 0")
    for key, value in article.fields.items():
        one_of(key, ARTICLE_FIELDS, "fields")
        text(value, f"fields.{key}")
    if full_text is not None:
        if len(full_text) != article.length:
            raise Wrong("length", f"the text has {len(full_text)} characters, not {article.length}")
        text(full_text, "text")
        if text_sha256(full_text) != article.text_sha256:
            raise Wrong("text", "this text has another SHA-256 than the article")
        if settle(full_text, bom_taken=True).text != full_text:
            raise Wrong("text", "this text is not settled: it holds CR, U+2028, U+2029 or forbidden characters")

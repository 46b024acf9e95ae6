# SPDX-License-Identifier: MIT
"""A small codebook with one field of each level of measurement, and codings written in a line.

What lives here: making what the tests of this room compare. What does not: codings by chance (making.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from curator.domain.codebook.model import Choice, ChoiceList, Codebook, Field, Group
from curator.domain.coding import Article, ArticleCoding, Evidence, Incident, Row, Scalar, ValueNote

_KINDS = ChoiceList("kinds", (Choice("violence", "Violence"), Choice("protest", "Protest")))
_SUBS = ChoiceList(
    "subs",
    (
        Choice("rocket", "Rocket", under="violence"), Choice("ambush", "Ambush", under="violence"),
        Choice("march", "March", under="protest"),
    ),
)  # fmt: skip
_GRADES = ChoiceList("grades", tuple(Choice(code, code) for code in ("low", "middle", "high")))
_MEANS = ChoiceList("means", tuple(Choice(code, code) for code in ("stone", "gun", "fire")))
_DUTIES = ChoiceList("duties", (Choice("doer", "Doer"), Choice("target", "Target")))
_EXACT = ChoiceList("exact", (Choice("one_day", "Day", means="day"), Choice("one_month", "Month", means="month")))
_WHY = ChoiceList("why", (Choice("total", "Total"),))

CODEBOOK = Codebook(
    "small", "1.0", "Small", "en", (), (_KINDS, _SUBS, _GRADES, _MEANS, _DUTIES, _EXACT, _WHY),
    (
        Field("kind", "choice", "Kind", choices="kinds", core=True),
        Field("sub", "choice", "Sub", choices="subs", parent="kind", core=True),
        Field("when", "date", "When", parts=(
            Field("first", "day", "First", part="start"), Field("last", "day", "Last", part="end"),
            Field("exactly", "choice", "Exactly", part="precision", choices="exact"),
        )),
        Field("where", "place", "Where", parts=(
            Field("town", "text", "Town", part="name"), Field("land", "text", "Land", part="country"),
            Field("lat", "decimal", "Latitude", part="latitude"),
            Field("lon", "decimal", "Longitude", part="longitude"),
        )),
        Field("grade", "choice", "Grade", choices="grades", metric="ordinal"),
        Field("means", "choices", "Means", choices="means"),
        Field("dead", "integer", "Dead"),
        Field("sure", "yes_no", "Sure"),
        Field("follows", "link", "Follows"),
        Field("memo", "text", "Memo", private=True),
    ),
    (Group("people", "People", (
        Field("duty", "choice", "Duty", choices="duties"), Field("called", "text", "Called"),
        Field("number", "integer", "Number"),
    ), core=True),),
    (), (), (), "why", summary_fields=("sub", "first", "town"),
)  # fmt: skip


def incident(
    identity: str,
    coder: str,
    words: tuple[int, int] | None,
    people: Sequence[Mapping[str, Scalar]] = (),
    states: Mapping[str, str] | None = None,
    proposed: Sequence[str] = (),
    marked: Mapping[str, tuple[int, int]] | None = None,
    **values: Scalar,
) -> Incident:
    """An incident; `words` are its mention, `states` of fields without a value, `marked` words by field."""
    notes = [ValueNote(f"{identity}-{key}", "a", identity, "", key, state) for key, state in (states or {}).items()]
    notes += [ValueNote(f"{identity}-{key}", "a", identity, "", key, proposed=True) for key in proposed]
    spans = [(field, span) for field, span in (("", words), *(marked or {}).items()) if span is not None]
    evidence = [
        Evidence(f"{identity}-{field}", "a", start, end, "", "direct", identity, "", field)
        for field, (start, end) in spans
    ]
    rows = [Row(f"{identity}-{at}", "people", at, dict(row)) for at, row in enumerate(people)]
    return Incident(
        identity, "a", coder, "", "finished", 0, "2026-03-05T10:00:00.000Z", values, tuple(rows), tuple(notes),
        tuple(evidence),
    )  # fmt: skip


def article(*incidents: Incident, identity: str = "a", coders: Sequence[str] = ("ana", "bo")) -> ArticleCoding:
    """An article that these coders have finished."""
    return ArticleCoding(Article(identity, "", 1000), "", incidents, reading=dict.fromkeys(coders, "finished"))

# SPDX-License-Identifier: MIT
"""Random codings for tests of every room: valid for a codebook, with tricky texts, states, bases, notes and words.

What lives here: a small codebook that uses every kind of field, and Hypothesis strategies made from any codebook. The
codings are as Curator holds them: value notes only where something differs from plain, evidence with right quotes,
ids unique, all in the order of files.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st

from curator.domain.codebook.kinds import (
    COUNT_QUALIFIERS,
    DATE_BASES,
    DATE_PRECISIONS,
    DIRECTIONS,
    PLACE_PRECISIONS,
    check,
)
from curator.domain.codebook.model import Choice, ChoiceList, Codebook, Condition, Derived, Field, Group
from curator.domain.coding import (
    ARTICLE_FIELDS,
    BASES,
    INCIDENT_STATUSES,
    READING_STATES,
    ROLES,
    Article,
    ArticleCoding,
    Coder,
    Comment,
    Evidence,
    Incident,
    NotCodable,
    Row,
    Scalar,
    ValueNote,
)
from curator.domain.ids import derived_id
from curator.domain.settling import text_sha256
from curator.formats.leaving import in_order
from curator.formats.wide_codebook import NodeOrder, codebook_ref

TRICKY = (
    "=SUM(A1:A9)", "+1", "-5", "@x", "\tx", "'=1", "''", "＝A1", 'say "no"', "a,b;c", "one\ntwo", "👩‍👩‍👧 x",
    "e\u0301", "قُتِل ثلاثة", "\u202eabc", "\u00a0", "NULL", "007", "1e5", "\ufeffx", "\u0085", "x\ty",
)  # fmt: skip
_LETTERS = st.one_of(
    st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\ufdd0\ufdd1\u2028\u2029"),
    st.sampled_from("ab \n\"',;=+-@\t"),
)
LONG_TEXTS = st.one_of(st.sampled_from(TRICKY), st.text(_LETTERS, min_size=1, max_size=12)).filter(
    lambda text: bool(text.strip())
)
ONE_LINE = LONG_TEXTS.map(lambda text: text.replace("\n", " ").replace("\u0085", " ")).filter(lambda x: bool(x.strip()))
NOTES = st.one_of(st.just(""), st.just("a\r\nb\rc"), LONG_TEXTS)
# No shrinking: a failing coding is shown as it was found, instead of being made smaller for minutes.
QUICK = settings(deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate), max_examples=40)
ARTICLE_TEXTS = st.one_of(
    st.text(_LETTERS, min_size=3, max_size=80),
    st.lists(st.sampled_from(TRICKY), min_size=3, max_size=8).map(" ".join),
)


def _list(key: str, *codes: str, means: tuple[str, ...] = (), is_open: bool = False) -> ChoiceList:
    meanings = dict(zip(codes, means, strict=False))
    return ChoiceList(key, tuple(Choice(code, code.title(), means=meanings.get(code, "")) for code in codes), is_open)


def small_codebook(version: str = "1.0") -> Codebook:
    """A codebook with every kind of field, none of whose keys is one of the built-in codebooks'."""
    count = Field("tally", "count", "Tally", parts=(
        Field("tally_min", "integer", "Least", part="low"), Field("tally_mid", "integer", "Best", part="best"),
        Field("tally_max", "integer", "Most", part="high"),
        Field("tally_sort", "choice", "Sort", part="qualifier", choices="sorts"),
    ))  # fmt: skip
    nearby = Field("far", "relative_location", "Nearby", part="relative", parts=(
        Field("far_km", "decimal", "km", part="km"),
        Field("far_way", "choice", "Way", part="direction", choices="ways"),
        Field("far_from", "text", "From", part="to"), Field("far_about", "yes_no", "About", part="approximate"),
    ))  # fmt: skip
    where = Field("where", "place", "Where", parts=(
        Field("where_words", "text", "Words", part="words"), Field("where_name", "text", "Name", part="name"),
        Field("where_exact", "choice", "Exact", part="precision", choices="spots"),
        Field("where_lat", "decimal", "Lat", part="latitude"), nearby,
    ))  # fmt: skip
    when = Field("when", "date", "When", parts=(
        Field("when_words", "text", "Words", part="words"), Field("when_first", "day", "First", part="start"),
        Field("when_last", "day", "Last", part="end"),
        Field("when_exact", "choice", "Exact", part="precision", choices="spans"),
        Field("when_how", "choice", "How", part="basis", choices="hows"),
    ))  # fmt: skip
    person = Group("people", "People", (
        Field("duty", "choice", "Duty", choices="duties"), Field("called", "text", "Called"),
        Field("skills", "choices", "Skills", choices="skills"), Field("armed", "yes_no", "Armed"),
    ))  # fmt: skip
    harm = Group("harm", "Harm", (
        Field("what", "choice", "What", choices="harms"), Field("who", "choice", "Who", choices="whos"), count,
    ))  # fmt: skip
    hurt = Condition("what", ("hurt",))
    return Codebook(
        "small", version, "A small codebook", "en", (),
        (
            _list("sorts", *(f"s{n}" for n in range(8)), means=COUNT_QUALIFIERS), _list("ways", *DIRECTIONS),
            _list("spots", *"1234567", means=PLACE_PRECISIONS), _list("spans", *"dgwmy", means=DATE_PRECISIONS),
            _list("hows", *(f"h{n}" for n in range(5)), means=DATE_BASES), _list("duties", "doer", "done_to", "other"),
            _list("skills", "x1", "x2", "x3", is_open=True), _list("harms", "hurt", "lost"),
            _list("whos", "some", "all"), _list("grades", "A", "B", "F"), _list("why_not", "past", "sum"),
        ),
        (
            Field("headline", "text", "Headline", has_basis=False, evidence="none"),
            Field("sort", "choice", "Sort", choices="duties"),
            Field("means_used", "choices", "Means", choices="skills"),
            Field("hour", "time_of_day", "Hour"), when, where, Field("weight", "decimal", "Weight"),
            Field("number", "integer", "Number"), Field("sure", "yes_no", "Sure"),
            Field("grade", "choice", "Grade", choices="grades", has_basis=False),
            Field("follows", "link", "Follows"), Field("summary", "long_text", "Summary", has_basis=False),
            Field("memo", "long_text", "Memo", has_basis=False, private=True),
        ),
        (person, harm), (), (),
        (
            Derived("hurt", "Hurt", "count_total", "tally", "harm", (hurt,), (Condition("who", ("all",)),)),
            Derived(
                "doers", "Doers", "joined", "called", "people", (Condition("duty", ("doer",)),), fallback="skills"
            ),
            Derived("people_count", "People", "row_count", group="people"),
            Derived("year", "Year", "year", "when_first"),
        ),
        "why_not", title_field="headline",
    )  # fmt: skip


_SPECIAL: dict[str, st.SearchStrategy[Scalar]] = {
    "text": ONE_LINE,
    "long_text": LONG_TEXTS,
    "integer": st.integers(-(2**53) + 1, 2**53 - 1),
    "decimal": st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0),
    "time_of_day": st.sampled_from(("00:00", "23:59", "night")),
    "day": st.dates().map(lambda day: day.isoformat()),
    "yes_no": st.sampled_from(("yes", "no", "unclear")),
    "link": st.uuids().map(lambda made: derived_id("link", str(made))),
}


def values_of(codebook: Codebook, leaf: Field) -> st.SearchStrategy[Scalar]:
    """A valid value for a leaf, as Curator stores it."""
    return _raw_values(codebook, leaf).map(lambda value: check(value, leaf, codebook))


def _raw_values(codebook: Codebook, leaf: Field) -> st.SearchStrategy[Scalar]:
    if leaf.kind in _SPECIAL:
        return _SPECIAL[leaf.kind]
    choices = codebook.choices_of(leaf)
    codes = [choice.code for choice in choices.choices] if choices is not None else []
    if leaf.kind == "choice":
        return st.sampled_from(codes)
    picked = st.sets(st.sampled_from(codes), min_size=1)
    return picked.map(lambda chosen: "; ".join(code for code in codes if code in chosen))


class _Making:
    """One random coding in the making."""

    def __init__(self, draw: Any, codebook: Codebook, text: str, seed: str) -> None:
        self.draw, self.codebook, self.text, self.seed = draw, codebook, text, seed
        self.made = 0
        self.article = self.id()

    def id(self) -> str:
        self.made += 1
        return derived_id("random coding", self.seed, str(self.made))

    def chance(self, percent: int) -> bool:
        return bool(self.draw(st.integers(0, 99)) < percent)

    def words(self) -> tuple[int, int, str]:
        start = self.draw(st.integers(0, len(self.text) - 1))
        end = self.draw(st.integers(start + 1, min(len(self.text), start + 30)))
        return start, end, self.text[start:end]

    def spans(self, most: int, incident: str = "", row: str = "", field: str = "") -> list[Evidence]:
        positions = sorted(self.draw(st.sets(st.integers(0, 9), max_size=most)))
        return [
            Evidence(
                self.id(), self.article, *self.words(), self.draw(st.sampled_from(ROLES)), incident, row, field, at
            )
            for at in positions
        ]

    def note(self, incident: str, row: str, node: Field, has_value: bool) -> ValueNote | None:
        """A note that differs from plain."""
        if has_value or node.parts:
            state, basis = "value", self.draw(st.sampled_from(BASES)) if node.has_basis else "stated"
        else:
            state, basis = self.draw(st.sampled_from(("blank", "not_stated", "not_applicable"))), "stated"
        if node.parts and self.chance(40):
            state, basis = "not_stated", "stated"
        proposed, text = self.chance(15), self.draw(NOTES)
        plain_state = "value" if has_value or node.parts else "blank"
        if (state, basis, proposed, text) == (plain_state, "stated", False, ""):
            return None
        return ValueNote(self.id(), self.article, incident, row, node.key, state, basis, proposed, text)

    def table(self, group: str, incident: str, row: str) -> tuple[dict[str, Scalar], list[ValueNote], list[Evidence]]:
        values: dict[str, Scalar] = {}
        notes: list[ValueNote] = []
        evidence = self.spans(2, incident, row)
        tops = self.codebook.group_by_key[group].fields if group else self.codebook.fields
        for node in (node for top in tops for node in top.nodes()):
            if not node.parts and self.chance(50):
                values[node.key] = self.draw(values_of(self.codebook, node))
            if self.chance(30):
                note = self.note(incident, row, node, node.key in values)
                notes += [note] if note else []
            if self.chance(25):
                evidence += self.spans(2, incident, row, node.key)
        return values, notes, evidence

    def incident(self, coder: str, position: int) -> Incident:
        incident = self.id()
        values, notes, evidence = self.table("", incident, "")
        rows: list[Row] = []
        for group in self.codebook.groups:
            for at in sorted(self.draw(st.sets(st.integers(0, 5), max_size=2))):
                row = self.id()
                cells, row_notes, row_evidence = self.table(group.key, incident, row)
                rows.append(Row(row, group.key, at, cells))
                notes += row_notes
                evidence += row_evidence
        status = self.draw(st.sampled_from(INCIDENT_STATUSES))
        ref, created = codebook_ref(self.codebook), f"2020-01-01T00:00:00.{self.made % 1000:03d}Z"
        return Incident(
            incident, self.article, coder, ref, status, position, created, values,
            tuple(rows), tuple(notes), tuple(evidence),
        )  # fmt: skip

    def comments(self, coding: ArticleCoding, names: list[str]) -> tuple[Comment, ...]:
        """Conversations about the article, its fields, incidents, rows and their fields."""
        places = [("", "", ""), ("", "", "title")]
        for incident in coding.incidents:
            places += [(incident.id, "", ""), (incident.id, "", "headline")]
            places += [(incident.id, row.id, "") for row in incident.rows]
        said = []
        for place in self.draw(st.lists(st.sampled_from(places), max_size=3)):
            thread = ""
            for _ in range(self.draw(st.integers(1, 3))):
                own = self.id()
                thread, first = thread or own, not thread
                created = f"2020-01-02T00:00:00.{self.made % 1000:03d}Z"
                words, resolved = self.draw(LONG_TEXTS), first and self.chance(30)
                who = self.draw(st.sampled_from(names))
                said.append(Comment(own, self.article, who, words, created, thread, *place, resolved))
        return tuple(said)


@st.composite
def codings(
    draw: Any, codebook: Codebook, coders: tuple[Coder, ...], most_incidents: int = 3, comments: bool = False
) -> ArticleCoding:
    """A random coding of one article by one or more of the coders; with `comments`, these too."""
    text = draw(ARTICLE_TEXTS)
    making = _Making(draw, codebook, text, str(draw(st.uuids())))
    fields, article_notes, article_evidence = {}, [], []
    for key in ARTICLE_FIELDS:
        if making.chance(50):
            fields[key] = draw(ONE_LINE)
        if making.chance(20):
            note = making.note("", "", Field(key, "text", key), key in fields)
            article_notes += [note] if note else []
        if making.chance(20):
            article_evidence += making.spans(2, field=key)
    names = [coder.id for coder in coders]
    count = draw(st.integers(0, most_incidents))
    marks = [
        NotCodable(making.id(), making.article, draw(st.sampled_from(names)), *making.words(), reason.code, draw(NOTES))
        for reason in draw(st.lists(st.sampled_from(codebook.list_by_key[codebook.not_codable].choices), max_size=2))
    ]
    article = Article(
        making.article, text_sha256(text), len(text), fields, text_sha256("raw"), "text/1", "2020-01-01T00:00:00.000Z"
    )
    coding = ArticleCoding(
        article,
        text,
        tuple(making.incident(draw(st.sampled_from(names)), at) for at in range(count)),
        tuple(marks),
        tuple(article_evidence),
        tuple(article_notes),
        draw(st.dictionaries(st.sampled_from(names), st.sampled_from(READING_STATES))),
    )
    if comments:
        coding = replace(coding, comments=making.comments(coding, names))
    order = NodeOrder(codebook)
    return in_order(replace(coding), lambda _: order)


CODERS = (
    Coder(derived_id("coder", "Ana"), "Ana"),
    Coder(derived_id("coder", 'Bo "the =1"'), 'Bo "the =1"'),
    Coder(derived_id("coder", "together"), "together", "consensus"),
)

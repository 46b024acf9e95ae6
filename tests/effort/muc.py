# SPDX-License-Identifier: MIT
"""MUC-3/4 messages with their answer keys as codings under the codebook for incidents.

What lives here: reading messages and keys, and the named mapping of slots to fields and codes. What does not: coding
them (clerk.py). Only what the key says is coded: its fills as values, its quoted strings, where they stand in the
message, as words. "A / B" are alternatives: the first whose words stand there counts. What has no place in the codebook
(foreign nations, effects without harm, dates "on or before") is left out.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from curator.app.coding.typed import precision_of
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Article, ArticleCoding, Evidence, Incident, Row, Scalar, ValueNote
from curator.domain.ids import derived_id

TYPES = {
    "ATTACK": ("violence_against_civilians", "attack"),
    "BOMBING": ("explosion_remote_violence", "remote_explosive_landmine_ied"),
    "KIDNAPPING": ("violence_against_civilians", "abduction_forced_disappearance"),
    "ARSON": ("strategic_development", "looting_property_destruction"),
    "ROBBERY": ("strategic_development", "looting_property_destruction"),
}
STAGES = {"ACCOMPLISHED": "accomplished", "ATTEMPTED": "attempted", "THREATENED": "threatened"}
COUNTRIES = {
    "EL SALVADOR": "SLV", "COLOMBIA": "COL", "PERU": "PER", "GUATEMALA": "GTM", "HONDURAS": "HND", "CHILE": "CHL",
    "PANAMA": "PAN", "NICARAGUA": "NIC", "BOLIVIA": "BOL", "ECUADOR": "ECU", "ARGENTINA": "ARG", "COSTA RICA": "CRI",
    "BRAZIL": "BRA", "VENEZUELA": "VEN", "SPAIN": "ESP", "UNITED STATES": "USA", "URUGUAY": "URY", "MEXICO": "MEX",
}  # fmt: skip
INITIATORS = {"TERRORIST ACT": "rebel_group", "STATE-SPONSORED VIOLENCE": "state_forces"}
CONFIDENCE = {
    "REPORTED AS FACT": "reported_as_fact", "SUSPECTED OR ACCUSED": "suspected", "POSSIBLE": "possible",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "accused_by_authorities", "CLAIMED OR ADMITTED": "claimed_or_admitted",
}  # fmt: skip
PEOPLE = {
    "CIVILIAN": "civilians", "POLITICAL FIGURE": "civilians", "GOVERNMENT OFFICIAL": "civilians",
    "LEGAL OR JUDICIAL": "civilians", "DIPLOMAT": "civilians", "SECURITY GUARD": "civilians",
    "LAW ENFORCEMENT": "state_forces", "ACTIVE MILITARY": "state_forces", "FORMER ACTIVE MILITARY": "civilians",
    "FORMER GOVERNMENT OFFICIAL": "civilians",
}  # fmt: skip
HARMS = {"DEATH": "killed", "INJURY": "injured"}
THINGS = {
    "ENERGY": "energy", "OTHER": "other", "TRANSPORT VEHICLE": "transport", "TRANSPORTATION ROUTE": "transport",
    "GOVERNMENT OFFICE OR RESIDENCE": "government", "COMMERCIAL": "commercial", "COMMUNICATIONS": "telecom",
    "ORGANIZATION OFFICE": "other", "FINANCIAL": "commercial", "DIPLOMAT OFFICE OR RESIDENCE": "diplomatic",
    "CIVILIAN RESIDENCE": "residential", "LAW ENFORCEMENT FACILITY": "police", "WATER": "water",
    "POLITICAL FIGURE OFFICE OR RESIDENCE": "political",
}  # fmt: skip
DAMAGES = {"SOME DAMAGE": "damaged", "DESTROYED": "destroyed", "NO DAMAGE": "none"}
WEAPONS = {
    "BOMB": "ied", "GUN": "firearm", "DYNAMITE": "ied", "EXPLOSIVE": "ied", "MACHINE GUN": "machine_gun",
    "VEHICLE BOMB": "vehicle_bomb", "MORTAR": "mortar", "GRENADE": "grenade", "AERIAL BOMB": "aerial_bomb",
    "RIFLE": "firearm", "ROCKET": "rocket", "MOLOTOV COCKTAIL": "incendiary", "MINE": "mine",
    "CUTTING DEVICE": "blade", "MISSILE": "missile",
}  # fmt: skip
MONTHS = {name.upper(): n for n, name in enumerate(calendar.month_abbr) if name}

Slots = Mapping[int, list[str]]


class Message(NamedTuple):
    """One message: its name, its text, the filled records of its key."""

    name: str
    text: str
    records: list[Slots]


def messages(folder: Path) -> Iterator[Message]:
    """Every message with the records of its key that name a type; in the order of the files."""
    keys: dict[str, list[Slots]] = {}
    for path in sorted(folder.glob("dev/key-dev-*.muc4")):
        for block in re.split(r"\n\s*\n", path.read_text("latin-1")):
            slots = _slots(block)
            if slots.get(0) and slots.get(4) and slots[4][0].strip("? ") not in ("*", "-"):
                keys.setdefault(slots[0][0].split()[0], []).append(slots)
    for path in sorted(folder.glob("dev/dev-muc3-*")):
        parts = re.split(r"(?m)^(DEV-MUC3-\d+) .*$", path.read_text("latin-1"))
        for name, text in zip(parts[1::2], parts[2::2], strict=True):
            yield Message(name, text.strip("\n") + "\n", keys.get(name, []))


def _slots(block: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    number = -1
    for line in block.splitlines():
        if line.startswith(";"):
            continue
        head = re.match(r"(\d+)\.\s", line)
        if head:
            number = int(head[1])
        if number >= 0 and line[35:].strip():
            found.setdefault(number, []).append(line[35:].strip())
    return found


def chosen(folder: Path, seed: str, number: int, codebook: Codebook) -> list[tuple[Message, ArticleCoding]]:
    """`number` messages with one to three incidents that can be coded whole, in the order of a hash with `seed`."""
    with_some = [each for each in messages(folder) if 1 <= len(each.records) <= 3]
    with_some.sort(key=lambda each: hashlib.sha256(f"{seed} {each.name}".encode()).digest())
    found: list[tuple[Message, ArticleCoding]] = []
    for message in with_some:
        coding = gold_of(message, codebook)
        if coding is not None:
            found.append((message, coding))
        if len(found) == number:
            break
    return found


def gold_of(message: Message, codebook: Codebook) -> ArticleCoding | None:
    """The key as a coding; None where an incident has a type the mapping lacks, or no words in the message."""
    article = derived_id("muc", message.name)
    made = [_Template(message, record, at, codebook, article).incident() for at, record in enumerate(message.records)]
    incidents = tuple(each for each in made if each is not None)
    if len(incidents) < len(made):
        return None
    return ArticleCoding(Article(article, "", len(message.text)), message.text, incidents)


class _Template:
    """One record of the key."""

    def __init__(self, message: Message, slots: Slots, at: int, codebook: Codebook, article: str) -> None:
        self.message, self.slots, self.at, self.codebook, self.article = message, slots, at, codebook, article
        self.id = derived_id("muc", message.name, str(at))
        self.values: dict[str, Scalar] = {}
        self.rows: list[Row] = []
        self.notes: list[ValueNote] = []
        self.evidence: list[Evidence] = []

    def incident(self) -> Incident | None:
        kinds = TYPES.get(self._fill(4))
        if kinds is None:
            return None
        self._set("event_type", kinds[0])
        self._set("sub_event_type", kinds[1])
        self._set("stage", STAGES.get(self._fill(5)))
        self._date()
        self._location()
        self._initiators()
        people = self._people()
        self._weapons()
        self._things()
        self._harm(people)
        first = min((each.start for each in self.evidence), default=None)
        if first is None:
            return None
        self._defaults("", "")
        self.evidence.insert(0, self._words(*self._sentence(first)))
        return Incident(
            self.id, self.article, "muc", "", "draft", self.at, "", self.values, tuple(self.rows), tuple(self.notes),
            tuple(self.evidence), self.at + 1,
        )  # fmt: skip

    # -- fields ---------------------------------------------------------------------------------------------------
    def _date(self) -> None:
        days = [_day(each) for each in self._fill(2).split(" - ")]
        if not self._fill(2).startswith("-") and all(days):
            first, last = days[0], days[-1]
            assert first is not None
            assert last is not None
            if first <= last:
                self._set("date_start", first.isoformat())
                self._set("date_end", last.isoformat())
                self._set("date_precision", precision_of(first, last))

    def _location(self) -> None:
        country, *finer = [each.strip() for each in self._fill(3).split(":")]
        self._set("country", COUNTRIES.get(country))
        named = [re.fullmatch(r"(.+?) \((\w[\w ]*)\)", each.split(" - ")[0]) for each in finer]
        places = [(each[1], each[2]) for each in named if each]
        for name, kind in places[:1]:
            if kind in ("DEPARTMENT", "PROVINCE", "STATE") and len(places) > 1:
                self._set("admin1", name)
        if places:
            span = self._find(places[-1][0])
            if span is not None:
                self._set("location_text", self._quote(span))
                self._set("location_name", places[-1][0])
                self.evidence += [self._words(*span, field=field) for field in ("location_text", "location_name")]

    def _initiators(self) -> None:
        kind = INITIATORS.get(self._fill(8))
        confidence = CONFIDENCE.get(self._fill(11).split(":")[0].split("/")[0].strip())
        for slot in (9, 10):
            for _, span in self._strings(slot):
                told = confidence if slot == 10 else None
                self._row("actors", {"role": "initiator", "name_text": self._quote(span), "type": kind,
                                     "attribution": told}, name_text=span)  # fmt: skip

    def _people(self) -> dict[str, str]:
        """The human targets; returns what kind of people each string means."""
        kinds: dict[str, str] = {}
        for told, span in self._strings(20):
            kind = PEOPLE.get(told)
            kinds[self._quote(span)] = kind or "unknown"
            self._row("actors", {"role": "target", "name_text": self._quote(span), "type": kind}, name_text=span)
        return kinds

    def _weapons(self) -> None:
        for told, span in self._strings(7):
            self._row("weapons", {"type": WEAPONS.get(told), "name_text": self._quote(span)}, name_text=span)
        for line in self.slots.get(7, []):
            if line.endswith('"-"') and (kind := WEAPONS.get(line.split(":")[0].lstrip("? ").strip())):
                self._row("weapons", {"type": kind})

    def _things(self) -> None:
        numbers = {self._quote(span): told for told, span in self._strings(14)}
        effects = {self._quote(span): told for told, span in self._strings(16)}
        for told, span in self._strings(13):
            quote = self._quote(span)
            number = numbers.get(quote, "")
            self._row("targets", {
                "type": THINGS.get(told), "name_text": quote, "count": int(number) if number.isdigit() else None,
                "damage": DAMAGES.get(effects.get(quote, "")),
            }, name_text=span)  # fmt: skip

    def _harm(self, people: Mapping[str, str]) -> None:
        numbers = {self._quote(span): told for told, span in self._strings(21)}
        for told, span in self._strings(23):
            kind, number = HARMS.get(told), numbers.get(self._quote(span), "")
            if kind is None:
                continue
            figure = int(number) if number.isdigit() else None
            figures: dict[str, Scalar | None] = {"low": figure, "best": figure, "high": figure}
            qualifier = "exact" if figure is not None else "vague"
            group = people.get(self._quote(span))
            self._row("casualties", {"kind": kind, "group": group, **figures, "qualifier": qualifier}, count=span)

    # -- writing --------------------------------------------------------------------------------------------------
    def _set(self, field: str, value: Scalar | None) -> None:
        if value is not None:
            self.values[field] = value
            self._note("", "", field)

    def _row(self, group: str, values: Mapping[str, Scalar | None], **words: tuple[int, int]) -> None:
        row = derived_id("muc", self.id, group, str(len(self.rows)))
        held = {key: value for key, value in values.items() if value is not None}
        self.rows.append(Row(row, group, sum(each.group == group for each in self.rows), held))
        self.evidence += [self._words(*span, row=row, field=field) for field, span in words.items()]
        for field in held:
            self._note(row, group, field)
        self._defaults(row, group)

    def _note(self, row: str, group: str, field: str) -> None:
        """A value with the basis the codebook gives it usually."""
        leaf = self.codebook.node(field, group)
        assert leaf is not None
        if leaf.usual_basis:
            self._add_note(row, field, leaf.usual_basis)

    def _defaults(self, row: str, group: str) -> None:
        values = self.values if not row else self.rows[-1].values
        assert isinstance(values, dict)
        for leaf in self.codebook.leaves(group):
            if leaf.default is not None and leaf.key not in values:
                values[leaf.key] = leaf.default
                if leaf.has_basis:
                    self._add_note(row, leaf.key, "default")

    def _add_note(self, row: str, field: str, basis: str) -> None:
        identity = derived_id("muc", "note", self.id, row, field)
        self.notes.append(ValueNote(identity, self.article, self.id, row, field, "value", basis))

    def _words(self, start: int, end: int, row: str = "", field: str = "") -> Evidence:
        identity = derived_id("muc", "words", self.id, row, field, str(start), str(end))
        return Evidence(identity, self.article, start, end, self.message.text[start:end], "direct", self.id, row, field)

    # -- reading --------------------------------------------------------------------------------------------------
    def _fill(self, slot: int) -> str:
        """The first fill, without the mark of an optional one."""
        return (self.slots.get(slot) or [""])[0].lstrip("? ").strip()

    def _strings(self, slot: int) -> Iterator[tuple[str, tuple[int, int]]]:
        """Each line's fill before the colon with the first of its quoted strings that stands in the message; no span
        twice."""
        seen: set[tuple[int, int]] = set()
        for line in self.slots.get(slot, []):
            told = line.split(":")[0].split("/")[0].lstrip("? ").strip() if ":" in line else ""
            strings = re.findall(r'"([^"]+)"', line.split(":", 1)[-1])
            span = next((found for each in strings if (found := self._find(each)) is not None), None)
            if span is not None and span not in seen:
                seen.add(span)
                yield told, span

    def _find(self, words: str) -> tuple[int, int] | None:
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        found = re.search(rf"(?<!\w){pattern}(?!\w)", self.message.text)
        return found.span() if found and any(sign.isalnum() for sign in words) else None

    def _quote(self, span: tuple[int, int]) -> str:
        return " ".join(self.message.text[slice(*span)].split())

    def _sentence(self, at: int) -> tuple[int, int]:
        """The sentence that holds the place: to the next full stop or paragraph."""
        text = self.message.text
        start = max((found.end() for found in re.finditer(r"[.\]]\s+|\n\s*\n\s*|--\s|^\s+", text[:at])), default=0)
        end = re.search(r"\.\s|\n\s*\n|\Z", text[at:])
        assert end is not None
        stop = at + end.start()
        while text[stop - 1].isspace():
            stop -= 1
        return start, stop


def _day(text: str) -> date | None:
    """The day of a fill; None too where no calendar has it (31 NOV 89)."""
    found = re.fullmatch(r"\(?(\d\d) ([A-Z]{3}) (\d\d)\)?", text.strip())
    if found is None or found[2] not in MONTHS:
        return None
    year, month, day = 1900 + int(found[3]), MONTHS[found[2]], int(found[1])
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None

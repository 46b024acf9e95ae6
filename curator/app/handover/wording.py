# SPDX-License-Identifier: MIT
"""Hand-overs in words: whose it is, from when, what is in it, what would come of it.

What lives here: sentences and words without any widget. What does not: what is counted (shown.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from curator.app.reader.invisibles import invisible_positions
from curator.app.translating import T
from curator.app.values.phrases import day
from curator.domain.handover import PACKET, HandOver

CONTEXT = "handover"
_LONGEST_NOTE = 1_000  # characters that are shown

# The kinds of units as (one, many).
KIND_WORDS: Mapping[str, tuple[str, str]] = {
    "article": (T(CONTEXT, "1 article's details"), T(CONTEXT, "{count} articles' details")),
    "assignment": (T(CONTEXT, "1 assignment"), T(CONTEXT, "{count} assignments")),
    "reading": (T(CONTEXT, "1 reading state"), T(CONTEXT, "{count} reading states")),
    "incident": (T(CONTEXT, "1 incident"), T(CONTEXT, "{count} incidents")),
    "passage": (T(CONTEXT, "1 passage not codable"), T(CONTEXT, "{count} passages not codable")),
    "comment": (T(CONTEXT, "1 comment"), T(CONTEXT, "{count} comments")),
    "pair": (T(CONTEXT, "1 decision about a pair"), T(CONTEXT, "{count} decisions about pairs")),
    "judgement": (T(CONTEXT, "1 judgement"), T(CONTEXT, "{count} judgements")),
}
# The same as the headings of rows.
KIND_HEADS: Mapping[str, str] = {
    "article": T(CONTEXT, "Details of articles"), "assignment": T(CONTEXT, "Assignments"),
    "reading": T(CONTEXT, "How far each coder is"), "incident": T(CONTEXT, "Incidents"),
    "passage": T(CONTEXT, "Passages not codable"), "comment": T(CONTEXT, "Comments"),
    "pair": T(CONTEXT, "Decisions about pairs"), "judgement": T(CONTEXT, "Judgements"),
}  # fmt: skip
ONE: Mapping[str, str] = {
    "article": T(CONTEXT, "Details of the article"), "assignment": T(CONTEXT, "Assignment"),
    "reading": T(CONTEXT, "How far it is coded"), "incident": T(CONTEXT, "Incident"),
    "passage": T(CONTEXT, "Passage not codable"), "comment": T(CONTEXT, "Comment"),
    "pair": T(CONTEXT, "Decision about a pair"), "judgement": T(CONTEXT, "Judgement"),
}  # fmt: skip
# What would come of a unit, what needs the user first; the word for it, and what it means.
STATES: Mapping[str, tuple[str, str]] = {
    "conflicting": (T(CONTEXT, "in conflict"), T(CONTEXT, "Changed here and there: one version stands, the other "
                    "is kept aside until you choose")),
    "refused": (T(CONTEXT, "refused"), T(CONTEXT, "Cannot be taken; the report says why")),
    "waiting": (T(CONTEXT, "waiting"), T(CONTEXT, "Kept aside until what it speaks of is here")),
    "new": (T(CONTEXT, "new"), T(CONTEXT, "Not here yet")),
    "newer": (T(CONTEXT, "newer"), T(CONTEXT, "Takes the place of the version that is here")),
    "older": (T(CONTEXT, "older"), T(CONTEXT, "What is here is newer and stays")),
    "same": (T(CONTEXT, "the same"), T(CONTEXT, "Here already")),
}  # fmt: skip
BRINGS = ("new", "newer", "conflicting", "waiting")  # states in which receiving would change something


def plain(text: str, most: int = 200) -> str:
    """Words of a stranger's file as they can be shown: what is not seen and could deceive is named (RELIABILITY.md 3,
    row 17), names of files that are no text are made text, what is endless ends."""
    shown = text if len(text) <= most else text[: most - 1] + "…"
    shown = shown.encode("utf-8", "replace").decode()
    places = invisible_positions(shown, 0, len(shown))
    if not places:
        return shown
    hidden = frozenset(places)
    return "".join(f"[U+{ord(sign):04X}]" if at in hidden else sign for at, sign in enumerate(shown))


def say(text: str, **words: object) -> str:
    return QCoreApplication.translate(CONTEXT, text).format(**words)


def one_of(kind: str) -> str:
    """What one unit of a kind is called: "Incident"."""
    return say(ONE[kind])


def counted(kind: str, count: int) -> str:
    """So many units of a kind: "12 incidents"."""
    one, many = KIND_WORDS[kind]
    return say(one) if count == 1 else say(many, count=f"{count:,}")


def state_word(state: str) -> str:
    return say(STATES[state][0])


def told_states(counts: Mapping[str, int]) -> str:
    """Counts by state: "3 new, 1 in conflict"; "" for none."""
    return ", ".join(f"{counts[state]:,} {state_word(state)}" for state in STATES if counts.get(state))


def maker(handover: HandOver) -> str:
    """The name of who made it, "" where the file does not say."""
    return plain(next((coder.name for coder in handover.coders if coder.id == handover.made_by), ""))


def title(handover: HandOver) -> str:
    """What it is, for a heading."""
    name = maker(handover)
    if handover.purpose == PACKET:
        return say(T(CONTEXT, "Packet of {name}"), name=name) if name else say(T(CONTEXT, "Packet"))
    return say(T(CONTEXT, "Hand-over of {name}"), name=name) if name else say(T(CONTEXT, "Hand-over"))


def contents(handover: HandOver) -> str:
    """How much is in it: "5 articles, 12 incidents, 3 comments"; a deleted unit counts as one that was taken away."""
    kinds = Counter(version.kind for version in handover.versions if not version.gone)
    gone = sum(version.gone for version in handover.versions)
    parts = [_articles(len(handover.articles))]
    parts += [counted(kind, kinds[kind]) for kind in ("incident", "passage", "comment", "judgement", "assignment")
              if kinds[kind]]  # fmt: skip
    if gone:
        parts.append(say(T(CONTEXT, "{count} taken away"), count=f"{gone:,}"))
    if handover.articles and all(handed.text is None for handed in handover.articles):
        parts.append(say(T(CONTEXT, "no texts")))
    return ", ".join(parts)


def _articles(count: int) -> str:
    return say(T(CONTEXT, "1 article")) if count == 1 else say(T(CONTEXT, "{count} articles"), count=f"{count:,}")


def last_change(handover: HandOver) -> str:
    """The moment of the newest change in it, by this computer's clock; "" where nothing in it was changed by hand."""
    return moment_told(max((version.known[-1] for version in handover.versions if version.known), default=""))


def moment_told(change: str) -> str:
    """When a change was made, by this computer's clock; "" where its id does not tell."""
    moment = _moment_of(change)
    return f"{day(moment.date().isoformat())}, {moment:%H:%M}" if moment is not None else ""


def _moment_of(change: str) -> datetime | None:
    """The time in a UUIDv7: its first 48 bits are milliseconds since 1970 (RFC 9562, 5.7)."""
    if len(change) != 36 or change[14] != "7":
        return None
    milliseconds = int(change[:8] + change[9:13], 16)
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone()
    except (OverflowError, OSError, ValueError):
        return None


def made_in(handover: HandOver) -> str:
    """Where and with what it was made, and when something in it was changed last."""
    parts = [say(T(CONTEXT, "Made in “{project}”"), project=plain(handover.project_name) or "?")]
    if handover.program:
        parts.append(say(T(CONTEXT, "with {program}"), program=plain(handover.program)))
    told = " ".join(parts)
    if last := last_change(handover):
        told += " · " + say(T(CONTEXT, "last change {when}"), when=last)
    return told


def note_of(handover: HandOver) -> str:
    """What whoever made it wants to say, in quotation marks; "" for nothing."""
    return f"“{plain(handover.note, _LONGEST_NOTE)}”" if handover.note.strip() else ""


def several(names: Iterable[str]) -> str:
    """Names one after the other, each once."""
    return ", ".join(dict.fromkeys(name for name in names if name))

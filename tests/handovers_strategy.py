# SPDX-License-Identifier: MIT
"""Random hand-overs for tests of every room, made from random codings: versions of units in the shape of the file.

What lives here: Hypothesis strategies. What does not: the codings themselves (codings_strategy.py), hand-overs of real
projects (tests of tasks).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from curator.domain.codebook.document import codebook_sha256
from curator.domain.codebook.model import Codebook
from curator.domain.coding import ArticleCoding, Coder, Comment, Evidence, Incident, ValueNote
from curator.domain.handover import LAYER, PACKET, HandedArticle, HandOver, Version
from curator.domain.ids import derived_id
from curator.domain.reviewing import VERDICTS
from curator.formats.handover_file import in_file_order
from curator.shape import replace
from tests.codings_strategy import LONG_TEXTS, NOTES, codings

Json = dict[str, Any]
STAMP = "2026-01-02T03:04:05.678Z"


def by_id(parts: Iterable[Json]) -> list[Json]:
    return sorted(parts, key=lambda part: str(part["id"]))


def note_json(note: ValueNote) -> Json:
    return {
        "id": note.id, "row": note.row, "field": note.field, "state": note.state, "basis": note.basis,
        "proposed": note.proposed, "note": note.note,
    }  # fmt: skip


def span_json(span: Evidence) -> Json:
    return {
        "id": span.id, "row": span.row, "field": span.field, "start": span.start, "end": span.end,
        "quote": span.quote, "role": span.role, "position": span.position,
    }  # fmt: skip


def incident_json(incident: Incident, codebook: Codebook) -> Json:
    return {
        "codebook": codebook_sha256(codebook), "status": incident.status, "position": incident.position,
        "created": incident.created, "values": dict(incident.values),
        "rows": by_id(
            {"id": row.id, "group": row.group, "position": row.position, "values": dict(row.values)}
            for row in incident.rows
        ),
        "notes": by_id(note_json(note) for note in incident.notes),
        "evidence": by_id(span_json(span) for span in incident.evidence),
    }  # fmt: skip


def comment_json(comment: Comment) -> Json:
    return {
        "incident": comment.incident, "row": comment.row, "field": comment.field, "thread": comment.thread,
        "text": comment.text, "created": comment.created, "resolved": comment.resolved,
    }  # fmt: skip


def coded_versions(coding: ArticleCoding, codebook: Codebook) -> list[Version]:
    """Every unit of a coding, known as it was imported."""
    article = coding.article.id
    metadata = {
        "fields": dict(coding.article.fields),
        "notes": by_id(note_json(note) for note in coding.article_notes),
        "evidence": by_id(span_json(span) for span in coding.article_evidence),
    }
    found = [Version("article", article, article, "", (), metadata)]
    for coder, state in coding.reading.items():
        found.append(Version("reading", derived_id("reading", article, coder), article, coder, (), {"state": state}))
    for incident in coding.incidents:
        found.append(Version("incident", incident.id, article, incident.coder, (), incident_json(incident, codebook)))
    for mark in coding.not_codable:
        content = {
            "start": mark.start, "end": mark.end, "quote": mark.quote, "reason": mark.reason, "note": mark.note
        }  # fmt: skip
        found.append(Version("passage", mark.id, article, mark.coder, (), content))
    for comment in coding.comments:
        found.append(Version("comment", comment.id, article, comment.coder, (), comment_json(comment)))
    return found


def review_versions(coding: ArticleCoding, coders: tuple[Coder, ...], draw: Any) -> list[Version]:
    """Assignments, pairs and judgements about the incidents of a coding."""
    article = coding.article.id
    names = [coder.id for coder in coders]
    found = [
        Version(
            "assignment", derived_id("assignment", article, coder), article, "", (), {"coder": coder, "added": STAMP}
        )
        for coder in draw(st.sets(st.sampled_from(names)))
    ]
    ids = sorted(incident.id for incident in coding.incidents)
    for one, other in pairwise(ids):
        content: Json = {"one": one, "other": other, "same": draw(st.booleans()), "created": STAMP}
        coder = draw(st.sampled_from(names))
        found.append(Version("pair", derived_id("pair", coder, one, other), article, coder, (), content))
    for incident in ids:
        content = {
            "incident": incident, "consensus": draw(st.sampled_from(("", *ids))), "row": "", "field": "",
            "verdict": draw(st.sampled_from(VERDICTS)), "reason": draw(NOTES), "unclear": draw(st.booleans()),
            "seen": "", "created": STAMP,
        }  # fmt: skip
        unit = derived_id("judgement", incident)
        found.append(Version("judgement", unit, article, draw(st.sampled_from(names)), (), content))
    return found


@st.composite
def handovers(draw: Any, codebooks: tuple[Codebook, ...], coders: tuple[Coder, ...], most: int = 3) -> HandOver:
    """A random hand-over in the order of files; the codings follow the first codebook."""
    coded = draw(st.lists(codings(codebooks[0], coders, comments=True), max_size=most))
    versions: list[Version] = []
    for coding in coded:
        versions += coded_versions(coding, codebooks[0]) + review_versions(coding, coders, draw)
    seed = str(draw(st.uuids()))
    known = [
        tuple(sorted(derived_id("change", seed, str(place), str(at)) for at in range(draw(st.integers(0, 3)))))
        for place in range(len(versions))
    ]
    versions = [
        Version(
            each.kind, each.unit, each.article, each.coder, told,
            each.content if each.kind == "article" or draw(st.integers(0, 9)) else None,
        )
        for each, told in zip(versions, known, strict=True)
    ]  # fmt: skip
    articles = tuple(
        HandedArticle(
            replace(
                each.article, reader=draw(st.sampled_from(("", "html"))), reader_version="1.0", media="text/html",
                follows=draw(st.sampled_from(("", derived_id("older", seed)))),
            ),
            each.text if draw(st.booleans()) else None,
        )
        for each in coded
    )  # fmt: skip
    name, note = draw(LONG_TEXTS), draw(NOTES)
    return in_file_order(
        HandOver(
            derived_id("project", seed), name, draw(st.sampled_from((LAYER, PACKET))),
            draw(st.sampled_from(("", coders[0].id))), "Curator 0.1", coders, codebooks, articles, tuple(versions),
            tuple(coder.id for coder in coders[: draw(st.integers(0, len(coders)))]), note,
            draw(st.dictionaries(st.sampled_from(("blind", "settle_alone")), st.sampled_from(("yes", "no")))),
        )
    )  # fmt: skip

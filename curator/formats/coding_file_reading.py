# SPDX-License-Identifier: MIT
"""Reading a coding file: taken as a whole or refused as a whole, with every fault and its place.

What lives here: from JSON to an ArticleCoding that agrees with its text and its codebook. What does not: the members of
one incident (coding_file_incident.py), limits on JSON itself (strict_json.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from curator.domain.canonical import canonical_json
from curator.domain.codebook.model import Codebook
from curator.domain.coding import READING_STATES, Article, ArticleCoding, Coder, NotCodable
from curator.domain.faults import InputRefused
from curator.domain.settling import settle, text_sha256
from curator.formats.coding_file import (
    FORMAT,
    FORMAT_VERSION,
    OPENING,
    ParsedCoding,
    derived_article_id,
    derived_coder_id,
)
from curator.formats.coding_file_incident import Sheet, moment, read_article_fields, read_incidents
from curator.formats.strict_json import (
    Faults,
    as_list,
    as_object,
    cut,
    load,
    one_of,
    text_of,
    whole_number,
)
from curator.formats.wide_codebook import codebook_ref, widened

CodebookOf = Callable[[str, str], Codebook | None]
_TOP = ("format", "format_version", "codebook", "coder", "coders", "article", "incidents", "not_codable", "reading")
_ARTICLE = ("id", "text_sha256", "length", "original_sha256", "settled_by", "added", "text", "fields")
_MARK = ("id", "coder", "start", "end", "quote", "before", "after", "reason", "note")


def read_coding(
    data: bytes,
    codebook_of: CodebookOf,
    text: str | Callable[[str], str | None],
    *,
    codebook_id: Callable[[Codebook], str] = codebook_ref,
) -> ParsedCoding:
    """Read a coding file.

    `codebook_of(key, version)` gives a codebook or None; `text` is the article's settled text, or finds it by its
    SHA-256; `codebook_id` gives what `Incident.codebook` shall hold. Raises InputRefused: `places` names every fault
    (the first 50), for example `incidents[2].fields.date.evidence[0]: the words at 3-9 are “…”, not “…”`.
    """
    document = load(data, OPENING)
    faults = Faults(OPENING)
    _check_format(document)
    members = as_object(document, "", _TOP, faults)
    codebook = _codebook(members.get("codebook"), "codebook", codebook_of, faults)
    if codebook is None:
        faults.refuse()
        raise InputRefused(f"{OPENING}, because it does not say with which codebook it was coded; nothing was changed.")
    article, full_text, inline = _article(members.get("article"), text, faults)
    coders = _coders(members, faults)
    sheet = Sheet(article, full_text, codebook, coders, faults)
    coding, further = _coding(members, sheet, codebook_of, codebook_id)
    faults.refuse()
    return ParsedCoding(coding, tuple(coders), inline, codebook, further)


def _check_format(document: Any) -> None:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InputRefused(
            f"{OPENING}, because it is not a coding file (its “format” is not “{FORMAT}”); nothing was changed."
        )
    version = document.get("format_version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise InputRefused(f"{OPENING}, because its “format_version” is not a version; nothing was changed.")
    if version > FORMAT_VERSION:
        raise InputRefused(
            f"{OPENING}, because it was written by a newer Curator (version {version} of the format; this one reads "
            f"up to {FORMAT_VERSION}). Nothing was changed; update Curator."
        )


def _codebook(value: Any, place: str, codebook_of: CodebookOf, faults: Faults) -> Codebook | None:
    members = as_object(value, place, ("key", "version"), faults)
    key, version = text_of(members, "key", place, faults), text_of(members, "version", place, faults)
    if not key or not version:
        faults.add(place, "key and version of the codebook are expected here")
        return None
    codebook = codebook_of(key, version)
    if codebook is None:
        raise InputRefused(
            f"{OPENING}, because it was coded with the codebook “{cut(key)}” {cut(version)}, which is not here. "
            "Nothing was changed; adopt that codebook first.",
            (f"{place}: “{cut(key)}” {cut(version)} is not here",),
        )
    return codebook


def _coding(
    members: dict[str, Any], sheet: Sheet, codebook_of: CodebookOf, codebook_id: Callable[[Codebook], str]
) -> tuple[ArticleCoding, tuple[str, ...]]:
    fields, article_notes, article_evidence = read_article_fields(members.get("article"), sheet)
    named: dict[str, Codebook] = {"null": sheet.codebook}  # by how the file names it
    wide: dict[tuple[str, ...], Codebook] = {}
    further: dict[str, None] = {}

    def read(value: Any, place: str) -> str:
        asked = canonical_json(value)
        if asked not in named:
            named[asked] = _codebook(value, place, codebook_of, sheet.faults) or sheet.codebook
        return asked

    def codebook_for(incident: dict[str, Any], place: str) -> tuple[Codebook, str]:
        listed = as_list(incident.get("further_codebooks"), f"{place}.further_codebooks", sheet.faults)
        own = read(incident.get("codebook"), f"{place}.codebook")
        others = [read(value, f"{place}.further_codebooks[{at}]") for at, value in enumerate(listed)]
        further.update((codebook_id(named[asked]), None) for asked in others)
        asked_for = (own, *others)
        if asked_for not in wide:
            wide[asked_for] = widened(sheet.codebook, [named[asked] for asked in asked_for])
        return wide[asked_for], codebook_id(named[own])

    incidents = read_incidents(members.get("incidents"), sheet, codebook_for)
    widest = widened(sheet.codebook, named.values())
    coding = ArticleCoding(
        replace(sheet.article, fields=fields),
        sheet.text,
        incidents,
        _not_codable(members.get("not_codable"), sheet, widest),
        article_evidence,
        article_notes,
        _reading(members.get("reading"), sheet),
    )
    return coding, tuple(further)


def _article(value: Any, text: str | Callable[[str], str | None], faults: Faults) -> tuple[Article, str, str | None]:
    """The article without its fields, its text, and the text in the file itself."""
    members = as_object(value, "article", _ARTICLE, faults)
    inline = text_of(members, "text", "article", faults) if members.get("text") is not None else None
    said = text_of(members, "text_sha256", "article", faults)
    if inline is not None:
        _check_inline(inline, said, faults)
    sha = said or (text_sha256(inline) if inline is not None else "")
    if not sha:
        faults.add("article.text_sha256", "the SHA-256 of the article's text is expected here, or the text itself")
        faults.refuse()
    full_text = _text_of_article(sha, text, inline)
    length = members.get("length")
    if length is not None and whole_number(length, "article.length", faults, len(full_text)) != len(full_text):
        faults.add("article.length", f"the text has {len(full_text)} characters, not {length}")
    article_id = text_of(members, "id", "article", faults) or derived_article_id(sha)
    article = Article(
        article_id,
        sha,
        len(full_text),
        {},
        text_of(members, "original_sha256", "article", faults),
        _settled_by(members, faults),
        moment(members, "added", "article", faults),
    )
    return article, full_text, inline


def _settled_by(members: dict[str, Any], faults: Faults) -> str:
    found = text_of(members, "settled_by", "article", faults, "text/1")
    if not found.strip():
        faults.add("article.settled_by", "a text that is not empty is expected here; leave it out")
    return found


def _check_inline(inline: str, said: str, faults: Faults) -> None:
    if said and text_sha256(inline) != said:
        faults.add("article.text", "this text has another SHA-256 than “text_sha256” says")
    elif settle(inline, bom_taken=True).text != inline:
        faults.add("article.text", "this text is not settled: it holds CR, U+2028, U+2029, NUL or forbidden characters")


def _text_of_article(sha: str, text: str | Callable[[str], str | None], inline: str | None) -> str:
    found = text if isinstance(text, str) else text(sha)
    if isinstance(text, str) and text_sha256(text) != sha:
        found = None
    if found is None and inline is None:
        raise InputRefused(
            f"{OPENING}, because the text of its article (SHA-256 {cut(sha, 12)}) is neither here nor in the file. "
            "Nothing was changed; import the article first.",
            ("article.text_sha256: no text here has this SHA-256",),
        )
    return found if found is not None else inline or ""


def _coders(members: dict[str, Any], faults: Faults) -> list[Coder]:
    entries = [("coder", members["coder"])] if members.get("coder") is not None else []
    listed = as_list(members.get("coders"), "coders", faults)
    entries += [(f"coders[{place}]", entry) for place, entry in enumerate(listed)]
    coders: list[Coder] = []
    for place, entry in entries:
        given = as_object(entry, place, ("id", "name", "kind"), faults)
        name = text_of(given, "name", place, faults).strip()
        if not name:
            faults.add(f"{place}.name", "a name is expected here")
        kind = one_of(given.get("kind", "person"), ("person", "consensus"), f"{place}.kind", faults)
        coder = Coder(text_of(given, "id", place, faults) or derived_coder_id(name), name, kind)
        if coder.id in {one.id for one in coders}:
            faults.add(place, "this coder is named twice")
        coders.append(coder)
    return coders


def _not_codable(value: Any, sheet: Sheet, codebook: Codebook) -> tuple[NotCodable, ...]:
    reasons = codebook.list_by_key.get(codebook.not_codable)
    marks = []
    for number, entry in enumerate(as_list(value, "not_codable", sheet.faults)):
        place = f"not_codable[{number}]"
        members = as_object(entry, place, _MARK, sheet.faults)
        start, end, quote = sheet.words(members, place)
        reason = text_of(members, "reason", place, sheet.faults)
        if not reason or (reasons is not None and not reasons.open and reason not in reasons.by_code):
            sheet.faults.add(f"{place}.reason", f"“{cut(reason)}” is no reason of the codebook")
        coder = sheet.coder_of(members, place)
        mark_id = sheet.id_of(members, place, "", f"{coder}.{place}")
        note = text_of(members, "note", place, sheet.faults)
        marks.append(NotCodable(mark_id, sheet.article.id, coder, start, end, quote, reason, note))
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end, mark.id)))


def _reading(value: Any, sheet: Sheet) -> dict[str, str]:
    """The reading state of each coder; a single word speaks for the only one."""
    if value is None:
        return {}
    given = {"": value} if isinstance(value, str) else value
    if not isinstance(given, dict):
        sheet.faults.add("reading", "an object {coder: state} or a state is expected here")
        return {}
    states = {}
    for name, state in given.items():
        place = f"reading.{cut(name)}" if name else "reading"
        coder = sheet.coder_of({"coder": name or None}, place)
        states[coder] = one_of(state, READING_STATES, place, sheet.faults)
    return states

# SPDX-License-Identifier: MIT
"""What the lines around an article of a news database say: "BYLINE: By JANE SMITH", "Load-Date: November 9, 2019".

What lives here: the text of one article -> proposals with their words, for the forms without tags. What does not:
cutting (bundle_splitting.py), tagged lines (bundle_tags.py). The lines stand before the running text and after it;
a line that looks like one within the text is not read.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from curator.formats.article_readers import Proposal
from curator.formats.head_dates import HeadDate, dates_in
from curator.formats.language_names import language_code

_FIELDS = {
    "title": "headline title titre titulo título titel überschrift document_title العنوان",
    "author": "byline author authors auteur auteurs autor autores verfasser بقلم الكاتب",
    "outlet": "publication source publication_title source_title journal quelle المصدر",
    "published": "publication_date date_published pub_date date_de_publication fecha_de_publicación تاريخ_النشر",
    "section": "section rubrique sección rubrik ressort القسم",
    "language": "language langue idioma sprache language_of_publication اللغة",
    "url": "url document_url link",
    "dateline": "dateline",
    "length": "length longueur longitud länge word_count",
    "loaded": "load-date date_de_chargement load_date",
    "body": "body full_text text corps texte_intégral texto_completo volltext النص",
    "other": "highlight graphic type subject organization geographic ticker company publication-type journal-code "
    "person state country city series notes classification correction-date publication_info copyright database "
    "publisher issn proquest_document_id last_updated abstract identifier_/_keyword location people page pages "
    "publication_type journal_code document_type publication_subject place_of_publication publication_year "
    "source_type country_of_publication column edition distribution acc-no links",
}
_FIELD_OF = {name.replace("_", " "): field for field, names in _FIELDS.items() for name in names.split()}
_LABEL = re.compile(
    r"^[^\S\n]*(?P<label>"
    + "|".join(sorted(map(re.escape, _FIELD_OF), key=len, reverse=True))
    + r")[^\S\n]*(?::[^\S\n]*|$)",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WORDS = re.compile(r"^\D{0,3}(\d[\d,. ]{0,8})\s?(?:words|mots|palabras|wörter|parole|palavras)\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?i)copyright\b|©|\(c\)|all rights reserved|tous droits")
_EDITION = re.compile(
    r"(?i)\b(?:edition|édition|edición|final|correction appended|web)\b|^\(?\d?\d[:.]\d\d\b|^[A-Z]{2,6}$|^\W*$"
)
_BY = re.compile(r"(?i)^(?:by|par|por|von|بقلم)\s*:?\s+")
_SIGN = re.compile(r"Document\s+[A-Z0-9]\w+$")
_RUNNING = 160
_HEAD_LINES, _TAIL_LINES = 40, 60
_TAIL_FIELDS = ("loaded", "language", "url", "section", "published", "outlet", "author", "title", "other", "length")


class Line(NamedTuple):
    """A line that is not blank, without the white space around it, and its place."""

    text: str
    start: int
    end: int


class Labelled(NamedTuple):
    """A label's field, and the lines of its value (none where the value is blank)."""

    field: str
    lines: tuple[Line, ...]
    place: int  # of the first line among all

    @property
    def value(self) -> str:
        return " ".join(line.text for line in self.lines)


class Fields(NamedTuple):
    """What was read: proposals; how many words the head says the article has; where its running text begins, ends."""

    proposals: tuple[Proposal, ...]
    words: int
    body: tuple[int, int]
    loaded: str = ""


def read_fields(text: str, signed: bool = False) -> Fields:
    """The fields of one article. `signed`: of the form whose head has no labels at all."""
    lines = [_line(text, match.start(), match.end()) for match in _LINE.finditer(text)]
    head, body = ([], _after_signed_head(lines)) if signed else _head(text, lines)
    tail, body_end = _tail(text, lines, body)
    labelled: dict[str, Labelled] = {}
    for one in (*head, *tail):
        if one.lines:
            labelled.setdefault(one.field, one)
    free = lines[: head[0].place if head else body]
    found = _signed_head(lines[:body]) if signed else _free_head(text, free, "title" in labelled)
    for field, one in labelled.items():
        if field in ("title", "author", "outlet", "published", "section", "language", "url", "dateline"):
            found.update((field, proposal) for proposal in _from_label(field, one))
    words = _WORDS.match(labelled["length"].value) if "length" in labelled else None
    words = words or next((match for line in lines[:body] if (match := _WORDS.match(line.text))), None)
    start = lines[body].start if body < len(lines) else len(text)
    end = lines[body_end - 1].end if body_end > body else start
    loaded = labelled["loaded"].value if "loaded" in labelled else ""
    many = int(re.sub(r"\D", "", words[1])) if words else 0
    return Fields(tuple(found.values()), many, (start, max(start, end)), loaded)


def _line(text: str, start: int, end: int) -> Line:
    raw = text[start:end]
    words = raw.strip()
    first = start + len(raw) - len(raw.lstrip())
    return Line(words, first, first + len(words))


def _head(text: str, lines: list[Line]) -> tuple[list[Labelled], int]:
    """The labelled lines before the running text, and the number of the line with which that begins."""
    found: list[Labelled] = []
    place = after = 0
    while place < min(len(lines), _HEAD_LINES):
        match = _LABEL.match(lines[place].text)
        if match is None:
            if len(lines[place].text) >= _RUNNING:
                break
            place += 1
            continue
        field = _FIELD_OF[match["label"].lower()]
        if field == "body":
            return found, place if (rest := match.end()) < len(lines[place].text) and rest else place + 1
        value, place_after = _value(text, lines, place, match.end())
        found.append(Labelled(field, value, place))
        place = after = place_after
        if field in ("length", "dateline", "loaded") and not _more_labels(lines, place):
            break
    return found, after if found else _after_free_head(lines)


def _more_labels(lines: list[Line], place: int) -> bool:
    return any(_LABEL.match(line.text) for line in lines[place : place + 2])


def _value(text: str, lines: list[Line], place: int, begins: int) -> tuple[tuple[Line, ...], int]:
    """The lines of a label's value: the rest of its line, and what follows without a blank line or another label."""
    first = lines[place]
    own = _line(text, first.start + begins, first.end)
    value = [own] if own.text else []
    place += 1
    while place < len(lines) and len(value) < 6:
        gap = text[lines[place - 1].end : lines[place].start].count("\n")
        if gap != 1 or _LABEL.match(lines[place].text):
            break
        value.append(lines[place])
        place += 1
    return tuple(value), place


def _after_free_head(lines: list[Line]) -> int:
    """Without labels: the running text begins with the first long line after the date."""
    dated = next((place for place, line in enumerate(lines[:12]) if _date(line)), 0)
    return next((place for place in range(dated, len(lines)) if len(lines[place].text) >= _RUNNING), dated)


def _tail(text: str, lines: list[Line], body: int) -> tuple[list[Labelled], int]:
    """The labelled lines after the running text, and the number of the line before which that ends."""
    found: list[Labelled] = []
    place = max(body, len(lines) - _TAIL_LINES)
    first = len(lines)
    while place < len(lines):
        match = _LABEL.match(lines[place].text)
        field = _FIELD_OF[match["label"].lower()] if match else ""
        if match is None or field not in _TAIL_FIELDS:
            if first < len(lines) and len(lines[place].text) >= _RUNNING and not _COPYRIGHT.search(lines[place].text):
                found, first = [], len(lines)  # running text again: those lines stood within it
            place += 1
            continue
        first = min(first, place)
        value, after = _value(text, lines, place, match.end())
        found.append(Labelled(field, value, place))
        place = after
    end = first
    while end > body and (_COPYRIGHT.search(lines[end - 1].text) or _SIGN.fullmatch(lines[end - 1].text)):
        end -= 1
    return found, end


def _free_head(text: str, lines: list[Line], titled: bool) -> dict[str, Proposal]:
    """Title, outlet and day in the lines without labels: outlet before the day; the title before that, or after."""
    lines = [line for line in lines if not _COPYRIGHT.search(line.text)][:14]
    dated = next(((place, date) for place, line in enumerate(lines) if (date := _date(line))), None)
    if dated is None:
        if not titled and lines and len(lines[0].text) < 300:
            return {"title": Proposal("title", lines[0].text, lines[0].start, lines[0].end, False)}
        return {}
    place, date = dated
    found = {"published": _published(lines[place], date)}
    if place:
        outlet = lines[place - 1]
        found["outlet"] = Proposal("outlet", outlet.text, outlet.start, outlet.end)
    if titled:
        return found
    before, after = lines[: max(place - 1, 0)], [line for line in lines[place + 1 :] if not _EDITION.search(line.text)]
    title = _together(text, before or after)
    if title:
        found["title"] = title
    return found


def _together(text: str, lines: list[Line]) -> Proposal | None:
    """The first of these lines with those that go on without a blank line between, as the title."""
    if not lines:
        return None
    last = 0
    while last + 1 < len(lines) and last < 3 and text[lines[last].end : lines[last + 1].start].count("\n") == 1:
        last += 1
    value = " ".join(line.text for line in lines[: last + 1])
    return Proposal("title", value, lines[0].start, lines[last].end) if len(value) < 400 else None


def _signed_head(lines: list[Line]) -> dict[str, Proposal]:
    """Title, byline, "512 words", day, (time,) outlet, (code,) language, copyright: in this order, without labels."""
    counted = next((place for place, line in enumerate(lines) if _WORDS.fullmatch(line.text)), -1)
    if counted < 1:
        return _free_head("", lines, False)
    found = {"title": Proposal("title", lines[0].text, lines[0].start, lines[0].end)}
    if counted > 1 and (match := _BY.match(lines[counted - 1].text)):
        line = lines[counted - 1]
        found["author"] = Proposal("author", line.text[match.end() :], line.start + match.end(), line.end)
    for place in range(counted + 1, min(counted + 3, len(lines))):
        if date := _date(lines[place]):
            found["published"] = _published(lines[place], date)
            rest = [line for line in lines[place + 1 : place + 6] if not re.match(r"\d?\d:\d\d", line.text)]
            if rest:
                found["outlet"] = Proposal("outlet", rest[0].text, rest[0].start, rest[0].end)
            for line in rest[1:4]:
                if code := language_code(line.text):
                    found.setdefault("language", Proposal("language", code, line.start, line.end))
            break
    return found


def _after_signed_head(lines: list[Line]) -> int:
    """The running text of that form begins after the copyright line, else after the language, else after the day."""
    head = lines[:14]
    for ends in (
        lambda line: _COPYRIGHT.search(line.text), lambda line: language_code(line.text), lambda line: _date(line)
    ):  # fmt: skip
        found = [place for place, line in enumerate(head) if len(line.text) < _RUNNING and ends(line)]
        if found:
            return found[-1] + 1
    return min(1, len(lines))


def _date(line: Line) -> HeadDate | None:
    """The date of a line that is about a day and little else."""
    dates = dates_in(line.text)
    if len(dates) != 1 or len(line.text) - (dates[0].end - dates[0].start) > 45:
        return None
    return dates[0]


def _published(line: Line, date: HeadDate) -> Proposal:
    return Proposal("published", date.value, line.start + date.start, line.start + date.end, not date.doubtful)


def _from_label(field: str, one: Labelled) -> list[Proposal]:
    value, start, end = one.value, one.lines[0].start, one.lines[-1].end
    if field == "published":
        dates = dates_in(one.lines[0].text)
        return [_published(one.lines[0], dates[0])] if dates else []
    if field == "language":
        code = language_code(value)
        return [Proposal(field, code, start, end)] if code else []
    if field == "author" and (match := _BY.match(value)):
        value, start = value[match.end() :], start + match.end()
    if field == "url" and not value.startswith(("http://", "https://")):
        return []
    return [Proposal(field, value, start, end)] if value and len(value) < 400 else []

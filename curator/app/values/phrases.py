# SPDX-License-Identifier: MIT
"""Words of the window for the fixed vocabularies: states, bases, roles, statuses, and for dates.

What lives here: translation of Curator's own fixed codes. What does not: labels of the codebook, which are data.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from curator.app.translating import T

CONTEXT = "values"
_LEFT_BLANK = T(CONTEXT, "blank")
_WORDS = {
    "blank": T(CONTEXT, "not read yet"),
    "not_stated": T(CONTEXT, "not stated"),
    "not_applicable": T(CONTEXT, "not applicable"),
    "stated": T(CONTEXT, "stated"),
    "normalised": T(CONTEXT, "normalised"),
    "inferred": T(CONTEXT, "inferred"),
    "external": T(CONTEXT, "external"),
    "judgement": T(CONTEXT, "judgement"),
    "default": T(CONTEXT, "default"),
    "direct": T(CONTEXT, "direct"),
    "anchor": T(CONTEXT, "anchor"),
    "support": T(CONTEXT, "support"),
    "contradicts": T(CONTEXT, "contradicts"),
    "draft": T(CONTEXT, "draft"),
    "finished": T(CONTEXT, "finished"),
    "withdrawn": T(CONTEXT, "withdrawn"),
    "unread": T(CONTEXT, "unread"),
    "started": T(CONTEXT, "started"),
    "nothing_to_code": T(CONTEXT, "nothing to code"),
    "yes": T(CONTEXT, "Yes"),
    "no": T(CONTEXT, "No"),
    "unclear": T(CONTEXT, "Unclear"),
    "title": T(CONTEXT, "Title"),
    "outlet": T(CONTEXT, "Outlet"),
    "author": T(CONTEXT, "Author"),
    "section": T(CONTEXT, "Section"),
    "dateline": T(CONTEXT, "Dateline"),
    "published": T(CONTEXT, "Published"),
    "url": T(CONTEXT, "Address"),
    "language": T(CONTEXT, "Language"),
    "source_file": T(CONTEXT, "Source file"),
    "retrieved": T(CONTEXT, "Retrieved"),
}
_BASIS_TIPS = {
    "stated": T(CONTEXT, "The words say it."),
    "normalised": T(CONTEXT, "A stated thing, brought into its usual form."),
    "inferred": T(CONTEXT, "Concluded from the context."),
    "external": T(CONTEXT, "From outside the article."),
    "judgement": T(CONTEXT, "The coder's judgement."),
    "default": T(CONTEXT, "Set without reading it anywhere."),
}


def word(code: str) -> str:
    """A fixed code in the user's language; an unknown one as it is."""
    text = _WORDS.get(code)
    return QCoreApplication.translate(CONTEXT, text) if text else code


def left_state(code: str) -> str:
    """A state as a coder left it who has finished: what is blank there was read, and nothing was said of it."""
    return QCoreApplication.translate(CONTEXT, _LEFT_BLANK) if code == "blank" else word(code)


def basis_tip(code: str) -> str:
    """What a basis means, in one sentence."""
    text = _BASIS_TIPS.get(code, "")
    return QCoreApplication.translate(CONTEXT, text) if text else ""


def say(text: str, /, **values: object) -> str:
    """A sentence of the window in the user's language, with `{names}` filled in."""
    return QCoreApplication.translate(CONTEXT, text).format(**values)


def day(written: str) -> str:
    """The calendar day of an ISO date or time as "8 Nov 2019"; anything else as it is."""
    try:
        found = date.fromisoformat(written[:10])
    except ValueError:
        return written
    return QLocale().toString(QDate(found.year, found.month, found.day), "d MMM yyyy")


def moment(written: str) -> str:
    """A publication time as written: the day, and the clock with its offset where there is one."""
    if len(written) < 16 or written[10] not in "T ":
        return day(written)
    zone = written[19:] if len(written) > 19 else ""
    return f"{day(written)}, {written[11:16]} {'UTC' if zone.endswith('Z') else zone}".strip()


def language_name(code: str) -> str:
    """The name of a language code in the window's language; an unknown code as it is."""
    language = QLocale.codeToLanguage(code.split("-")[0]) if code else QLocale.Language.AnyLanguage
    return code if language == QLocale.Language.AnyLanguage else QLocale.languageToString(language)


def days(start: str, end: str) -> str:
    """A range of days, short: "8 Nov 2019", "Oct 2019", "2019", "29 Oct – 2 Nov 2019"."""
    if not end or not start or start == end:
        return day(start or end)
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return f"{start} – {end}"
    after = date.fromordinal(last.toordinal() + 1)
    if first.day == 1 and after.day == 1 and first.year == last.year:
        if first.month == last.month:
            return QLocale().toString(QDate(first.year, first.month, 1), "MMM yyyy")
        if first.month == 1 and last.month == 12:
            return str(first.year)
    pattern = "d MMM yyyy" if first.year != last.year else "d MMM" if first.month != last.month else "d"
    opening = QLocale().toString(QDate(first.year, first.month, first.day), pattern)
    return f"{opening} – {day(end)}"

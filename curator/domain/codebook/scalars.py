# SPDX-License-Identifier: MIT
"""How one scalar of each plain kind is read from what a person typed, checked when it comes from JSON, and written.

What lives here: parsing, checking and formatting of single values; reasons are short clauses that follow "title: ...".
What does not: which kinds there are and their parts (kinds.py), ranges and required fields (domain/rules, because
foreign data break them and must still be stored).
"""

from __future__ import annotations

import math
import re
from datetime import date

from curator.domain.codebook.model import Codebook, Field
from curator.domain.coding import Scalar
from curator.domain.ids import is_id
from curator.pattern import pattern

SEPARATOR = "; "
YES_NO = ("yes", "no", "unclear")
PARTS_OF_DAY = ("night", "morning", "afternoon", "evening")
# Beyond this a whole number is no longer exact in R, in JavaScript and in a REAL column.
LARGEST_INTEGER = 2**53 - 1

_INTEGER = pattern(r"[+-]?[0-9]+")
_GROUPED = pattern(r"[+-]?[0-9]{1,3}([,\u0020\u00a0\u2009\u202f][0-9]{3})+")
_DECIMAL = pattern(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_CLOCK = pattern(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_DAY = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LINE_BREAKS = pattern(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_FORBIDDEN = pattern(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
CODE = pattern(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


def one_line(text: str) -> str:
    """Words as they go into a one-line field: every run of white space that holds a line break becomes one space."""
    return re.sub(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*", " ", text).strip()


def format_text(value: Scalar) -> str:
    """Text and codes are written as they are."""
    return str(value)


def check_long_text(value: object, node: Field, codebook: Codebook) -> Scalar:
    """Text of several lines: line ends become LF, white space at both ends goes.

    Raises ValueError for what no file format carries: NUL and other controls, lone surrogates; and for empty text.
    """
    if not isinstance(value, str):
        raise ValueError(f"text is expected, not {_name_of(value)}")
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    found = _FORBIDDEN.search(text)
    if found:
        raise ValueError(f"the character U+{ord(found.group()):04X} cannot be stored; remove it")
    if not text:
        raise ValueError("empty text is not a value; leave the field blank")
    return text


def check_text(value: object, node: Field, codebook: Codebook) -> Scalar:
    """Text of one line, without white space at both ends."""
    if isinstance(value, str) and _LINE_BREAKS.search(value.strip()):
        raise ValueError("a line break is not possible in a text of one line")
    return check_long_text(value, node, codebook)


def parse_text(text: str, node: Field, codebook: Codebook) -> Scalar:
    """Typed or marked words on one line."""
    return check_text(one_line(text), node, codebook)


def parse_long_text(text: str, node: Field, codebook: Codebook) -> Scalar:
    return check_long_text(text, node, codebook)


def check_integer(value: object, node: Field, codebook: Codebook) -> Scalar:
    """A whole number; 7.0 is taken as 7. Raises ValueError for truth values and beyond 2**53 - 1."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"a whole number is expected, not {_name_of(value)}")
    if isinstance(value, float):
        if not math.isfinite(value) or not value.is_integer():
            raise ValueError(f"a whole number is expected, not {value!r}")
        value = int(value)
    if abs(value) > LARGEST_INTEGER:
        raise ValueError("this number is too large")
    return value


def parse_integer(text: str, node: Field, codebook: Codebook) -> Scalar:
    """Digits, with or without spaces or commas between groups of three."""
    text = text.strip()
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[^0-9+-]", "", text)
    if not _INTEGER.fullmatch(text):
        raise ValueError(f"a whole number is expected, for example 12, not “{text}”")
    if len(text) > 20:
        raise ValueError("this number is too large")
    return check_integer(int(text), node, codebook)


def check_decimal(value: object, node: Field, codebook: Codebook) -> Scalar:
    """A finite number as a float; -0.0 becomes 0.0, so that equal values have equal bytes."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"a number is expected, not {_name_of(value)}")
    try:
        number = float(value)
    except OverflowError:
        raise ValueError("this number is too large") from None
    if not math.isfinite(number):
        raise ValueError("a number is expected, not infinity or “not a number”")
    return number + 0.0


def parse_decimal(text: str, node: Field, codebook: Codebook) -> Scalar:
    """A decimal point, no comma: "1,500" could be either."""
    text = text.strip()
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"a number with a decimal point is expected, for example 33.25, not “{text}”")
    return check_decimal(float(text), node, codebook)


def format_integer(value: Scalar) -> str:
    return str(int(value))


def format_decimal(value: Scalar) -> str:
    """The shortest text that gives the same float again."""
    return repr(float(value))


def check_time_of_day(value: object, node: Field, codebook: Codebook) -> Scalar:
    if isinstance(value, str) and (value in PARTS_OF_DAY or _CLOCK.fullmatch(value)):
        return value
    raise ValueError(f"a time as HH:MM or one of {', '.join(PARTS_OF_DAY)} is expected, not {_name_of(value)}")


def parse_time_of_day(text: str, node: Field, codebook: Codebook) -> Scalar:
    text = text.strip().lower()
    return check_time_of_day(f"0{text}" if re.fullmatch(r"[0-9]:[0-9]{2}", text) else text, node, codebook)


def check_day(value: object, node: Field, codebook: Codebook) -> Scalar:
    """One calendar day as YYYY-MM-DD; partial dates and times are refused."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value} is not a day of the calendar") from None
        return value
    raise ValueError(f"a day as YYYY-MM-DD is expected, not {_name_of(value)}")


def parse_day(text: str, node: Field, codebook: Codebook) -> Scalar:
    return check_day(text.strip(), node, codebook)


def check_yes_no(value: object, node: Field, codebook: Codebook) -> Scalar:
    if isinstance(value, str) and value in YES_NO:
        return value
    raise ValueError(f"one of {', '.join(YES_NO)} is expected, not {_name_of(value)}")


def parse_yes_no(text: str, node: Field, codebook: Codebook) -> Scalar:
    return check_yes_no(text.strip().lower(), node, codebook)


def check_link(value: object, node: Field, codebook: Codebook) -> Scalar:
    if isinstance(value, str) and is_id(value):
        return value
    raise ValueError(f"the id of an incident is expected, not {_name_of(value)}")


def parse_link(text: str, node: Field, codebook: Codebook) -> Scalar:
    return check_link(text.strip().lower(), node, codebook)


def check_choice(value: object, node: Field, codebook: Codebook) -> Scalar:
    """A code of the field's list, letter for letter; an open list takes any well-formed code."""
    if not isinstance(value, str):
        raise ValueError(f"a code of the list {node.choices} is expected, not {_name_of(value)}")
    choices = codebook.choices_of(node)
    if choices is not None and value in choices.by_code:
        return value
    if choices is not None and choices.open:
        if CODE.fullmatch(value):
            return value
        told = "letters of a to z, digits, “.”, “-” and “_”, at most 64, none of the signs first"
        raise ValueError(f"{_name_of(value)} cannot be a new word of this list: such a word is made of {told}")
    raise ValueError(f"{_name_of(value)} is not in the list {node.choices}")


def parse_choice(text: str, node: Field, codebook: Codebook) -> Scalar:
    """A code or a label, without regard to case."""
    wanted = text.strip()
    choices = codebook.choices_of(node)
    for choice in choices.choices if choices is not None else ():
        if choice.code == wanted:
            return choice.code
    for choice in choices.choices if choices is not None else ():
        if wanted.casefold() in (choice.code.casefold(), choice.label.casefold()):
            return choice.code
    return check_choice(wanted, node, codebook)


def codes_of(value: Scalar) -> tuple[str, ...]:
    """The codes in a stored value of kind choices."""
    return tuple(str(value).split(SEPARATOR))


def check_choices(value: object, node: Field, codebook: Codebook) -> Scalar:
    """Codes joined by "; ", or a list of codes; once each, in codebook order, new ones of an open list last."""
    if isinstance(value, str):
        codes = codes_of(value)
    elif isinstance(value, list | tuple) and value:
        codes = tuple(value)
    else:
        raise ValueError(f"codes of the list {node.choices} are expected, not {_name_of(value)}")
    known = {str(check_choice(code, node, codebook)) for code in codes}
    choices = codebook.choices_of(node)
    order = [choice.code for choice in choices.choices] if choices is not None else []
    return SEPARATOR.join([code for code in order if code in known] + sorted(known.difference(order)))


def parse_choices(text: str, node: Field, codebook: Codebook) -> Scalar:
    """Codes or labels with semicolons between them."""
    return check_choices(
        [parse_choice(piece, node, codebook) for piece in text.split(";") if piece.strip()], node, codebook
    )


def _name_of(value: object) -> str:
    """What stands there instead, for a sentence; long text is cut."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"“{value[:40]}…”" if len(value) > 40 else f"“{value}”"
    if isinstance(value, int | float):
        return repr(value)
    return "a list" if isinstance(value, list | tuple) else "a table"

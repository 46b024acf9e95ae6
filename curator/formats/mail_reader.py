# SPDX-License-Identifier: MIT
"""The article reader for what comes as a mail message: pages saved as one file (MHTML), and mails themselves (EML).

What lives here: finding the page or the text in a message, and what its headers tell. What does not: the page
(page_reader.py). A page's message carries the day on which it was saved, a mail's the day on which it was sent: the one
is `retrieved`, the other is proposed as `published`. What hangs on a mail is named in the report and not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from curator.domain.faults import InputRefused
from curator.formats.article_readers import ReadArticle
from curator.formats.composing import Told, compose
from curator.formats.encodings import decode
from curator.formats.page_decoding import PageText, decode_page
from curator.formats.page_reader import PageReader, read_markup

_BEGINNING = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n){0,50}){2}")
_FORWARDED = re.compile(r"(?:(?:fwd?|wg|tr|rv|re|aw)\s*:\s*)+", re.IGNORECASE)
_MOST_PARTS = 2_000
_LONGEST, _LONGEST_ADDRESS = 400, 4_000  # code points of a header
_PAGES = ("text/html", "application/xhtml+xml")
_VERSION = "curator mail 1"  # of a mail that is its text; of a page what told it from the rest


class MailReader:
    """Reads mails and pages saved as one file."""

    name = "mail"
    suffixes: tuple[str, ...] = (".mhtml", ".mht", ".eml")

    def prepare(self) -> None:
        """Import what the reader of pages imports."""
        PageReader().prepare()

    def read(self, data: bytes, name: str) -> ReadArticle:
        """The article in a message. Raises InputRefused."""
        return self.read_page(data, name, whole=False)

    def read_page(self, data: bytes, name: str, whole: bool) -> ReadArticle:
        """The article in a message, or with `whole` all that its page shows. Raises InputRefused."""
        if not _BEGINNING.match(data.lstrip(b"\r\n")[:100_000]):
            raise InputRefused(f"{name} is no message: it does not begin with the headers of one.")
        try:
            message = message_from_bytes(data, policy=policy.compat32)
            parts = list(_parts(message))
        except (MessageError, ValueError, LookupError, RecursionError, AttributeError, TypeError) as fault:
            raise InputRefused(f"{name} is damaged: its parts cannot be told apart.") from fault
        if _is_saved_page(message):
            return _saved_page(message, parts, data, name, whole)
        return _mail(message, parts, data, name, whole)


def _parts(message: Message) -> Iterator[Message]:
    """All parts that hold something themselves, in order, without recursion."""
    waiting, many = [message], 0
    while waiting:
        part = waiting.pop(0)
        many += 1
        if many > _MOST_PARTS:
            return
        inner = part.get_payload()
        if part.is_multipart() and isinstance(inner, list):
            waiting[:0] = [one for one in inner if isinstance(one, Message)]
        else:
            yield part


def _is_saved_page(message: Message) -> bool:
    kind = message.get_content_type()
    if message.get("Snapshot-Content-Location") or (kind == "multipart/related" and not _header(message, "To")):
        return True
    return kind in _PAGES and bool(message.get("Content-Location"))


def _saved_page(message: Message, parts: list[Message], data: bytes, name: str, whole: bool) -> ReadArticle:
    """The main page of the message: the one at the address that was saved, else the first."""
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    if not pages:
        raise InputRefused(f"{name} holds no web page.")
    address = _header(message, "Snapshot-Content-Location", _LONGEST_ADDRESS)
    start = (message.get_param("start") or "") if message.is_multipart() else ""
    main = next(
        (part for part in pages if address and _header(part, "Content-Location", _LONGEST_ADDRESS) == address), None
    )
    main = main or next((part for part in pages if start and _header(part, "Content-ID") == start), pages[0])
    address = address or _header(main, "Content-Location", _LONGEST_ADDRESS)
    page = _characters(main, name)
    read = read_markup(
        page.text, data, name, whole=whole, url=address,
        retrieved=_moment(message),
    )  # fmt: skip
    return _as(read, page, "multipart/related", ())


def _mail(message: Message, parts: list[Message], data: bytes, name: str, whole: bool) -> ReadArticle:
    """What a mail says: its text, or its page where the text beside it says next to nothing, as in newsletters."""
    bodies = [part for part in parts if not _hangs_on(part)]
    pages = [part for part in bodies if part.get_content_type() in _PAGES]
    texts = [part for part in bodies if part.get_content_type() == "text/plain"]
    told = _told(message)
    told_report = _attachments(parts)
    plain = next((each for part in texts if (each := _characters(part, name)).text.strip()), None)
    if pages and (plain is None or _says_more(pages[0], plain.text)):
        page = _characters(pages[0], name)
        read = read_markup(page.text, data, name, whole=whole, beside=told)
        return _as(read, page, "message/rfc822", told_report)
    if plain is None:
        raise InputRefused(" ".join((f"{name} is a mail without a text.", *told_report)))
    read = compose(plain.text, data, name, told)
    return _as(read, plain, "message/rfc822", told_report)


def _says_more(page: Message, plain: str) -> bool:
    """Whether the page of a mail is worth more than its text: texts beside newsletters often only say to look there."""
    markup = page.get_payload(decode=True)
    return isinstance(markup, bytes) and len(plain.strip()) < 200 and len(markup) > 4 * len(plain)


def _as(read: ReadArticle, page: PageText, media: str, report: tuple[str, ...]) -> ReadArticle:
    return read._replace(
        reader=MailReader.name, reader_version=read.reader_version or _VERSION, media=media,
        report=(page.sentence, *read.report, *report), warnings=(*page.warnings, *read.warnings),
    )  # fmt: skip


def _characters(part: Message, name: str) -> PageText:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or ""
    if part.get_content_type() in _PAGES:
        return decode_page(data, name, charset)
    if not data.strip():
        return PageText("", "Encoding: UTF-8.")
    try:
        return PageText(data.decode(charset or "utf-8"), f"Encoding: {charset or 'UTF-8'}, as the message says.")
    except (UnicodeDecodeError, LookupError):
        decoded = decode(data, name)
        return PageText(decoded.text, f"Encoding: {decoded.sentence}")


def _hangs_on(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _attachments(parts: list[Message]) -> tuple[str, ...]:
    names = [_clear(part.get_filename() or part.get_content_type()) for part in parts if _hangs_on(part)]
    if not names:
        return ()
    shown = ", ".join(names[:20]) + (" …" if len(names) > 20 else "")
    return (f"Not read, because it hangs on the mail: {shown}.",)


def _told(message: Message) -> list[Told]:
    """What the headers of a mail tell: its subject, who sent it and when."""
    name, address = parseaddr(_header(message, "From"))
    subject = _header(message, "Subject")
    found = [Told("title", _FORWARDED.sub("", subject), True), Told("author", _clear(name) or address, True)]
    if sent := _moment(message):
        found.append(Told("published", sent, not _FORWARDED.match(subject)))
    return [one for one in found if one.value]


def _moment(message: Message) -> str:
    """The Date of a message as a moment with its offset, "" where it has none that can be read."""
    try:
        moment = parsedate_to_datetime(_header(message, "Date"))
        if moment.tzinfo is None:
            return moment.date().isoformat()
        told = moment.isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return ""
    return told.replace("+00:00", "Z") if moment.utcoffset() == UTC.utcoffset(None) else told


def _header(message: Message, name: str, most: int = _LONGEST) -> str:
    """A header in characters: encoded words undone, one line."""
    said = message.get(name)
    if said is None:
        return ""
    try:
        return _clear(str(make_header(decode_header(str(said)))), most)
    except (MessageError, LookupError, ValueError):
        return _clear(str(said), most)


def _clear(words: object, most: int = _LONGEST) -> str:
    """One line of what can be shown, so many code points at most."""
    line = " ".join(str(words).encode("utf-8", "replace").decode("utf-8").split())
    return "".join(char if char.isprintable() else "\ufffd" for char in line)[:most]

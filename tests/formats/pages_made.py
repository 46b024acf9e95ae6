# SPDX-License-Identifier: MIT
"""Made-up saved pages and mails, as browsers and mail programs write them."""

from __future__ import annotations

from email.message import EmailMessage

STORY = (
    "Two people were killed on Saturday when a bus fell into the river near the old bridge, the police said.",
    "The driver told reporters that the brakes had failed on the way down from the mountain pass.",
    "Rescue workers from three towns searched the water until late at night and found eleven survivors.",
    "It was the third accident on this road since the spring, and residents have asked for a wall for years.",
)
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport news of today</a></li></ul></nav>"
BESIDE = "<aside class='related'><h3>Most read</h3>" + (
    "<p><time datetime='2024-01-01'>1 January 2024</time> Ten recipes</p></aside>"
)


def page(
    head: str = "",
    under: str = "",
    *,
    title: str = "Bus falls into river",
    lang: str = "en",
    story: tuple[str, ...] = STORY,
) -> str:
    """A page of an outlet; `head` goes into its head, `under` under its headline."""
    paragraphs = "\n".join(f"<p>{one}</p>" for one in story)
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title} - The Daily River</title>{head}
<style>p {{ color: red }}</style><script>var day = "2023-05-05";</script></head>
<body><header>{MENU}<div class="clock">Wednesday, 25 November 2026</div></header>
<main><article><h1>{title}</h1>
{under}
{paragraphs}
</article>{BESIDE}</main>
<footer>© 2026 The Daily River. Printed on 25 November 2026.</footer></body></html>"""


TOLD = """<meta property="og:site_name" content="The Daily River">
<meta property="og:title" content="Bus falls into river">
<meta name="author" content="By Jane Doe">
<meta property="article:published_time" content="2019-11-09T16:20:00+03:00">
<link rel="canonical" href="https://river.example.org/2019/bus">"""


def mhtml(
    markup: str, *, encoding: str = "utf-8", location: str = "https://river.example.org/2019/bus?from=mail"
) -> bytes:
    """A page as Chrome saves it in one file."""
    import quopri

    body = quopri.encodestring(markup.encode(encoding)).decode("ascii").replace("\n", "\r\n")
    lines = f"""From: <Saved by Blink>
Snapshot-Content-Location: {location}
Subject: Bus falls into river
Date: Sun, 10 Nov 2019 08:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----MultipartBoundary--xyz----"


------MultipartBoundary--xyz----
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: {location}

""".replace("\n", "\r\n")
    rest = """

------MultipartBoundary--xyz----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://river.example.org/a.png

iVBORw0KGgo=
------MultipartBoundary--xyz------
""".replace("\n", "\r\n")
    return (lines + body + rest).encode("ascii")


def mail(
    text: str = "\n\n".join(STORY),
    *,
    markup: str = "",
    subject: str = "Bus falls into river – zwei Tote",
    attached: str = "",
) -> bytes:
    """A mail as mail programs write it."""
    message = EmailMessage()
    message["From"] = "José Pérez <jose@river.example.org>"
    message["To"] = "desk@example.org"
    message["Subject"] = subject
    message["Date"] = "Sat, 09 Nov 2019 16:20:00 +0300"
    message.set_content(text)
    if markup:
        message.add_alternative(markup, subtype="html")
    if attached:
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=attached)
    return message.as_bytes()

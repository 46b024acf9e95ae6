# SPDX-License-Identifier: MIT
"""Pages that want to reach the network or files, or to bring their reader down (see RELIABILITY.md 2.6)."""

from __future__ import annotations

from pathlib import Path

SEEN = "The words that are seen."


def reaching(folder: Path, port: int) -> dict[str, str]:
    """Pages that would fetch something from a port of this machine or a file of a folder, in every known way."""
    there = f"http://127.0.0.1:{port}"
    file = (folder / "secret.css").as_uri()
    svg = f"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cimage href='{file}'/%3E%3C/svg%3E"
    kinds = {
        "img": f"<img src='{there}/a.png'>",
        "img file": f"<img src='{file}'>",
        "srcset": f"<img srcset='{there}/a.png 2x'>",
        "picture": f"<picture><source srcset='{there}/a.webp'></picture>",
        "link css": f"<link rel=stylesheet href='{there}/a.css'>",
        "link file": f"<link rel=stylesheet href='{file}'>",
        "import": f"<style>@import url({file}); body {{ background: url({there}/b) }}</style>",
        "body background": f"<body background='{file}'>",
        "table background": f"<table background='{there}/t'><tr><td>x</td></tr></table>",
        "list image": f"<ul style='list-style-image: url({file})'><li>x</ul>",
        "iframe": f"<iframe src='{there}/f'></iframe>",
        "frame": f"<frameset><frame src='{file}'></frameset>",
        "object": f"<object data='{there}/o'></object><embed src='{there}/e'>",
        "script": f"<script src='{there}/s.js'></script><script>fetch('{there}')</script>",
        "refresh": f"<meta http-equiv=refresh content='0;url={there}/r'>",
        "base": f"<base href='{there}/'><img src='x.png'>",
        "svg data": f'<img src="{svg}">',
        "svg use": f"<svg><use href='{there}/u#a'/><image href='{file}'/></svg>",
        "audio": f"<audio src='{there}/a.mp3' autoplay></audio><video poster='{there}/v'></video>",
        "form": f"<form action='{there}/f'><input type=image src='{there}/i'></form>",
        "unc": r"<img src='\\127.0.0.1\share\a.png'><img src='file://127.0.0.1/share/a.png'>",
        "fifo": f"<img src='file://{folder}/fifo'><link rel=stylesheet href='file:///dev/zero'>",
        "prefetch": f"<link rel=dns-prefetch href='{there}'><link rel=preload href='{there}/p' as=style>",
        "manifest": f"<html manifest='{there}/m'><link rel=icon href='{there}/i.ico'>",
    }
    pages = {name: f"<html><body>{markup}<p>{SEEN}</p></body></html>" for name, markup in kinds.items()}
    pages["doctype"] = f'<!DOCTYPE html SYSTEM "{file}"><html><body><p>{SEEN}</p></body></html>'
    entity = f'<!DOCTYPE html [<!ENTITY e SYSTEM "{file}"><!ENTITY % p SYSTEM "{there}/d"> %p;]>'
    pages["entity"] = f"<?xml version='1.0'?>{entity}<html><body><p>{SEEN} &e;</p></body></html>"
    stylesheet = f'<?xml-stylesheet href="{there}/x.xsl" type="text/xsl"?>'
    pages["stylesheet"] = f"<?xml version='1.0'?>{stylesheet}<html><body><p>{SEEN}</p></body></html>"
    include = f"<xi:include href='{file}' parse='text'/>"
    pages["include"] = f"<html xmlns:xi='http://www.w3.org/2001/XInclude'><body>{include}<p>{SEEN}</p></body></html>"
    return pages


def heavy() -> dict[str, str]:
    """Pages that are nested, large or unclosed beyond all reason."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    kinds = {
        "divs": "<div>" * 100_000,
        "lists": "<ul><li>" * 50_000,
        "spans": "<span>" * 100_000,
        "bold": "<b><i>" * 50_000,
        "tables": "<table><tr><td>" * 3_000,
        "cell spans": "<table><tr>" + "<td colspan=1000000 rowspan=1000000>x" * 300 + "</table>",
        "unclosed comment": "<p>" + SEEN + "</p>" + "<!--" * 100_000,
        "unclosed attribute": f"<p>{SEEN}</p>" + "<a href='" * 50_000,
        "unclosed cdata": f"<p>{SEEN}</p>" + "<![CDATA[" * 50_000,
        "many attributes": f"<p>{SEEN}</p><p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">",
        "one long line": "<p>" + "word " * 1_000_000,
        "entities": "<p>" + "&amp;&#x1F642;" * 200_000,
        "many paragraphs": "<p>x</p>" * 300_000,
        "forms": "<form>" * 20_000 + "<button>" * 20_000,
        "json": f"<script type='application/ld+json'>{'[' * 100_000}</script><p>{SEEN}</p>",
        "metas": "<meta name=author content='Jane Doe'>" * 100_000 + f"<p>{SEEN}</p>",
        "times": "<time datetime='2019-11-09'>9 November 2019</time>" * 50_000,
        "frames": "<frameset>" * 50_000,
        "svg": "<svg>" * 50_000,
        "picture bomb": f"<img src='data:image/png;base64,{'A' * 5_000_000}'><p>{SEEN}</p>",
        "blanks": "<p>" + "\u00a0 \t\n" * 1_000_000 + "x",
    }
    pages = {name: f"<html><body>{markup}" for name, markup in kinds.items()}
    pages["laughs"] = f"<!DOCTYPE html [<!ENTITY a0 'ha'>{laughs}]><html><body><p>{SEEN} &a9;</p></body></html>"
    return pages

# SPDX-License-Identifier: MIT
"""PDF files read in the process where they are read, beside pdfium's own text alone, and the picture of a page.

The files are made here: news pages of two columns, so many pages each. Pdfium alone gives the text of each page with
one call, in no certain order and without paragraphs; ours has the place of each character, columns, paragraphs, divided
words and running heads, settles the text and sends it through the pipes. CPU time of ours counts both processes.

Targets: a page of 5,000 characters read in 60 ms of CPU; a picture of a page with its boxes, asked for as when one
turns pages, in 150 ms.

    python tests/benchmarks/bench_pdf.py [PAGES]
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.domain.settling import text_sha256
from curator.formats.article_readers import as_file
from curator.formats.pdf_page import from_answer, question
from curator.formats.pdf_reader import PdfReader
from curator.formats.reading_apart import ReadersApart
from tests.benchmarks.figures import percentile, report, seconds
from tests.formats.documents import PdfLine, flowed, pdf

_SEED = 20191109
_EACH = 10  # pages of a file
_WIDTH = 900  # pixels of a picture
_WORDS = (
    "police", "soldiers", "market", "attack", "governor", "province", "killed", "wounded", "street", "inquiry",
    "claimed", "spokesman", "ministry", "near", "bomb", "convoy", "checkpoint", "hospital", "witnesses", "village",
)  # fmt: skip


def made(chance: random.Random) -> bytes:
    """A file of some pages, each of two columns of some 2,500 characters."""
    return pdf([page(chance, number) for number in range(_EACH)])


def page(chance: random.Random, number: int) -> list[PdfLine]:
    lines: list[PdfLine] = [(72.0, 770.0, 8.0, f"The Daily Sample, page {number + 1}")]
    for left in (50.0, 320.0):
        paragraphs = [[" ".join(chance.choices(_WORDS, k=6)) + "." for _ in range(8)] for _ in range(7)]
        lines += flowed(paragraphs, x=left, top=740, size=8)
    return lines


def alone(data: bytes) -> int:
    """What pdfium gives by itself; the number of characters."""
    import pypdfium2

    document, characters = pypdfium2.PdfDocument(data), 0
    for shown in document:
        text = shown.get_textpage()
        characters += len(text.get_text_bounded())
        text.close()
        shown.close()
    document.close()
    return characters


def main(pages: int) -> int:
    chance = random.Random(_SEED)
    files = [made(chance) for _ in range(max(1, pages // _EACH))]
    characters = 0
    alone(files[0])

    def by_pdfium() -> None:
        nonlocal characters
        characters = sum(alone(data) for data in files)

    pdfium, _ = seconds(by_pdfium)
    took: list[float] = []
    texts: list[str] = []
    with ReadersApart(1) as readers:
        readers.read(readers.begin(PdfReader(), files[0], "the file"))  # the libraries are there from now on

        def ours() -> None:
            for data in files:
                texts.append(as_file(readers.read(readers.begin(PdfReader(), data, "the file"))).articles[0].text)

        here, wall = seconds(ours)
        sha = text_sha256(texts[-1])
        for number in range(_EACH):
            asked = question(sha, _WIDTH, page=number)

            def ask(asked: dict[str, object] = asked) -> None:
                frame = readers.wait(readers.begin(PdfReader(), files[-1], "the file", "answer", asked))
                assert from_answer(frame.head["answer"], frame.pieces).made_so

            took.append(seconds(ask)[1] * 1000)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, done = here + children.ru_utime + children.ru_stime, len(files) * _EACH
    figures = {
        "pages": done, "characters_a_page": characters // done, "cpu_ms_a_page": round(cpu / done * 1000, 1),
        "wall_ms_a_page": round(wall / done * 1000, 1), "pdfium_alone_cpu_ms_a_page": round(pdfium / done * 1000, 2),
        "picture_ms_first": round(took[0], 1), "picture_ms": round(statistics.median(took[1:]), 1),
        "picture_ms_slowest": round(percentile(took[1:], 0.99), 1),
    }  # fmt: skip
    return report("pdf", figures, {"cpu_ms_a_page": 60, "picture_ms": 150})


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000))

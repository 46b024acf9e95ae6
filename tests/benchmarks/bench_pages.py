# SPDX-License-Identifier: MIT
"""10,000 saved pages read in the process where pages are read, beside trafilatura alone.

The pages are the 80 real ones of the folder of shared data beside the project, over and over; without that folder,
made-up ones. Trafilatura reads them in this process, text and metadata as a program would call it; ours go through the
pipes to a process of their own, are decoded, read twice (what the page shows, what it tells of itself), settled, and
come back. Both take turns, block by block, so that whatever else the machine does hits both; CPU time of ours counts
this process and the other one.

Target: at most 1.3 x trafilatura alone. 0.8 to 0.95 were measured, 1.3 to 1.4 of its text without metadata.

    python tests/benchmarks/bench_pages.py [PAGES]
"""

from __future__ import annotations

import gzip
import itertools
import logging
import resource
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from curator.domain.faults import InputRefused
from curator.formats.page_reader import PageReader
from curator.formats.reading_apart import ReadersApart
from tests.benchmarks.figures import report, seconds
from tests.formats.pages_made import TOLD, page

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = 80
_NAMES = ("alone", "alone_text_only", "ours")  # trafilatura with its metadata, without them; ours


def real_pages() -> list[bytes]:
    data = ROOT.parent / "shared" / "data"
    packed = sorted((data / "html-articles" / "html").glob("*.gz"))
    plain = sorted((data / "html-multilingual" / "html").glob("*"))
    found = [*(gzip.decompress(path.read_bytes()) for path in packed), *(path.read_bytes() for path in plain)]
    return found or [page(TOLD, story=(f"Words of page {number}. " * 40,) * 12).encode() for number in range(_BLOCK)]


def alone(block: list[bytes], metadata: bool) -> None:
    """Trafilatura as a program calls it."""
    from trafilatura import extract

    for data in block:
        extract(data, include_comments=False, with_metadata=metadata, output_format="json" if metadata else "txt")


def apart(readers: ReadersApart, block: list[bytes]) -> None:
    """Ours; a page without text is refused."""
    for asked in [readers.begin(PageReader(), data, "the page") for data in block]:
        with suppress(InputRefused):
            readers.read(asked)


def main() -> int:
    rounds = max(1, (int(sys.argv[1]) if len(sys.argv) > 1 else 10_000) // _BLOCK)
    logging.disable(logging.CRITICAL)
    pages = itertools.cycle(real_pages())
    alone(list(itertools.islice(pages, _BLOCK)), True)  # what trafilatura loads late
    cpu, wall = [0.0] * len(_NAMES), [0.0] * len(_NAMES)
    with ReadersApart(1) as readers:
        apart(readers, [page().encode()])
        for _ in range(rounds):
            block = list(itertools.islice(pages, _BLOCK))
            works = (partial(alone, block, True), partial(alone, block, False), partial(apart, readers, block))
            for place, work in enumerate(works):
                spent, took = seconds(work)
                cpu[place], wall[place] = cpu[place] + spent, wall[place] + took
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu[2] += children.ru_utime + children.ru_stime
    done = rounds * _BLOCK
    figures = {
        "pages": done,
        **{f"{name}_ms_a_page": round(1000 * took / done, 2) for name, took in zip(_NAMES, wall, strict=True)},
        **{f"{name}_cpu_ms_a_page": round(1000 * spent / done, 2) for name, spent in zip(_NAMES, cpu, strict=True)},
        "ratio_wall": round(wall[2] / wall[0], 2), "ratio_cpu": round(cpu[2] / cpu[0], 2),
        "ratio_cpu_to_text_only": round(cpu[2] / cpu[1], 2),
        "worker_peak_mb": children.ru_maxrss // 1000,
    }  # fmt: skip
    return report("saved pages", figures, {"ratio_wall": 1.3, "ratio_cpu": 1.3})


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: MIT
"""The sample project: one article coded by two, so that a newcomer sees the point within a minute.

What lives here: building it from resources/samples. What does not: the article's origin (resources/samples/NOTICE).
Its clock and its randomness are fixed: the same program makes the same project, ids included, on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from curator import assets
from curator.domain.clock import Clock
from curator.domain.codebook.model import Codebook
from curator.domain.coding import Coder
from curator.domain.disk_faults import disk_fault
from curator.domain.faults import UserFault
from curator.formats.article_file import read_article_file
from curator.formats.coding_file_reading import read_coding
from curator.operations import AddCoder
from curator.paths import PROJECT_SUFFIX, exists
from curator.tasks.codebooks import USUAL, codebook_named
from curator.tasks.codings import import_codings
from curator.tasks.import_articles import import_articles
from curator.tasks.job import Progress, silent
from curator.workspace import Workspace

ARTICLE = "samples/seed-article.txt"
CODING = "samples/seed.coding.json"
SECOND_CODING = "samples/seed-2.coding.json"  # made from the article and the rules, without a look at the first
FILE_NAME = f"sample{PROJECT_SUFFIX}"
_BEGUN = datetime(2019, 11, 10, 9, 0, tzinfo=UTC)  # the day after the article


@dataclass(frozen=True)
class Sample:
    """The sample project. `built`: it was made just now; else it was there and is used as it is."""

    project: Path
    project_id: str
    coder: Coder
    built: bool


def build_sample(path: Path, *, second: bool = True, progress: Progress = silent) -> Sample:
    """The sample project in the file `path`, made where it is not there. Raises UserFault where it cannot be.

    `second`: with the coding of a second coder, waiting for review.
    """
    built = not exists(path)
    if built:
        _build(path, (CODING, SECOND_CODING) if second else (CODING,), progress)
    with Workspace.open(path, write=False) as workspace:
        with workspace.read() as reads:
            coders = reads.coders()
        if not coders:
            raise UserFault(f"{path} is there already and is not the sample project. Choose another folder.")
        return Sample(path, workspace.project_id, first_coder(coders), built)


def first_coder(coders: Sequence[Coder]) -> Coder:
    """Of the coders of a sample project (at least one) the one who coded it first: whoever looks is this one."""
    first = _coder(codebook_named(USUAL)).id
    return next((each for each in coders if each.id == first), coders[0])


def _build(path: Path, made_by: tuple[str, ...], progress: Progress) -> None:
    codebook = codebook_named(USUAL)
    coder = _coder(codebook)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_fault(error, "Making the folder of the sample", path.parent) from error
    with Workspace.create(path, codebook, name="Sample", clock=_fixed_clock()) as workspace:
        workspace.act_as(workspace.run(AddCoder(coder.name, id=coder.id)))
        imported = import_articles(workspace, [assets.asset(ARTICLE)], progress=progress)
        received = import_codings(workspace, [assets.asset(name) for name in made_by], progress=progress)
        refused = [*imported.refused, *received.refused]
        if refused:
            raise UserFault(f"The sample could not be built: {refused[0].reason}")


def _coder(codebook: Codebook) -> Coder:
    """Who coded the sample, with the id that the coding file gives."""
    text = read_article_file(assets.asset(ARTICLE)).text
    return read_coding(assets.read_bytes(CODING), lambda *_: codebook, text).coders[0]


def _fixed_clock() -> Clock:
    """One second passes with each drawing of random bytes, which are a hash of how many were drawn before: looks at the
    time, which what goes on in the background makes at any moment, move nothing."""
    drawn = 0

    def random_bytes(size: int) -> bytes:
        nonlocal drawn
        drawn += 1
        return hashlib.shake_128(f"curator sample {drawn - 1}".encode()).digest(size)

    return Clock(lambda: int(_BEGUN.timestamp()) * 1000 + drawn * 1000, random_bytes)

# SPDX-License-Identifier: MIT
"""What an error of the disk means for the user."""

from __future__ import annotations

import errno
import os
from pathlib import PurePosixPath

import pytest

from curator.domain.disk_faults import disk_fault, in_words


@pytest.mark.parametrize(
    ("number", "word"),
    [(errno.ENOSPC, "full"), (errno.EACCES, "right"), (errno.EROFS, "cannot be written to"), (errno.EIO, "error"),
     (errno.ENOENT, "does not exist"), (errno.EEXIST, "left as it is"), (errno.ENAMETOOLONG, "too long"),
     (errno.ENOTDIR, "folder"), (errno.ELOOP, "Too many")],
)  # fmt: skip
def test_each_error_has_its_sentence(number: int, word: str) -> None:
    fault = disk_fault(OSError(number, os.strerror(number)), "Writing the copy", PurePosixPath("/media/stick/a"))
    assert fault.sentence.startswith("Writing the copy failed")
    assert word in fault.sentence
    assert "“/media/stick/a”" in fault.sentence
    assert fault.sentence.endswith(".")


def test_an_error_without_a_number_and_a_name_that_is_not_text_are_no_trouble() -> None:
    assert disk_fault(OSError(), "Reading", PurePosixPath("/a\udcff")).sentence == "Reading failed at “/a?”: OSError."


def test_sizes_in_words() -> None:
    sizes = [0, 999, 1000, 99_499, 100_000, 999_499, 999_600, 3_145_728, 250_000_000, 1_055_000_000, 7_000_000_000_000]
    assert [in_words(size) for size in sizes] == [
        "0 bytes", "999 bytes", "1.0 kB", "99.5 kB", "100 kB", "999 kB", "1.0 MB", "3.1 MB", "250 MB", "1.1 GB",
        "7,000 GB",
    ]  # fmt: skip

# SPDX-License-Identifier: MIT
"""Help: every command explains itself, and the help page tells of exactly the commands and options there are."""

from __future__ import annotations

import re
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.assets import read_text
from curator.cli.parsing import make_parser
from tests.cli.conftest import Curator


def parsers(parser: ArgumentParser, name: str = "curator") -> Iterator[tuple[str, ArgumentParser]]:
    """Every command that does something, by its whole name."""
    inner = [action for action in parser._actions if isinstance(action, _SubParsersAction)]
    if not inner or name == "curator":
        yield name, parser
    for action in inner:
        for word, below in action.choices.items():
            yield from parsers(below, f"{name} {word}")


ALL = dict(parsers(make_parser(["--help"])))


def options(parser: ArgumentParser) -> set[str]:
    found = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
    return found - {"--help"}


def sections() -> dict[str, str]:
    parts = re.split(r"^## (curator.*)$", read_text("help/command-line.md"), flags=re.MULTILINE)
    return {name.strip(): text for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def test_the_page_has_a_section_for_each_command_and_no_other() -> None:
    assert set(sections()) == set(ALL)


@pytest.mark.parametrize("name", sorted(ALL))
def test_the_page_tells_every_option_and_no_other(name: str) -> None:
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", sections()[name]))
    allowed = options(ALL[name]) | {"--help"}
    assert options(ALL[name]) <= told
    also = {"--layer", "--with-memos", "--with-withdrawn"} if name == "curator export" else set()
    assert told <= allowed | also


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_command_has_help_that_names_its_options(curator: Curator, name: str) -> None:
    answer = curator(*name.split()[1:], "--help")
    assert answer.code == 0
    assert answer.err == ""
    for option in options(ALL[name]):
        assert option in answer.out
    for action in ALL[name]._actions:
        assert action.help or isinstance(action, _SubParsersAction), f"{name}: {action.dest} is not explained"


def test_words_of_the_house_are_kept() -> None:
    forbidden = re.compile(
        r"\b(annotation|record|entity|submit|adjudicate|manager|handler|utils|misc)s?\b", re.IGNORECASE
    )
    texts = [read_text("help/command-line.md"), *(parser.format_help() for parser in ALL.values())]
    for text in texts:
        assert not forbidden.search(text), forbidden.search(text)


def test_version(curator: Curator) -> None:
    from curator import __version__

    answer = curator("--version")
    assert (answer.code, answer.out.strip()) == (0, f"curator {__version__}")


def test_the_examples_of_the_page_work(
    curator: Curator, tmp_path: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    texts.rename(tmp_path / "articles")
    sample = Path(curator("demo", "--to", "demo", "--no-window").out.splitlines()[0].removeprefix("Project: "))
    curator("codings", "export", sample, "--to", "colleague.coding.json", "--with-text", "--coder", "Coder 1")
    page = read_text("help/command-line.md")
    examples = [line.strip().split()[1:] for line in page.splitlines() if line.startswith("    curator ")]
    assert len(examples) == 5
    for words in examples:
        answer = curator(*words)
        assert answer.code == 0, (words, answer)

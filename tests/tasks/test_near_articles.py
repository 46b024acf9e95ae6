# SPDX-License-Identifier: MIT
"""Near-duplicates and newer versions are noticed at import and in the library, and nothing is merged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from curator.domain.near import NEAR, NearIndex, likeness, near_of, shingles
from curator.operations import AddCoder
from curator.tasks.import_articles import import_articles
from curator.tasks.near_articles import near_duplicates
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook

WORDS = [f"{a}{b}" for a in ("ba", "mo", "ku", "ri", "sa", "te") for b in ("lon", "mir", "dak", "vos", "nul", "per")]
REPORT = (
    "Two people were killed in Mosul on Friday when a bomb went off near the old bridge, the police said. Nobody said "
    "that it was theirs. The market was shut for a week, and the road to the north was held by the army all night."
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "near.curator", small_codebook(), name="Near") as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        yield workspace


def bring_in(workspace: Workspace, folder: Path, **texts: str) -> dict[str, str]:
    """Import these texts, each from a file of its own; returns the ids of the new articles by name."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    report = import_articles(workspace, [folder])
    for one in report.added:
        print(one)
    return {one.file.removesuffix(".txt").rpartition("/")[2]: one.article for one in report.added}


def test_a_near_duplicate_is_added_and_the_report_says_of_which(workspace: Workspace, tmp_path: Path) -> None:
    first = bring_in(workspace, tmp_path / "in", one=REPORT)
    (tmp_path / "in" / "one.txt").unlink()
    (tmp_path / "in" / "two.txt").write_text(REPORT.replace("Friday", "friday night"), encoding="utf-8")
    (tmp_path / "in" / "three.txt").write_text("A mule died in a fire that nobody saw coming.", encoding="utf-8")
    added = {one.file.rpartition("/")[2]: one for one in import_articles(workspace, [tmp_path / "in"]).added}
    (near,) = added["two.txt"].near
    assert near.article == first["one"]
    assert any("Near-duplicate of" in note and " % the same" in note for note in added["two.txt"].notes)
    assert added["three.txt"].near == ()
    assert [each.article for each in near_duplicates(workspace, first["one"])] == [added["two.txt"].article]


def test_two_files_of_one_import_are_compared_too(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "b.txt").write_text(f"{REPORT} And more is not known yet.", encoding="utf-8")
    report = import_articles(workspace, [folder])
    assert sorted(len(one.near) for one in report.added) == [0, 1]
    assert "nearly the same" in report.sentence


def test_the_same_file_with_another_text_is_a_newer_version(workspace: Workspace, tmp_path: Path) -> None:
    old = bring_in(workspace, tmp_path / "in", one=REPORT)["one"]
    (tmp_path / "in" / "one.txt").write_text(REPORT.replace("Two", "Three"), encoding="utf-8")
    report = import_articles(workspace, [tmp_path / "in"])
    (added,) = report.added
    assert added.follows == old
    assert added.near == ()
    assert any(note.startswith("A newer version of") for note in added.notes)
    with workspace.read() as reads:
        assert reads.versions_of(old) == (old, added.article)
    (tmp_path / "in" / "one.txt").write_text("Something else altogether, of another day.", encoding="utf-8")
    assert import_articles(workspace, [tmp_path / "in"]).added[0].follows == ""


def page(folder: Path, name: str, text: str, url: str = "https://example.org/one") -> Path:
    """A saved page that says its address."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.html"
    path.write_text(
        f'<html><head><link rel="canonical" href="{url}"><title>Report</title></head>'
        f"<body><article><h1>Report</h1><p>{text}</p></article></body></html>",
        encoding="utf-8",
    )
    return path


def test_the_same_address_is_a_newer_version_where_the_texts_have_something_in_common(
    workspace: Workspace, tmp_path: Path
) -> None:
    (first,) = import_articles(workspace, [page(tmp_path / "in", "a", REPORT)]).added
    (newer,) = import_articles(workspace, [page(tmp_path / "in", "b", f"{REPORT} A third one died on Sunday.")]).added
    assert newer.follows == first.article
    other = "Farmers in the far south began to bring in the dates, a month later than in any year they can remember."
    (stranger,) = import_articles(workspace, [page(tmp_path / "in", "c", other)]).added
    assert stranger.follows == ""
    assert any("has the address of" in note and "no newer version" in note for note in stranger.notes), stranger.notes
    (again,) = import_articles(workspace, [page(tmp_path / "in", "d", f"{REPORT} A fourth one died.")]).added
    assert again.follows == newer.article, "of the one it is like, not of the last one that came"
    (rewritten,) = import_articles(workspace, [page(tmp_path / "in", "e", f"{other} Prices fell.")]).added
    assert rewritten.follows == stranger.article


def test_the_same_address_with_the_same_text_is_there_already(workspace: Workspace, tmp_path: Path) -> None:
    (first,) = import_articles(workspace, [page(tmp_path / "in", "a", REPORT)]).added
    report = import_articles(workspace, [page(tmp_path / "in", "b", REPORT)])
    assert (report.added, [one.article for one in report.already_there]) == ([], [first.article])
    broken = REPORT.replace(". The market", ".</p><p>The market")
    report = import_articles(workspace, [page(tmp_path / "in", "c", broken)])
    assert (report.added, [one.article for one in report.already_there]) == ([], [first.article]), "only white space"
    elsewhere = page(tmp_path / "in", "d", REPORT, "https://example.org/other")
    report = import_articles(workspace, [elsewhere])
    assert (report.added, [one.article for one in report.same_text]) == ([], [first.article])
    (changed,) = import_articles(workspace, [page(tmp_path / "in", "e", REPORT.replace("Two", "Three"))]).added
    assert changed.follows == first.article


def test_what_is_no_text_as_it_stands_is_kept_as_it_came(workspace: Workspace, tmp_path: Path) -> None:
    data = REPORT.replace("\n", "\r\n").encode("utf-16")
    (tmp_path / "wide.txt").write_bytes(data)
    (tmp_path / "plain.txt").write_text("A mule died.", encoding="utf-8")
    report = import_articles(workspace, [tmp_path / "wide.txt", tmp_path / "plain.txt"])
    by_name = {one.file: one.article for one in report.added}
    with workspace.read() as reads:
        assert reads.original(by_name["wide.txt"]) == data
        assert reads.original(by_name["plain.txt"]) is None


def test_found_and_right_on_texts_made_for_it() -> None:
    """Of 300 texts 100 are a copy of another with up to a word in 25 changed, or an excerpt; the others are not."""
    random = Random(5)
    texts = [" ".join(random.choices(WORDS, k=random.randint(60, 300))) for _ in range(200)]
    index, originals = NearIndex(), {}
    for number, text in enumerate(texts):
        index.add(str(number), shingles(text))
        originals[str(number)] = text
    right = wrong = 0
    for number in range(100):
        words = texts[number].split()
        if number % 2:
            for _ in range(len(words) // 25):
                words[random.randrange(len(words))] = "changed"
        else:
            words = words[: max(20, len(words) // 3)]
        text = " ".join(words)
        found = near_of(text, [(key, originals[key]) for key in index.candidates(shingles(text))])
        right += str(number) in {one.article for one in found}
        wrong += sum(one.article != str(number) for one in found)
    precision, recall = right / max(1, right + wrong), right / 100
    print("precision", precision, "recall", recall)
    assert precision >= 0.99
    assert recall >= 0.95


def test_case_marks_and_signs_make_no_difference() -> None:
    one, other = "Zwei Tote, drei Verletzte in MÜNCHEN am Freitag!", "zwei tote drei verletzte in munchen am freitag"
    assert likeness(shingles(one), shingles(other)) == 1.0
    assert likeness(shingles("one two three four five six"), shingles("six five four three two one")) < NEAR
    assert shingles("...") == frozenset()


def test_a_shingle_has_the_same_fingerprint_wherever_it_stands() -> None:
    """Of five words alone, in a long text, among signs, in a text beyond ASCII: else nothing would be found."""
    words = [*REPORT.lower().replace(",", "").replace(".", "").split(), "snake_case", "42"]
    alone = {each for at in range(len(words) - 4) for each in shingles(" ".join(words[at : at + 5]))}
    assert shingles(" ".join(words)) == alone
    assert len(alone) == len(words) - 4
    assert shingles(f"“{' – '.join(words)}…”") == alone
    assert shingles(f"{' '.join(words)} Größe") > alone
    arabic = "قُتل شخصان في الموصل يوم الجمعة"
    assert shingles(arabic) == shingles(arabic.replace("\u064f", "")), "marks are no letters"
    assert len(shingles(arabic)) == 2


def test_fingerprints_are_spread_over_all_numbers() -> None:
    """Two of 60,000 are the same about once in 2.4 such texts, and an eighth of them is in the sample."""
    random = Random(7)
    found = shingles(" ".join(f"{random.choice(WORDS)}{random.randrange(100)}" for _ in range(60_000)))
    assert len(found) >= 60_000 - 4 - 8
    assert 0.11 < len(found.sample) / len(found) < 0.14
    assert all(0.05 < sum(each >> 28 == high for each in found) / len(found) < 0.075 for high in range(16))

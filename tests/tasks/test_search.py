# SPDX-License-Identifier: MIT
"""Searching a project: what is in it now is found, whatever happened to it or to the index."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from curator import paths
from curator.domain.coding import Article, ArticleCoding, Coder, Incident, NotCodable, Row, ValueNote
from curator.domain.faults import UserFault
from curator.domain.settling import text_sha256
from curator.operations import (
    AddArticles,
    AddCoder,
    AddIncident,
    AddNotCodable,
    AddRow,
    AdoptCodebook,
    NewArticle,
    ReceiveCoding,
    RemoveArticle,
    RemoveIncident,
    RemoveRow,
    SetArticleValue,
    SetValue,
)  # fmt: skip
from curator.settings import Settings
from curator.store.search_index import IndexLock, open_index
from curator.tasks.codebooks import codebook_named
from curator.tasks.job import Stopped
from curator.tasks.search import (
    ArticleHit,
    Scope,
    Sort,
    matching_articles,
    read_query,
    search,
    update_index,
)  # fmt: skip
from curator.workspace import Workspace
from tests.codings_strategy import small_codebook
from tests.permissions import needs_permissions

TEXTS = (
    "Two police officers were killed in Mosul on Friday, reporters say. The café was closed.",
    "قتلت الشُّرْطَةُ شخصين في مدينة الموصل يوم الجمعة.",
    "A protest of nurses in Erbil 🔥 ended quietly\ufffd. Nobody was hurt.",
)

SORTS: tuple[Sort, ...] = ("newest", "best")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "p.curator", small_codebook()) as workspace:
        workspace.act_as(workspace.run(AddCoder("Ann")))
        fields = ({"title": "Attack in Mosul", "outlet": "Daily Star"}, {"title": "هجوم"}, {"title": "Erbil"})
        workspace.run(AddArticles(tuple(NewArticle(t, f) for t, f in zip(TEXTS, fields, strict=True))))
        yield workspace


def ask(workspace: Workspace, said: str, scope: Scope | None = None, sort: Sort = "newest") -> tuple[ArticleHit, ...]:
    query = read_query(said)
    assert query.problem == ""
    found = search(workspace, query, scope, sort=sort)
    assert not found.more
    ns = sorted(hit.n for hit in found.articles)
    assert list(matching_articles(workspace, query, scope)) == ns
    return found.articles


def ns(workspace: Workspace, said: str, scope: Scope | None = None) -> list[int]:
    return [hit.n for hit in ask(workspace, said, scope)]


def article_id(workspace: Workspace, n: int) -> str:
    with workspace.read() as reads:
        article = reads.article(n)
    assert article is not None
    return article.id


def incident_with(workspace: Workspace, n: int, **values: str) -> str:
    incident: str = workspace.run(AddIncident(article_id(workspace, n), (0, 3)))
    for field, value in values.items():
        workspace.run(SetValue(incident, field, value))
    return incident


def index_of(workspace: Workspace) -> Path:
    return paths.search_index(workspace.path)


# ---- what is found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("police", [1]), ("cafe", [1]), ("CAFÉ", [1]), ("شرطة", [2]), ("والشرطه", [2]), ("الموصل", [2]),
        ("mosul OR الموصل", [2, 1]), ('"officers were killed"', [1]), ('"killed were"', []), ("nurse*", [3]),
        ("-police mosul", []), ("in -mosul", [3]), ("star", [1]), ("nowhere", []),
    ],
)  # fmt: skip
def test_articles_are_found_by_text_and_head(project: Workspace, said: str, found: list[int]) -> None:
    assert ns(project, said) == found


def test_a_hit_says_where_in_the_original_text(project: Workspace) -> None:
    (hit,) = ask(project, "شرطة الجمعه")
    assert [TEXTS[1][start:end] for start, end, _ in hit.hits] == ["الشُّرْطَةُ", "الجمعة"]
    assert TEXTS[1][hit.snippet.start :].startswith(hit.snippet.text)
    (hit,) = ask(project, "quietly")
    assert [TEXTS[2][start:end] for start, end, _ in hit.hits] == ["quietly"]
    (hit,) = ask(project, "attack")
    assert hit.hits == ()
    assert [(place.field, place.text.text, place.text.hits) for place in hit.places] == [
        ("title", "Attack in Mosul", ((0, 6),))
    ]


def test_values_choices_rows_and_notes_are_found_with_incident_and_field(project: Workspace) -> None:
    incident = incident_with(project, 3, headline="Strike at the hospital", sort="done_to", where_name="Hawler")
    row = project.run(AddRow(incident, "people"))
    project.run(SetValue(incident, "called", "Dr. Šefik", row=row))
    project.run(SetValue(incident, "weight", 2.5, note="guessed from the photograph"))
    places = [
        (place.what, place.kind, place.id, place.group, place.row, place.field)
        for said in ("hospital", "done", "hawler", "sefik", "photograph")
        for hit in ask(project, said)
        for place in hit.places
    ]
    assert places == [
        ("value", "incident", incident, "", "", "headline"), ("value", "incident", incident, "", "", "sort"),
        ("value", "incident", incident, "", "", "where_name"), ("value", "incident", incident, "people", row, "called"),
        ("note", "incident", incident, "", "", "weight"),
    ]  # fmt: skip
    (hit,) = ask(project, "hospital sefik")
    assert hit.n == 3
    assert hit.hits == (), "its text is no answer"
    assert len(hit.places) == 2


def test_notes_on_metadata_and_on_passages_are_found(project: Workspace) -> None:
    article = article_id(project, 1)
    project.run(SetArticleValue(article, "title", "Attack in Mosul", basis="inferred", note="from the homepage"))
    passage = project.run(AddNotCodable(article, 0, 3, "past", note="an anniversary"))
    assert [place.kind for place in ask(project, "homepage")[0].places] == ["article"]
    assert [place.id for place in ask(project, "anniversary")[0].places] == [passage]


def test_private_memos_are_found_only_where_asked_for(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "m.curator", codebook_named("incidents")) as workspace:
        private = [leaf.key for leaf in workspace.codebook.leaves() if leaf.private and "text" in leaf.kind]
        workspace.act_as(workspace.run(AddCoder("Ann")))
        workspace.run(AddArticles((NewArticle(TEXTS[0]),)))
        incident_with(workspace, 1, **{private[0]: "I doubt this source"})
        assert ns(workspace, "doubt") == []
        assert ns(workspace, "killed NOT doubt") == [1]
        (hit,) = ask(workspace, "doubt", Scope(memos=True))
        assert hit.places[0].private


def test_only_the_values_of_the_coders_asked_for_are_searched(project: Workspace) -> None:
    incident_with(project, 3, headline="Ann saw a hospital")
    ann = project.coder
    assert ann is not None
    ben = project.run(AddCoder("Ben"))
    project.act_as(ben)
    incident_with(project, 3, headline="Ben saw a hospital and nothing else")
    assert len(ask(project, "hospital")[0].places) == 2
    for coder in (ann, ben):
        (hit,) = ask(project, "hospital", Scope(coders=(coder.id,)))
        assert [place.coder for place in hit.places] == [coder.id]
    assert ns(project, "hospital", Scope(coders=())) == []
    assert ns(project, "else", Scope(coders=(ann.id,))) == []
    assert ns(project, "nurses", Scope(coders=())) == [3], "the text is everybody's"


def test_articles_are_limited_to_those_within(project: Workspace) -> None:
    assert ns(project, "mosul OR الموصل OR erbil", Scope(within={2, 3})) == [3, 2]
    assert [hit.n for hit in ask(project, "mosul", Scope(within=()), "best")] == []


def test_the_best_come_first_and_the_limit_holds(project: Workspace) -> None:
    project.run(AddArticles((NewArticle("Mosul Mosul police " * 3), NewArticle("x " * 300 + "mosul"))))
    ranked = [hit.n for hit in ask(project, "mosul", sort="best")]
    assert ranked.index(4) < ranked.index(5)
    scores = [hit.score for hit in ask(project, "mosul", sort="best")]
    assert scores == sorted(scores, reverse=True)
    found = search(project, read_query("mosul"), limit=2)
    assert ([hit.n for hit in found.articles], found.more) == ([5, 4], True)
    assert search(project, read_query("mosul"), sort="best") == search(project, read_query("mosul"), sort="best")


# ---- the project changes


def test_articles_that_come_and_go_with_undo_and_redo(project: Workspace) -> None:
    assert ns(project, "police") == [1]
    project.run(AddArticles((NewArticle("Riot police came"),)))
    assert ns(project, "police") == [4, 1]
    project.undo()
    assert ns(project, "police") == [1]
    assert ns(project, "riot") == []
    project.redo()
    assert ns(project, "police") == [4, 1]
    project.run(RemoveArticle(article_id(project, 1)))
    assert ns(project, "police") == [4]
    project.undo()
    assert ns(project, "police") == [4, 1]
    assert [hit.n for hit in ask(project, "police", sort="best")] in ([4, 1], [1, 4])
    assert update_index(project).outcome == "fitting"


def test_a_changed_head_and_changed_values_are_found_as_they_are_now(project: Workspace) -> None:
    incident = incident_with(project, 3, headline="Strike")
    assert ns(project, "attack") == [1]
    project.run(SetArticleValue(article_id(project, 1), "title", "Ambush"))
    assert (ns(project, "attack"), ns(project, "ambush"), ns(project, "police")) == ([], [1], [1])
    project.run(SetValue(incident, "headline", "Walk-out"))
    assert (ns(project, "strike"), ns(project, "walkout"), ns(project, '"walk out"')) == ([], [], [3])
    row = project.run(AddRow(incident, "people"))
    project.run(SetValue(incident, "called", "Karim", row=row))
    assert ns(project, "karim") == [3]
    project.run(RemoveRow(row))
    assert ns(project, "karim") == []
    project.undo()
    assert ns(project, "karim") == [3]
    project.run(RemoveIncident(incident))
    assert (ns(project, "karim"), ns(project, "walk")) == ([], [])
    project.undo()
    assert (ns(project, "karim"), ns(project, "walk")) == ([3], [3])
    project.run(RemoveArticle(article_id(project, 3)))
    assert ns(project, "karim") == []
    project.undo()
    assert ns(project, "karim") == [3]


def test_a_row_changed_after_the_index_was_made_is_found_as_it_is_now(project: Workspace) -> None:
    incident = incident_with(project, 3)
    row = project.run(AddRow(incident, "people"))
    project.run(SetValue(incident, "called", "Karim", row=row, note="heard"))
    assert (ns(project, "karim"), ns(project, "heard")) == ([3], [3])
    project.run(SetValue(incident, "called", "Salim", row=row, note="heard"))
    assert (ns(project, "karim"), ns(project, "salim")) == ([], [3])
    project.run(SetValue(incident, "called", "Salim", row=row, note="seen"))
    assert (ns(project, "heard"), ns(project, "seen")) == ([], [3])


def test_a_coding_received_and_taken_back_is_found_and_not_any_more(project: Workspace) -> None:
    update_index(project)
    article = article_id(project, 3)
    ben = Coder("0192f0c1-2345-7abc-8def-0123456789ab", "Ben")
    ids = [f"0192f0c1-2345-7abc-8def-00000000000{number}" for number in range(4)]
    incident = Incident(
        ids[0], article, ben.id, project.codebook_id, values={"headline": "Hospital strike"},
        rows=(Row(ids[1], "people", 0, {"called": "Karim"}),),
        notes=(ValueNote(ids[2], article, ids[0], "", "headline", note="hearsay"),),
    )  # fmt: skip
    passage = NotCodable(ids[3], article, ben.id, 0, 3, TEXTS[2][:3], "past", "anniversary")
    coding = ArticleCoding(
        Article(article, text_sha256(TEXTS[2]), len(TEXTS[2])), TEXTS[2], (incident,), (passage,),
        reading={ben.id: "finished"},
    )  # fmt: skip
    project.run(ReceiveCoding(coding, (ben,)))
    for expected in ([3], [], [3]):
        for said in ("hospital", "karim", "hearsay", "anniversary"):
            assert ns(project, said) == expected, said
        with open_index(index_of(project)) as index:
            assert bool(index.coded_keys()) == bool(expected)
        if expected and not project.redo_target():
            project.undo()
        elif not expected:
            project.redo()


def test_articles_that_are_gone_take_no_place_of_those_that_are_there(project: Workspace) -> None:
    project.run(AddArticles(tuple(NewArticle(f"police {n}") for n in range(5))))
    assert len(ns(project, "police")) == 6
    project.undo()
    for sort in SORTS:
        found = search(project, read_query("police"), sort=sort, limit=1)
        assert ([hit.n for hit in found.articles], found.more) == ([1], False)


def test_where_only_a_value_answers_the_text_shows_no_hits(project: Workspace) -> None:
    incident_with(project, 1, headline="Police meeting")
    (hit,) = ask(project, "police NOT killed")
    assert (hit.n, hit.hits, hit.snippet.hits) == (1, (), ())
    assert [place.field for place in hit.places] == ["headline"]


def test_another_codebook_brings_other_labels(project: Workspace) -> None:
    incident_with(project, 3, sort="done_to")
    assert ns(project, "affected") == []
    book = small_codebook("2.0")
    lists = tuple(
        replace(one, choices=tuple(replace(c, label=f"Affected {c.code}") for c in one.choices)) for one in book.lists
    )
    project.run(AdoptCodebook(replace(book, lists=lists)))
    assert ns(project, "affected") == [3]
    assert ns(project, "done_to") == [3], "the code, as the data set has it"


def test_brought_up_to_date_is_as_good_as_made_anew(project: Workspace) -> None:
    update_index(project)
    incident = incident_with(project, 1, headline="One")
    project.run(SetArticleValue(article_id(project, 2), "outlet", "Somewhere"))
    project.run(AddArticles((NewArticle("more words"),)))
    project.run(SetValue(incident, "headline", "Two", note="three"))
    assert update_index(project).outcome == "updated"
    updated = dump(project)
    index_of(project).unlink()
    assert update_index(project).outcome == "made"
    assert dump(project) == updated


def dump(workspace: Workspace) -> list[object]:
    """All words of both tables with their places, and what the index knows of articles and codings."""
    connection = sqlite3.connect(index_of(workspace))
    found: list[object] = []
    for table in ("words", "coded"):
        connection.execute(f"CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, {table}, instance)")
        found += connection.execute("SELECT * FROM v ORDER BY 1, 2, 3, 4").fetchall()
        connection.execute("DROP TABLE temp.v")
    for sql in (
        "SELECT * FROM articles ORDER BY 1",
        "SELECT * FROM places ORDER BY 1",
        "SELECT * FROM about ORDER BY 1",
    ):
        found += connection.execute(sql).fetchall()
    connection.close()
    return found


def test_many_removed_articles_make_the_index_anew(project: Workspace) -> None:
    project.run(AddArticles(tuple(NewArticle(f"secret {n}") for n in range(300))))
    assert update_index(project).outcome == "made"
    project.undo()
    assert update_index(project).outcome == "updated"
    project.run(SetArticleValue(article_id(project, 1), "outlet", "x"))
    assert update_index(project).outcome == "made"
    assert b"secret" not in index_of(project).read_bytes()


# ---- the index breaks, or is another's


def nothing(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def no_database(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 1000)


def another_database(path: Path) -> None:
    path.unlink()
    sqlite3.connect(path).executescript("CREATE TABLE about (key, value); INSERT INTO about VALUES (1, 2);")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:] = random.Random(20191108).randbytes(len(data) - 8192)
    path.write_bytes(data)


def words_gone(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript("DELETE FROM words_data; DELETE FROM words_docsize;")
    connection.close()


def older(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE about SET value = X'30' WHERE key = 'format'")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "harm", [nothing, empty, no_database, another_database, truncated, overwritten, words_gone, older]
)
def test_a_broken_or_foreign_index_is_made_anew_and_the_project_is_not_blamed(
    project: Workspace, harm: Callable[[Path], None]
) -> None:
    assert ns(project, "police") == [1]
    harm(index_of(project))
    assert ns(project, "police") == [1]
    assert [hit.n for hit in ask(project, "police", sort="best")] == [1]
    assert update_index(project).outcome == "fitting"


def test_a_copy_of_the_project_goes_its_own_way(project: Workspace, tmp_path: Path) -> None:
    assert ns(project, "police") == [1]
    project.close()
    shutil.copy(project.path, tmp_path / "copy.curator")
    with Workspace.open(project.path) as first, Workspace.open(tmp_path / "copy.curator") as second:
        first.run(AddArticles((NewArticle("first police"),)))
        second.run(AddArticles((NewArticle("second police"),)))
        assert index_of(first) != index_of(second)
        assert (ns(first, "first"), ns(second, "second")) == ([4], [4])
        assert (ns(first, "second"), ns(second, "first")) == ([], [])
        assert update_index(first).outcome == update_index(second).outcome == "fitting"


def test_an_older_state_put_back_in_place_is_not_searched_with_the_newer_index(project: Workspace) -> None:
    project.close()
    old = project.path.read_bytes()
    with Workspace.open(project.path) as workspace:
        workspace.run(AddArticles((NewArticle("newer police"),)))
        assert ns(workspace, "newer") == [4]
    project.path.write_bytes(old)
    with Workspace.open(project.path) as workspace:
        assert ns(workspace, "newer") == []
        assert ns(workspace, "police") == [1]
        workspace.run(AddArticles((NewArticle("other police"),)))
        assert (ns(workspace, "newer"), ns(workspace, "other")) == ([], [4])


def test_a_project_that_is_only_read_is_searched_too(project: Workspace) -> None:
    project.close()
    with Workspace.open(project.path, write=False) as workspace:
        assert ns(workspace, "police") == [1]


# ---- the file


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_index_and_folder_are_the_users_alone(project: Workspace) -> None:
    before = os.umask(0)
    try:
        update_index(project)
    finally:
        os.umask(before)
    folder = index_of(project).parent
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    index_of(project).chmod(0o644)
    project.run(SetArticleValue(article_id(project, 1), "outlet", "x"))
    update_index(project)
    assert index_of(project).stat().st_mode & 0o777 == 0o600


def test_a_forgotten_project_has_no_index(project: Workspace, own_places: Path) -> None:
    settings = Settings()
    settings.remember_project(project.path, project.project_id, "p")
    update_index(project)
    left = index_of(project).parent / f".{index_of(project).name}.curator-copy-0123456789ab"
    left.write_bytes(b"killed while it was made")
    settings.forget_project(project.path)
    assert list(index_of(project).parent.iterdir()) == []
    assert ns(project, "police") == [1]
    settings.forget_all_projects()
    assert list(index_of(project).parent.iterdir()) == []
    assert settings.notices == ()
    assert not any(b"police" in path.read_bytes() for path in own_places.rglob("*") if path.is_file())


def test_an_index_in_the_making_is_given_up_when_its_project_is_forgotten(project: Workspace) -> None:
    def forget(done: int, total: int, words: str) -> None:
        Settings().forget_project(project.path)

    with pytest.raises(UserFault, match="forgotten"):
        update_index(project, progress=forget)
    assert [path.name for path in index_of(project).parent.iterdir() if path.suffix == ".index"] == []
    assert ns(project, "police") == [1]


def test_the_index_of_a_project_that_is_gone_is_swept(project: Workspace, tmp_path: Path) -> None:
    update_index(project)
    old = index_of(project)
    project.close()
    project.path.rename(tmp_path / "moved.curator")
    with Workspace.open(tmp_path / "moved.curator") as workspace:
        assert ns(workspace, "police") == [1]
        assert not old.exists()


def test_an_index_somebody_makes_is_not_swept(project: Workspace, tmp_path: Path) -> None:
    other = paths.search_index(tmp_path / "gone.curator")
    other.write_bytes(b"an older version's")
    lock = IndexLock(other)
    assert lock.take()
    update_index(project)
    assert lock.is_still_there()
    lock.release()
    index_of(project).unlink()
    update_index(project)
    assert not other.exists()


def test_an_index_that_breaks_whenever_it_is_read_is_said_in_one_sentence(
    project: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from curator.store.search_find import Search
    from curator.store.search_index import IndexUnusable

    def broken(self: Search, sort: Sort, limit: int) -> None:
        raise IndexUnusable("database disk image is malformed")

    monkeypatch.setattr(Search, "articles", broken)
    with pytest.raises(UserFault, match="Your project is whole"):
        search(project, read_query("police"))


def test_stopping_leaves_nothing_and_the_next_search_works(project: Workspace) -> None:
    with pytest.raises(Stopped):
        update_index(project, cancelled=lambda: True)
    assert not any(path.name.endswith(".index") or "copy" in path.name for path in index_of(project).parent.iterdir())
    assert ns(project, "police") == [1]


def test_what_a_killed_builder_left_is_removed(project: Workspace) -> None:
    left = index_of(project).parent / f".{index_of(project).name}.curator-copy-0123456789ab"
    left.write_bytes(b"half an index")
    update_index(project)
    assert not left.exists()


@needs_permissions
def test_a_cache_that_cannot_be_written_is_said_in_one_sentence(project: Workspace) -> None:
    folder = index_of(project).parent
    folder.chmod(0o500)
    try:
        with pytest.raises(UserFault, match="search index"):
            ask(project, "police")
    finally:
        folder.chmod(0o700)


def test_a_folder_in_the_place_of_the_index_is_said_in_one_sentence(project: Workspace) -> None:
    index_of(project).mkdir()
    with pytest.raises(UserFault, match="search index"):
        ask(project, "police")


def test_a_full_disk_is_said_in_one_sentence_and_nothing_is_left(
    project: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from curator.store import search_index

    lay_out = search_index._lay_out

    def little_room(index: search_index.SearchIndex, project_id: str, path: Path) -> None:
        lay_out(index, project_id, path)
        index.run("PRAGMA max_page_count = 1")

    project.run(AddArticles(tuple(NewArticle(f"word{n} " * 500) for n in range(200))))
    monkeypatch.setattr(search_index, "_lay_out", little_room)
    with pytest.raises(UserFault, match="disk is full"):
        update_index(project)
    assert not any("copy" in path.name for path in index_of(project).parent.iterdir())
    monkeypatch.undo()


# ---- several at once


def test_whoever_comes_while_the_index_is_made_waits_and_finds_it(project: Workspace) -> None:
    lock = IndexLock(index_of(project))
    assert lock.take()
    waiting = threading.Event()
    found: list[list[int]] = []

    def look() -> None:
        query = read_query("police")
        hits = search(project, query, progress=lambda done, total, words: waiting.set())
        found.append([hit.n for hit in hits.articles])

    thread = threading.Thread(target=look)
    thread.start()
    assert waiting.wait(10)
    assert found == []
    lock.release()
    thread.join(20)
    assert found == [[1]]


def test_searching_while_articles_come_in_never_fails(project: Workspace) -> None:
    faults: list[BaseException] = []
    stop = threading.Event()

    def look() -> None:
        try:
            while not stop.is_set():
                search(project, read_query("police"))
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test fails
            faults.append(error)

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for n in range(40):
        project.run(AddArticles((NewArticle(f"police {n}"),)))
    stop.set()
    for thread in threads:
        thread.join(20)
    assert faults == []
    assert len(matching_articles(project, read_query("police"))) == 41


def test_an_index_open_for_reading_stays_whole_while_another_takes_its_place(project: Workspace) -> None:
    update_index(project)
    with open_index(index_of(project)) as index:
        rows = index.rows("SELECT rowid FROM words WHERE words MATCH 'in' ORDER BY rowid")
        assert next(rows) == (1,)
        if os.name != "nt":
            index_of(project).unlink()
            update_index(project)
        assert [row[0] for row in rows] == [3]


def test_a_damaged_project_is_not_taken_for_a_damaged_index(project: Workspace) -> None:
    update_index(project)
    inode = index_of(project).stat().st_ino
    with project.read() as reads:
        names = [row[0] for row in reads.connection.execute("SELECT name FROM sqlite_schema").fetchall()]
    assert "articles" in names
    project.close()
    connection = sqlite3.connect(project.path)
    page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'article_texts'").fetchone()[0]
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    data = bytearray(project.path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    project.path.write_bytes(data)
    with (
        Workspace.open(project.path, write=False) as workspace,
        pytest.raises(UserFault, match=r"p\.curator is damaged"),
    ):
        ask(workspace, "police")
    assert index_of(project).stat().st_ino == inode

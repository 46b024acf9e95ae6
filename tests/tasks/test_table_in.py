# SPDX-License-Identifier: MIT
"""A list of articles or a spreadsheet of incidents comes in as one step: articles are found again, quotes become
evidence where they are certain, what is odd is told by row and column and refuses nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.domain.coding import ArticleCoding
from curator.domain.mapped_rows import CellWarning
from curator.domain.table_mapping import ColumnUse, TableMapping
from curator.formats.table_reader import read_table
from curator.formats.table_shape import Table
from curator.operations import AddArticles, AddCoder, Assign, NewArticle, Save, SetReading
from curator.tasks.check import check_project
from curator.tasks.export import ExportOptions, export_set
from curator.tasks.sample import build_sample
from curator.tasks.table_in import (
    TableReport,
    bring_in,
    chosen_mapping,
    look_at_table,
    plan_table,
    proposed_mapping,
    saved_mappings,
)
from curator.workspace import Workspace
from tests.sound_case import incidents_codebook

UCDP = Path(__file__).parents[3] / "shared" / "data" / "ucdp-ged-sample"
TEXT = "Guards fired at a crowd in Basra.\nTwo men died. Two men were hurt in\n  the old market."


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.curator", incidents_codebook()) as made:
        made.act_as(made.run(AddCoder("Ann")))
        yield made


def table(*rows: str, name: str = "list.csv") -> Table:
    return read_table("\n".join(rows).encode(), name)


def bring(workspace: Workspace, read: Table, mapping: TableMapping | None = None) -> TableReport:
    chosen = mapping or proposed_mapping(read, workspace.codebook, saved_mappings(workspace))
    return bring_in(workspace, plan_table(workspace, read, chosen))


def codings(workspace: Workspace) -> list[ArticleCoding]:
    with workspace.read() as reads:
        return [reads.coding(article) for article in reads.article_ids()]


def test_a_list_of_articles_comes_in_and_is_known_again(workspace: Workspace) -> None:
    workspace.run(AddArticles((NewArticle(TEXT, {"title": "Old", "published": "2019-11-08T09:00", "outlet": "A"}),)))
    read = table(
        "Headline,Source,Date,Body,Link",
        "New,B,8 November 2019,A new text.,https://b.example/1",
        "Old,,2019-11-08,Another text,",
        "Old,C,2019-11-08,Another outlet's text,",
        f'Other,,,"{TEXT}",',
    )
    report = bring(workspace, read)
    assert (report.articles, report.found, report.incidents) == (2, 1, 0)
    new = {coding.article.fields["title"]: coding for coding in codings(workspace)}["New"]
    assert new.article.fields == {
        "title": "New", "outlet": "B", "published": "2019-11-08", "url": "https://b.example/1",
        "source_file": "list.csv",
    }  # fmt: skip
    assert new.text == "A new text."
    assert bring(workspace, read).articles == 0
    workspace.undo()
    with workspace.read() as reads:
        assert reads.article_count() == 1, "one Undo takes the whole table back"


def test_quotes_that_stand_once_are_evidence_and_others_wait(workspace: Workspace) -> None:
    (article,) = workspace.run(AddArticles((NewArticle(TEXT, {"title": "Old", "published": "2019-11-08"}),)))
    read = table(
        "Headline,Published,Type,mention,type words,where",
        "Old,2019-11-08,riot,Guards fired at a crowd,“hurt in the old market”,Basra",
        "Old,2019-11-08,battle,Two men,not there,",
    )
    mapping = TableMapping("", tuple(
        ColumnUse(heading, target)
        for heading, target in zip(read.headings, (
            "article.title", "article.published", "incident.event_type", "words", "words.event_type",
            "incident.location_text",
        ), strict=True)
    ))  # fmt: skip
    report = bring(workspace, read, mapping)
    assert (report.articles, report.found, report.incidents, report.words, report.waiting) == (0, 1, 2, 3, 2)
    (coding,) = codings(workspace)
    quotes = {span.field: span.quote for span in coding.incidents[0].evidence}
    assert quotes == {
        "": "Guards fired at a crowd", "event_type": "hurt in\n  the old market", "location_text": "Basra",
    }  # fmt: skip
    assert [words.quote for words in coding.waiting] == ["Two men", "not there"]
    assert {words.incident for words in coding.waiting} == {coding.incidents[1].id}
    assert [warning.why for warning in report.warnings if warning.column == "words"] == [
        "“Two men”: these words stand 2 times in the article; they wait for somebody to say where they stand",
        "“not there”: these words are not in the article; they wait for somebody to say where they stand",
    ]
    with workspace.read() as reads:
        assert len(reads.waiting(article, workspace.coder.id if workspace.coder else "")) == 2
    assert bring(workspace, read, mapping).there == 2


def test_incidents_without_a_text_make_an_article_of_what_their_rows_tell(workspace: Workspace) -> None:
    read = table(
        "Headline,Source,Published,Event type,Notes,Place name",
        "Clash,A,2019-11-08,Battle,Rebels attacked.,Mosul",
        "Clash,A,2019-11-08,Riot,A crowd rioted.,Erbil",
    )
    assert bring(workspace, read).sentence == ("list.csv: 1 article added, 2 incidents added, 2 spans of words found.")
    (coding,) = codings(workspace)
    assert coding.text == (
        "Clash\nA, 2019-11-08\n\nNotes: Rebels attacked.\nPlace name: Mosul\n\n"
        "Notes: A crowd rioted.\nPlace name: Erbil\n"
    )
    first = coding.incidents[0]
    assert first.mentions()[0].quote == "Notes: Rebels attacked.\nPlace name: Mosul"
    assert {note.field: note.basis for note in first.notes}["event_type"] == "external", "nobody read it in a report"
    assert coding.article.reader == "table"
    assert [incident.values["event_type"] for incident in coding.incidents] == ["battle", "riot"]


def test_a_quote_without_a_text_has_its_place_in_the_article_that_is_made(workspace: Workspace) -> None:
    read = table("Headline,Published,Event type,quote", "Clash,2019-11-08,Battle,gunmen attacked a checkpoint")
    report = bring(workspace, read)
    assert (report.articles, report.incidents, report.waiting, report.warnings) == (1, 1, 0, ())
    (coding,) = codings(workspace)
    assert coding.text == "Clash\n2019-11-08\n\nquote: gunmen attacked a checkpoint\n"
    assert "gunmen attacked a checkpoint" in {span.quote for span in coding.incidents[0].evidence}
    again = bring(workspace, read)
    assert (again.articles, again.incidents, again.there) == (0, 0, 1)


def test_what_cannot_be_understood_is_told_and_refuses_nothing(workspace: Workspace) -> None:
    read = table("title,event_type,date_start,date_end,latitude", "A,war,2019-11-09,2019-11-08,95", ",,,,")
    report = bring(workspace, read)
    assert report.incidents == 1
    told = {(warning.line, warning.column, warning.why) for warning in report.warnings}
    assert (2, "event_type", "“war” is not in the list event_types") in told
    assert any("must not be above" in why for _, _, why in told)
    (incident,) = codings(workspace)[0].incidents
    assert incident.values["latitude"] == 95.0, "foreign data break limits and are stored all the same"
    assert [note.note for note in incident.notes if note.note] == ["In the table: “war”"]


def test_nothing_is_coded_where_work_is_hidden_or_ended(workspace: Workspace) -> None:
    one, two = workspace.run(AddArticles((NewArticle("One", {"url": "u1"}), NewArticle("Two", {"url": "u2"}))))
    ann = workspace.coder
    assert ann
    bob = workspace.run(AddCoder("Bob"))
    workspace.run(SetReading(one, "finished"))
    workspace.act_as(bob)
    workspace.run(Assign(((two, bob.id),)))
    workspace.act_as(ann)
    read = table("url,title", "u1,A", "u2,B")
    mapping = TableMapping("", (ColumnUse("url", "article.url"), ColumnUse("title", "incident.title")))
    report = bring(workspace, read, mapping)
    assert report.refused[0] == (2, "you have finished its article; reopen that first")
    assert report.incidents == 2 - len(report.refused)


def test_a_saved_mapping_is_known_again_before_any_other(workspace: Workspace) -> None:
    read = table("Headline,Type", "A,riot")
    mapping = TableMapping("Ours", (ColumnUse("Headline", "incident.title"), ColumnUse("Type", "")), (), read.headings)
    workspace.run(Save("mapping", "Ours", mapping.to_json()))
    workspace.run(Save("mapping", "Another kind", {"columns": 1}))
    assert proposed_mapping(read, workspace.codebook, saved_mappings(workspace)) == mapping
    assert chosen_mapping("Ours", read, workspace) == mapping


def test_stopped_before_the_end_nothing_is_half_done(workspace: Workspace) -> None:
    plan = plan_table(workspace, table("title", "A", "B"), TableMapping("", (ColumnUse("title", "incident.title"),)))
    report = bring_in(workspace, plan, cancelled=lambda: True)
    assert (report.stopped, report.incidents, codings(workspace)) == (True, 0, [])


@pytest.mark.slow
@pytest.mark.skipif(not UCDP.is_dir(), reason="the shared sample of UCDP GED is not here")
@pytest.mark.parametrize("name", ["ged231_sample.csv", "ged_syria_2016_2019_part.csv"])
def test_ucdp_rows_come_in_with_warnings(workspace: Workspace, name: str) -> None:
    read = look_at_table(UCDP / name)
    mapping = proposed_mapping(read, workspace.codebook, {})
    assert mapping.label == "UCDP GED"
    report = bring(workspace, read, mapping)
    assert report.incidents == len(read.rows)
    assert not report.refused
    told: Counter[int] = Counter(warning.line for warning in report.warnings if "must not be above" in warning.why)
    column = {heading: at for at, heading in enumerate(read.headings)}
    odd = [
        line
        for line, row in zip(read.lines, read.rows, strict=True)
        if not int(row[column["low"]]) <= int(row[column["best"]]) <= int(row[column["high"]])
    ]
    assert set(told) == set(odd), "each row whose figures are not in order is told"
    assert _sums(workspace) == {
        part: sum(int(row[column[part]]) for row in read.rows) for part in ("low", "best", "high")
    }
    assert check_project(workspace.path).sound
    again = bring(workspace, read, mapping)
    assert (again.articles, again.incidents, again.there) == (0, 0, len(read.rows))
    workspace.undo()
    assert codings(workspace) == []


def _sums(workspace: Workspace) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for coding in codings(workspace):
        for incident in coding.incidents:
            for row in incident.rows:
                if row.values.get("group") == "all":
                    sums.update({part: int(row.values[part]) for part in ("low", "best", "high")})
    return dict(sums)


# What the model keeps of a UCDP row, in every row; and the dead by side, where the sides are a state and rebels.
KEPT = (
    "year", "type_of_violence", "side_a", "side_b", "where_prec", "where_coordinates", "adm_1", "adm_2", "latitude",
    "longitude", "event_clarity", "date_prec", "date_start", "date_end", "deaths_civilians", "best", "high", "low",
)  # fmt: skip
BY_SIDE = ("deaths_a", "deaths_b", "deaths_unknown")


@pytest.mark.slow
@pytest.mark.skipif(not UCDP.is_dir(), reason="the shared sample of UCDP GED is not here")
@pytest.mark.parametrize("name", ["ged231_sample.csv", "ged_syria_2016_2019_part.csv"])
def test_ucdp_rows_go_out_in_their_shape_equal_where_the_model_keeps_the_value(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    read = read_table((UCDP / name).read_bytes(), name)
    bring(workspace, read)
    export_set(workspace, tmp_path / "out", ExportOptions(format="ucdp-ged-like", layer="all"))
    out = read_table((tmp_path / "out" / "ucdp-ged-like.csv").read_bytes(), "out.csv")
    there = [_kept(dict(zip(read.headings, row, strict=True)), KEPT) for row in read.rows]
    assert Counter(_kept(dict(zip(out.headings, row, strict=True)), KEPT) for row in out.rows) == Counter(there)
    sides = Counter(_by_side(dict(zip(read.headings, row, strict=True))) for row in read.rows)
    del sides[()]
    assert not sides - Counter(_kept(dict(zip(out.headings, row, strict=True)), (*KEPT, *BY_SIDE)) for row in out.rows)


def _kept(row: dict[str, str], columns: tuple[str, ...]) -> tuple[str, ...]:
    numbers = ("latitude", "longitude")
    return tuple(repr(float(row[name])) if name in numbers and row[name] else row[name].strip() for name in columns)


def _by_side(row: dict[str, str]) -> tuple[str, ...]:
    """The row, where its dead by side are kept; else nothing."""
    kept = row["type_of_violence"] == "1" and not row["gwnob"] and row["best"] == str(_dead(row))
    return _kept(row, (*KEPT, *BY_SIDE)) if kept else ()


def _dead(row: dict[str, str]) -> int:
    return sum(int(row[name]) for name in ("deaths_civilians", *BY_SIDE))


def test_acled_rows_are_known_by_their_headings(workspace: Workspace) -> None:
    read = table(
        "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,"
        "civilian_targeting,country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities",
        "IRQ1,08 November 2019,1,Explosions/Remote violence,Shelling/artillery/missile attack,Unidentified Group,"
        "3,Military Forces of Iraq,1,,Iraq,Ninewa,Qayyarah,35.8,43.1,1,7Dnews,Rockets fell on a base.,0",
    )
    report = bring(workspace, read)
    assert (report.incidents, report.refused) == (1, ())
    (incident,) = codings(workspace)[0].incidents
    assert incident.values["date_start"] == incident.values["date_end"] == "2019-11-08"
    assert incident.values["event_type"] == "explosion_remote_violence"
    assert incident.values["sub_event_type"] == "shelling_artillery_missile"
    assert [(row.values["role"], row.values["type"]) for row in incident.rows_of("actors")] == [
        ("initiator", "political_militia"), ("target", "state_forces"),
    ]  # fmt: skip
    assert incident.rows_of("casualties")[0].values["qualifier"] == "explicit_zero"


def test_a_day_that_stands_for_its_month_is_the_whole_month_and_goes_out_as_it_came(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring(workspace, table(
        "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,"
        "civilian_targeting,country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities",
        *(
            f"IRQ{number},15 December 2019,{number},Battles,Armed clash,Rebels,2,Guards,1,,Iraq,Ninewa,Qayyarah,35.8,"
            f"43.1,1,Daily,Shots were heard {number} times.,0" for number in (1, 3)
        ),
    ))  # fmt: skip
    incidents = [one for coding in codings(workspace) for one in coding.incidents]
    assert sorted((str(one.values["date_start"]), str(one.values["date_end"])) for one in incidents) == [
        ("2019-12-01", "2019-12-31"), ("2019-12-15", "2019-12-15"),
    ]  # fmt: skip
    export_set(workspace, tmp_path / "out", ExportOptions(format="acled-like"))
    back = look_at_table(tmp_path / "out" / "acled-like.csv")
    days = {row[back.headings.index("event_date")] for row in back.rows}
    assert days == {"2019-12-15"}


def test_a_warning_is_one_sentence() -> None:
    assert CellWarning(3, "Dead", "x", "a number is expected").sentence == "Row 3, Dead: a number is expected."


def test_an_article_that_is_ones_own_to_code_takes_rows(workspace: Workspace) -> None:
    one, two = workspace.run(AddArticles((NewArticle("One", {"url": "u1"}), NewArticle("Two", {"url": "u2"}))))
    ann, bob = workspace.coder, workspace.run(AddCoder("Bob"))
    assert ann
    workspace.run(Assign(((one, ann.id), (one, bob.id), (two, bob.id))))
    mapping = TableMapping("", (ColumnUse("url", "article.url"), ColumnUse("title", "incident.title")))
    report = bring(workspace, table("url,title", "u1,A", "u2,B"), mapping)
    assert (report.incidents, [line for line, _ in report.refused]) == (1, [3])


ACLED_KEPT = (
    "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1",
    "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "country", "admin1",
    "admin2", "location", "latitude", "longitude", "geo_precision", "fatalities",
)  # fmt: skip


@pytest.mark.parametrize("labels", [False, True])
def test_acled_rows_go_out_in_their_shape_equal_where_the_model_keeps_the_value(
    workspace: Workspace, tmp_path: Path, labels: bool
) -> None:
    """The rows that the sample gives, with numbers for the actors and with their names: in, and out again."""
    build_sample(tmp_path / "s.curator", second=False)
    options = ExportOptions(format="acled-like", labels=labels)
    with Workspace.open(tmp_path / "s.curator") as sample:
        export_set(sample, tmp_path / "there", options)
    there = look_at_table(tmp_path / "there" / "acled-like.csv")
    report = bring(workspace, there)
    assert (report.incidents, report.warnings, report.refused) == (5, (), ())
    export_set(workspace, tmp_path / "back", options)
    back = look_at_table(tmp_path / "back" / "acled-like.csv")
    went, came = (kept_of(read, ACLED_KEPT) for read in (there, back))
    assert came == went


def kept_of(read: Table, columns: tuple[str, ...]) -> Counter[tuple[str, ...]]:
    return Counter(_kept(dict(zip(read.headings, row, strict=True)), columns) for row in read.rows)

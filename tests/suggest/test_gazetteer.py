# SPDX-License-Identifier: MIT
"""The list of the world's places: how names are compared, unpacking it once and again, points at a distance."""

from __future__ import annotations

import lzma
import threading
from pathlib import Path

import pytest

from curator import assets
from curator.suggest import gazetteer_file
from curator.suggest.gazetteer import FUZZY, Gazetteer, destination, km_between
from curator.suggest.place_context import ContextReader
from curator.suggest.place_names import loose_key, sound_key, strict_key
from curator.suggest.place_phrase import read_phrase
from curator.suggest.place_reader import PlaceReader
from curator.suggest.places import PlaceSuggester
from curator.suggest.proposal import Proposal
from tests.suggest.count_phrases import marked


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gazetteer_file.unpack(tmp_path_factory.mktemp("gazetteer"))


@pytest.fixture(scope="module")
def reader(path: Path) -> PlaceReader:
    return PlaceReader(Gazetteer(path))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Qayyārah", "al qayyarah"), ("Şırnak", "Sirnak"), ("Sana'a", "Sanaa"), ("Tall ‘Afar", "TALL AFAR"),
        ("Łódź", "Lodz"), ("إدلب", "ادلب"), ("مأرب", "مارب"), ("الحــديدة", "الحديده"), ("دِمَشْق", "دمشق"),
    ],
)  # fmt: skip
def test_names_written_otherwise_have_one_key(one: str, other: str) -> None:
    assert strict_key(one) == strict_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al-Qayyarah", "Qayyara"), ("Ar Raqqah", "Raqqa"), ("Deir ez-Zor", "Deir Zor"), ("القيارة", "قيارة"),
        ("El Geneina", "Geneina"), ("سورية", "سوريا"), ("Salah ad Din", "Salah al-Din"),
    ],
)  # fmt: skip
def test_article_and_final_letter_do_not_matter_to_the_loose_key(one: str, other: str) -> None:
    assert loose_key(one) == loose_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Garbahare", "Garbahaarrey"), ("Mourzouq", "Murzuq"), ("Ajabshir", "Ajab Shīr"), ("Ein Issa", "‘Ayn ‘Īsá"),
        ("Hilmand", "Helmand"), ("Deir ez Zor", "Dayr az Zawr"), ("Cheikh Zouayed", "Shaykh Zuwayd"),
        ("Qala-e Zal", "Qal‘ah-ye Zāl"),
    ],
)  # fmt: skip
def test_names_carried_over_from_other_letters_sound_alike(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


def test_names_that_sound_otherwise_have_another_key() -> None:
    assert len({sound_key(name) for name in ("Mosul", "Masin", "Basil", "Mosulat")}) == 4
    assert sound_key("الموصل") == ""


def test_what_is_shipped_is_small_and_says_where_it_comes_from(path: Path) -> None:
    assert assets.asset(gazetteer_file.SHIPPED).stat().st_size <= 12_000_000
    about = dict(gazetteer_file.connect(path).execute("SELECT key, value FROM about"))
    assert "CC BY 4.0" in about["licence"]
    assert "CC BY 4.0" in assets.read_text("gazetteer/NOTICE")


def test_the_list_has_names_without_brackets_towns_of_both_extracts_and_points_of_districts(
    reader: PlaceReader,
) -> None:
    known = reader.gazetteer
    (town,) = known.named("Rincón de Nicolás Romero")  # “(Cedros Tercera Manzana)” stands behind it in the extract
    assert (town.country, town.kind) == ("MEX", "place")
    bagram = known.lookup("Bagrām", country="AFG")  # one extract has the town, the other had no place of the name
    assert [each.latitude for each in bagram if each.kind == "place"] == [pytest.approx(34.967, abs=0.05)]
    masfut = {each.kind: each for each in known.lookup("Masfut", country="ARE")}
    assert masfut["place"].within[1] == masfut["district"].place
    assert masfut["district"].latitude == masfut["place"].latitude


def test_it_is_unpacked_once_and_again_when_it_is_damaged_or_of_another_version(tmp_path: Path) -> None:
    assert gazetteer_file.unpacked(tmp_path) is None
    made = gazetteer_file.unpack(tmp_path)
    stamp = made.stat().st_mtime_ns
    assert gazetteer_file.unpack(tmp_path) == made == gazetteer_file.unpacked(tmp_path)
    assert made.stat().st_mtime_ns == stamp
    older = made.with_name("places-0123456789abcdef.db")
    older.write_bytes(b"of another version")
    with made.open("r+b") as file:
        file.truncate(made.stat().st_size // 2)
    assert gazetteer_file.unpacked(tmp_path) is None
    gazetteer_file.unpack(tmp_path)
    assert gazetteer_file.unpacked(tmp_path) == made
    assert [each.name for each in tmp_path.iterdir()] == [made.name]


@pytest.mark.slow
def test_several_that_unpack_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    threads = [threading.Thread(target=gazetteer_file.unpack, args=(tmp_path,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (made,) = tmp_path.iterdir()
    assert made.read_bytes() == lzma.decompress(assets.read_bytes(gazetteer_file.SHIPPED))


def test_a_file_damaged_inside_finds_nothing_and_goes(tmp_path: Path) -> None:
    made = gazetteer_file.unpack(tmp_path)
    with made.open("r+b") as file:
        file.seek(40_960)
        file.write(bytes([255]) * (made.stat().st_size - 90_000))
    assert Gazetteer(made).named("Mosul") == []
    assert gazetteer_file.unpacked(tmp_path) is None


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(gazetteer_file.shutil, "copyfileobj", full)
    with pytest.raises(OSError, match="no space"):
        gazetteer_file.unpack(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_looking_up_within_a_country_and_near_a_point(reader: PlaceReader) -> None:
    found = reader.gazetteer.lookup("Tripoli", country="LBN")
    assert {each.country for each in found} == {"LBN"}
    nearest = reader.gazetteer.lookup("Tripoli", near=(34.0, 35.5))[0]
    assert nearest.country == "LBN"
    assert reader.gazetteer.lookup("Nowhere-at-all") == []
    assert {each.how for each in reader.gazetteer.alike("Maidugury")} == {FUZZY}


def test_a_point_at_a_distance() -> None:
    """A degree of a great circle is 111.195 km on this sphere; there and back is where one was."""
    assert destination(0.0, 0.0, 0.0, 111.195) == pytest.approx((1.0, 0.0), abs=1e-4)
    assert destination(0.0, 179.5, 90.0, 111.195) == pytest.approx((0.0, -179.5), abs=1e-4)
    there = destination(36.335, 43.119, 315.0, 120.0)
    assert km_between(36.335, 43.119, *there) == pytest.approx(120.0, abs=0.01)


@pytest.mark.parametrize(
    ("words", "name", "within"),
    [
        ("Nineveh province", "Nineveh", ()), ("the town of Tal Afar", "Tal Afar", ()), ("محافظة نينوى", "نينوى", ()),
        ("Tripoli, Lebanon", "Tripoli", ("Lebanon",)), ("Taiz (Yemen)", "Taiz", ("Yemen",)),
        ("Qayyara in northern Iraq", "Qayyara", ("northern Iraq",)), ("قضاء سنجار", "سنجار", ()),
    ],
)  # fmt: skip
def test_a_phrase_is_parted_into_name_and_what_it_lies_in(words: str, name: str, within: tuple[str, ...]) -> None:
    read = read_phrase(words)
    assert name in [way.name for way in read.ways]
    assert read.within == within


def whole(reader: PlaceReader, text: str, known: tuple[tuple[str, dict[str, str]], ...] = ()) -> Proposal:
    proposal = PlaceSuggester(known, reader).whole(marked(text))
    assert proposal is not None
    return proposal


def test_the_project_comes_before_the_world(reader: PlaceReader) -> None:
    known = (("Qayyara", {"name": "Qayyara base", "country": "IRQ"}),)
    assert whole(reader, "at [[Qayyara]] on Friday", known).values["name"] == "Qayyara base"
    assert whole(reader, "in [[Mosul]] on Friday, in Iraq", known).values["name"] == "Mosul"


def test_coordinates_come_with_their_source_and_a_country_has_none(reader: PlaceReader) -> None:
    town = whole(reader, "in [[Mosul]], Iraq, on Friday").values
    assert (town["precision"], town["coordinate_source"], town["country"]) == ("exact", "gazetteer", "IRQ")
    country = whole(reader, "in [[Iraq]] on Friday").values
    assert country["precision"] == "country"
    assert "latitude" not in country
    assert whole(reader, "in [[Nineveh province]] of Iraq").values["precision"] == "province"


def test_distance_and_direction_give_a_point_and_say_how_exact_it_is(reader: PlaceReader) -> None:
    values = whole(reader, "ambushed [[about 120 km northwest of Mosul]], Iraqi police said").values
    assert (values["precision"], values["km"], values["direction"]) == ("region", 120.0, "NW")
    assert values["approximate"] == "yes"
    point = values["latitude"], values["longitude"]
    assert point == pytest.approx((37.094, 42.162), abs=0.01)
    assert "latitude" not in whole(reader, "in a village [[south of Mosul]], Iraqi police said").values


def test_several_are_offered_and_the_words_alone_stand_first(reader: PlaceReader) -> None:
    proposal = whole(reader, "shot in [[Springfield]] on Sunday")
    assert proposal.values == {"words": "Springfield"}
    assert len(proposal.alternatives) > 1


@pytest.mark.parametrize(
    ("typed", "name", "country"),
    [("Qayy", "Al Qayyārah", "IRQ"), ("al-Qayya", "Al Qayyārah", "IRQ"), ("Maidug", "Maiduguri", "NGA"),
     ("بغد", "Baghdad", "IRQ"), ("Tripoli, Lebanon", "Tripoli", "LBN")],
)  # fmt: skip
def test_places_are_found_by_the_beginning_of_a_name(reader: PlaceReader, typed: str, name: str, country: str) -> None:
    assert (name, country) in [(each.name, each.country) for each in reader.begun(typed)]


@pytest.mark.parametrize("typed", ["", "Q", "Zz", "ا", "zzzzzz", "120 km northwest of Mosul"])
def test_too_little_and_what_begins_no_name_finds_nothing(reader: PlaceReader, typed: str) -> None:
    assert [each for each in reader.begun(typed) if each.how != FUZZY] == []


def test_while_one_types_the_projects_places_come_first_and_names_that_are_alike_say_so(reader: PlaceReader) -> None:
    known = [("Qayyara", {"name": "Q-West", "country": "IRQ"}), ("Kirkuk", {"name": "Kirkuk"})]
    first, second, *_ = PlaceSuggester(known, reader).begun("qayy")
    assert (first.values["name"], first.rule) == ("Q-West", "coded before")
    assert (second.values["name"], second.rule) == ("Al Qayyārah", "gazetteer: exact")
    assert "words" not in second.values
    alike = PlaceSuggester(known, reader).begun("Maidugury")
    assert "Maiduguri" in [each.values.get("name") for each in alike]
    assert {each.rule for each in alike} == {"gazetteer: fuzzy"}
    assert PlaceSuggester(known).begun("kirk")[0].values == {"name": "Kirkuk"}


@pytest.mark.parametrize(
    ("text", "country"),
    [("Córdoba department, Colombia.", "COL"), ("Tripoli, Lebanon.", "LBN"), ("Gaza Strip, Israel.", "PSE")],
)
def test_of_the_places_of_a_name_those_in_the_country_behind_it_are_told(
    reader: PlaceReader, text: str, country: str
) -> None:
    """A name of which there is one only stays where it lies, whatever the writer counts it with."""
    told = ContextReader(reader.gazetteer).context(f"X. {text}", 0, 1)
    assert {reader.gazetteer.place(number).country for number in told.provinces} == {country}


def test_words_of_a_longer_name_and_towns_called_provinces_tell_no_other_province(reader: PlaceReader) -> None:
    """Neither an Eastern Province nor, by its city Mosul, Nineveh is told here; by “Mosul region” it is."""
    contexts = ContextReader(reader.gazetteer)
    assert contexts.context("X. North Eastern province, Sri Lanka.", 0, 1).provinces == {}
    assert contexts.context("X. Mosul province, Iraq.", 0, 1).provinces == {}
    assert contexts.context("X. Mosul region, Iraq.", 0, 1).provinces != {}
    (there,) = contexts.context("X. East Azarbaijan province, Iran.", 0, 1).provinces  # a spelling the list has not
    assert reader.gazetteer.place(there).name == "East Azerbaijan"


@pytest.mark.parametrize("words", ["Erbil International Airport", "Erbil international airport", "Erbil army base"])
def test_what_stands_at_a_town_is_near_it(reader: PlaceReader, words: str) -> None:
    values = whole(reader, f"rockets hit [[{words}]] in Iraq on Friday").values
    assert (values["name"], values["precision"]) == ("Erbil", "near")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("clashes in [[Garbahare]], capital of Gedo region, Somalia", "Garbahaarrey"),
        ("in [[Garbahare town]]. Gedo region, Somalia.", "Garbahaarrey"),
        ("shelling of [[Ein Issa]], Raqqa governorate, Syria", "‘Ayn ‘Īsá"),
    ],
)
def test_a_name_that_is_spelt_otherwise_is_taken_in_the_province_that_is_told(
    reader: PlaceReader, text: str, name: str
) -> None:
    assert whole(reader, text).values.get("name") == name


def test_without_its_province_a_name_that_is_spelt_otherwise_is_only_offered(reader: PlaceReader) -> None:
    proposal = whole(reader, "clashes in [[Garbahare]] in Somalia")
    assert proposal.values == {"words": "Garbahare"}
    assert "Garbahaarrey" in [each.values.get("name") for each in proposal.alternatives]


def test_a_place_of_that_name_abroad_gives_way_to_one_in_the_told_province(reader: PlaceReader) -> None:
    """There is an Arbin in France, and a Jinan of millions in China."""
    assert whole(reader, "shells fell on [[Arbin]], Rif Dimashq governorate, Syria").values.get("country") == "SYR"
    assert whole(reader, "killed in [[Jinan]]. Hamah governorate, Syria.").values == {"words": "Jinan"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("qaryat Qayyara", "Qayyara"), ("poselok Achkhoy-Martan", "Achkhoy-Martan"), ("Markaz-e Mosul", ""),
        ("Markaz e Ghormach", "Ghormach"), ("northern Nineveh province", "Nineveh"), ("municipio de Tame", ""),
        ("the village of Baga in Borno state", "Baga"),
    ],
)  # fmt: skip
def test_words_for_kinds_of_places_before_a_name(words: str, name: str) -> None:
    assert (name in [way.name for way in read_phrase(words).ways]) == bool(name)


def test_a_name_beside_a_word_for_what_stands_there_is_not_a_part_of_a_longer_one(reader: PlaceReader) -> None:
    near = whole(reader, "shells hit [[Army Vehicle Base Harasta]], Rif Dimashq, Syria").values
    assert (near.get("name"), near.get("precision")) == ("Ḩarastā", "near")
    assert "name" not in whole(reader, "trucks wait at [[Bab al Hawa]], Idlib governorate, Syria").values


def test_of_two_readings_of_the_words_the_one_with_a_point_is_taken(reader: PlaceReader) -> None:
    """The list has a district “Quneitra Governorate” without a known town beside the province Quneitra."""
    values = whole(reader, "shelling in [[Quneitra Governorate]], Syria").values
    assert (values["admin1"], values["precision"]) == ("Quneitra", "province")

# SPDX-License-Identifier: MIT
"""Codebook files: every kind of fault is named with its line and says what to do."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.domain.codebook.document import codebook_json
from curator.domain.faults import InputRefused, UserFault
from curator.formats.codebook_toml import LARGEST_FILE, lines_of, read_codebook, read_codebook_file

GOOD = """\
format = "curator-codebook/1"
key = "strikes"
version = "1.0"
title = "Strikes"
language = "en"
not_codable = "left_out"
title_field = "name"
summary_fields = ["branch"]

[[sections]]
key = "main"
label = "Main"

[[fields]]
key = "name"
kind = "text"
label = "Name"
section = "main"
max_length = 80

[[fields]]
key = "sector"
kind = "choice"
choices = "sectors"
label = "Sector"

[[fields]]
key = "branch"
kind = "choice"
choices = "branches"
parent = "sector"
label = "Branch"
default = "mines"
visible_when = [{ field = "sector", any_of = ["industry"] }]

[[fields]]
key = "days"
kind = "date"
label = "Days"
parts = [
  { part = "start", key = "first", kind = "day", label = "First" },
  { part = "end", key = "last", kind = "day", label = "Last" },
  { part = "precision", key = "how_exact", kind = "choice", choices = "precisions", label = "Exact" },
]

[[fields]]
key = "share"
kind = "decimal"
label = "Share"
minimum = 0
maximum = 1

[[groups]]
key = "unions"
label = "Unions"

[[groups.fields]]
key = "union_name"
kind = "text"
label = "Union"
evidence = "required"

[[groups.fields]]
key = "side"
kind = "choice"
choices = "sectors"
label = "Side"

[[groups.fields]]
key = "members"
kind = "count"
label = "Members"
parts = [
  { part = "low", key = "low", kind = "integer", label = "Low" },
  { part = "best", key = "best", kind = "integer", label = "Best" },
  { part = "high", key = "high", kind = "integer", label = "High" },
  { part = "qualifier", key = "qualifier", kind = "choice", choices = "qualifiers", label = "Qualifier" },
]

[[keys]]
key = "U"
label = "Union"
group = "unions"
field = "union_name"
presets = [{ field = "side", value = "industry" }]

[[keys]]
key = "D"
label = "Days"
field = "days"

[[derived]]
key = "total"
label = "Members"
kind = "count_total"
group = "unions"
field = "members"

[[derived]]
key = "year"
label = "Year"
kind = "year"
field = "first"

[[rules]]
id = "R1"
kind = "in_order"
level = "error"
fields = ["first", "last"]

[[rules]]
id = "R2"
kind = "implies"
level = "warning"
when = [{ field = "share", at_least = 0.5 }]
then = [
  { group = "unions", where = [{ field = "side", any_of = ["industry"] }] },
]

[[rules]]
id = "R3"
kind = "count_fits"
group = "unions"
field = "members"

[[lists]]
key = "sectors"
choices = [
  { code = "industry", label = "Industry" },
  { code = "services", label = "Services" },
]

[[lists]]
key = "branches"
choices = [
  { code = "mines", label = "Mines", under = "industry" },
  { code = "trains", label = "Trains", under = "services" },
]

[[lists]]
key = "precisions"
choices = [
  { code = "one_day", label = "Day", means = "day" },
]

[[lists]]
key = "qualifiers"
choices = [
  { code = "exact", label = "Exact", means = "exact" },
]

[[lists]]
key = "left_out"
choices = [{ code = "old", label = "Old" }]
"""

# What is replaced, by what, where the fault is expected (a text on its line), a part of the reason.
FAULTS = [
    # the head
    ('format = "curator-codebook/1"', 'format = "curator-codebook/2"', "format =", "a newer Curator may be needed"),
    ('version = "1.0"', 'version = "1 beta"', "version =", "cannot be used as version"),
    ('version = "1.0"\n', "", 'format = "', "“version” is missing; add it"),
    ('title = "Strikes"', 'titel = "Strikes"', "titel =", "no attribute “titel” here. Did you mean “title”?"),
    ('title = "Strikes"', "title = 5", "title = 5", "must be text in quotes, not the number 5"),
    ('language = "en"', 'language = "English"', "language =", "a language code such as en"),
    ('not_codable = "left_out"', 'not_codable = "left"', "not_codable =", "no list “left” with the reasons"),
    ('title_field = "name"', 'title_field = "names"', "title_field =", "no field “names”. Did you mean “name”?"),
    ('title_field = "name"', 'title_field = "share"', "title_field =", "“share” is no text"),
    ('key = "name"\n', 'key = "name"\nprivate = true\n', "title_field =", "“name” is private"),
    (
        'summary_fields = ["branch"]',
        'summary_fields = ["days"]',
        "summary_fields",
        "name one of its parts: first, last",
    ),
    # keys of fields and groups
    ('key = "name"', 'key = "Name"', 'key = "Name"', "a key begins with a small letter"),
    ('key = "name"', 'key = "position"', 'key = "position"', "a column Curator has itself"),
    ('key = "share"', 'key = "first"', 'key = "first"\nkind = "decimal"', "already the key of another field or part"),
    ('key = "union_name"', 'key = "low"', 'key = "low", kind', "“low” is already the key"),
    ('key = "unions"', 'key = "values"', 'key = "values"', "kept for a file of the data set"),
    ('key = "unions"', 'key = "nul"', 'key = "nul"', "choose another"),
    # kinds and parts
    ('kind = "decimal"', 'kind = "decimals"', 'kind = "decimals"', "“decimals” is no kind; possible are text"),
    ('label = "Share"\n', "", '[[fields]]\nkey = "share"', "“label” is missing"),
    ('label = "Share"', 'label = " "', 'label = " "', "“label” is empty"),
    (
        'part = "start", ',
        'part = "begin", ',
        'part = "begin"',
        "a date has no part “begin”; its parts are words, start",
    ),
    (
        '  { part = "end", key = "last", kind = "day", label = "Last" },\n',
        "",
        '[[fields]]\nkey = "days"\nkind',
        "needs the part “end”",
    ),
    ('part = "end", key = "last"', 'part = "start", key = "last"', 'key = "last"', "the part “start” is there twice"),
    (
        'key = "first", kind = "day"',
        'key = "first", kind = "text"',
        'key = "first"',
        "must be of kind “day”, not “text”",
    ),
    ('kind = "decimal"', 'kind = "decimal"\npart = "low"', 'part = "low"\nlabel', "only the parts of a compound field"),
    (
        "max_length = 80",
        'parts = [{ key = "a", kind = "text", label = "A" }]',
        "parts = [{",
        "has no parts; remove them",
    ),
    # attributes
    ("max_length = 80", "max_length = 0", "max_length", "must be 1 or more"),
    ("max_length = 80", "maximum = 80", "maximum = 80", "a field of kind “text” has no “maximum”"),
    ("max_length = 80", "required = 1", "required", "must be true or false (without quotes)"),
    ("minimum = 0", "minimum = 2", "minimum = 2", "“minimum” 2 is above “maximum” 1"),
    ("minimum = 0", 'minimum = "0"', "minimum = ", "must be a number, not the text “0”"),
    ('evidence = "required"', 'evidence = "yes"', "evidence = ", "possible are required, possible, none"),
    ('evidence = "required"', 'evidence = "required"\nhas_basis = false', "evidence = ", "cannot require evidence"),
    ('evidence = "required"', 'usual_basis = "guess"', "usual_basis = ", "possible are stated, normalised"),
    ('evidence = "required"', 'has_basis = false\nusual_basis = "stated"', "usual_basis = ", "has no usual one"),
    ('default = "mines"', 'default = "mine"', "default = ", "“mine” is not in the list branches"),
    ('default = "mines"', "default = true", "default = ", "must be a text or a number"),
    (
        "minimum = 0",
        'minimum = 0\ndefault = "much"',
        'default = "much"',
        "does not fit the field: a number is expected",
    ),
    ('section = "main"', 'section = "mian"', "section = ", "there is no section “mian”; add it"),
    # lists
    (
        'choices = "branches"',
        'choices = "branch"',
        'choices = "branch"',
        "no list “branch”; add it under [[lists]]. Did you",
    ),
    ('choices = "sectors"\nlabel = "Sector"', 'label = "Sector"', '[[fields]]\nkey = "sector"', "needs “choices”"),
    ('parent = "sector"', 'parent = "share"', "parent = ", "no other choice field of the same table"),
    ('under = "industry"', 'under = "industrie"', 'under = "industrie"', "Did you mean “industry”?"),
    (', under = "services"', "", '{ code = "trains"', "“trains” needs “under”"),
    ('code = "old", ', 'code = "old", under = "x", ', 'code = "old"', "“under” counts only"),
    (
        'code = "services"',
        'code = "industry"',
        '{ code = "industry", label = "Services"',
        "in the list “sectors” twice",
    ),
    ('code = "services"', 'code = "INDUSTRY"', 'code = "INDUSTRY"', "only in case"),
    ('code = "old"', 'code = "old ones"', 'code = "old ones"', "cannot be a code"),
    ('means = "day"', 'means = "days"', 'means = "days"', "“days” is no meaning here; possible are day, range"),
    (', means = "day"', "", '{ code = "one_day"', "needs “means”"),
    ('code = "old", ', 'code = "old", means = "day", ', 'code = "old"', "“means” is understood only in lists of"),
    ('choices = [{ code = "old", label = "Old" }]', "choices = []", '[[lists]]\nkey = "left_out"', "has no choices"),
    (
        'choices = [{ code = "old", label = "Old" }]',
        'choices = ["old"]',
        'choices = ["old"]',
        "a table is expected here",
    ),
    ('key = "precisions"', 'key = "sectors"', 'key = "sectors"\nchoices = [\n  { code = "one', "another list"),
    # conditions
    (
        '[{ field = "sector", any_of = ["industry"] }]',
        '[{ field = "sector", any_of = ["indstry"] }]',
        "visible_when",
        "Did you mean “industry”?",
    ),
    (
        '[{ field = "sector", any_of = ["industry"] }]',
        '[{ any_of = ["industry"] }]',
        "visible_when",
        "either a field or a group",
    ),
    (
        '[{ field = "sector", any_of = ["industry"] }]',
        '[{ field = "branch" }]',
        "visible_when",
        "hidden because of its own",
    ),
    (
        '[{ field = "sector", any_of = ["industry"] }]',
        '[{ field = "days", any_of = ["x"] }]',
        "visible_when",
        "is a compound",
    ),
    ('field = "share", at_least = 0.5', 'field = "name", at_least = 0.5', "at_least", "“name” is no number"),
    (
        'field = "share", at_least = 0.5',
        'field = "share", any_of = ["half"]',
        'any_of = ["half"]',
        "“share” cannot hold this",
    ),
    (
        'group = "unions", where = [{ field = "side"',
        'group = "unions", where = [{ field = "name"',
        '{ group = "unions", where',
        "no field “name” in the group “unions”",
    ),
    # keys of the keyboard
    ('key = "U"\n', 'key = "m"\n', 'key = "m"', "the key M belongs to Curator"),
    ('key = "D"\n', 'key = "u"\n', 'key = "u"', "the key U is given twice"),
    ('key = "D"\n', 'key = "Ctrl+D"\n', 'key = "Ctrl+D"', "one letter A-Z or one digit"),
    (
        'label = "Days"\nfield = "days"',
        'label = "Days"\nfield = "day"',
        'field = "day"',
        "no field “day”. Did you mean “days”?",
    ),
    (
        'presets = [{ field = "side", value = "industry" }]',
        'presets = [{ field = "side", value = "x" }]',
        "presets",
        "“side” cannot hold this",
    ),
    (
        'label = "Union"\ngroup = "unions"\nfield',
        'label = "Union"\ngroup = "union"\nfield',
        'group = "union"\n',
        "Did you mean “unions”?",
    ),
    (
        'field = "days"\n',
        'field = "days"\npresets = [{ field = "name", value = "x" }]\n',
        'presets = [{ field = "name"',
        "presets belong to the rows of a group",
    ),
    # derived columns
    ('kind = "year"', 'kind = "years"', 'kind = "years"', "possible are count_total, joined, row_count, year"),
    ('key = "year"', 'key = "total_low"', 'key = "total_low"', "already has a column “total_low”"),
    ('kind = "year"\nfield = "first"', 'kind = "year"\nfield = "share"', 'field = "share"', "this needs kind “day”"),
    ('key = "first", kind', 'key = "first", private = true, kind', 'field = "first"', "is private; a derived column"),
    (
        'field = "members"\n\n[[derived]]',
        'field = "side"\n\n[[derived]]',
        'field = "side"\n',
        "this needs kind “count”",
    ),
    (
        'kind = "count_total"\ngroup = "unions"\n',
        'kind = "count_total"\n',
        '[[derived]]\nkey = "total"',
        "needs a “group”",
    ),
    (
        'kind = "year"\n',
        'kind = "year"\nfallback = "first"\n',
        'fallback = "first"',
        "belongs to a derived column of kind “joined”",
    ),
    # rules
    ('kind = "in_order"', 'kind = "in_ordre"', 'kind = "in_ordre"', "Did you mean “in_order”?"),
    ('id = "R2"', 'id = "r1"', 'id = "r1"', "already the id of another rule"),
    ('level = "warning"', 'level = "warn"', 'level = "warn"', "possible are error, warning, hint"),
    ('fields = ["first", "last"]\n', "", '[[rules]]\nid = "R1"', "needs “fields”: two or more fields"),
    ('fields = ["first", "last"]', 'fields = ["first"]', 'fields = ["first"]', "at least two fields"),
    (
        'fields = ["first", "last"]',
        'fields = ["first", "share"]',
        'fields = ["first", "share"]',
        "cannot be put in order",
    ),
    (
        'fields = ["first", "last"]',
        'field = "first"',
        'field = "first"\n\n[[rules]]\nid = "R2"',
        "no attribute “field” here. Did you mean “fields”?",
    ),
    ('level = "error"\nfields', 'level = "error"\nwhen = []\nfields', "when = []", "no attribute “when” here"),
    (
        'kind = "count_fits"\ngroup = "unions"\nfield = "members"',
        'kind = "count_fits"\nfield = "days"',
        'field = "days"\n\n[[lists]]',
        "“days” is no count",
    ),
    (
        'id = "R3"\nkind = "count_fits"',
        'id = "R3"\nkind = "child_of"',
        'field = "members"\n\n[[lists]]',
        "is a compound; name one of its parts",
    ),
    # TOML itself
    ('title = "Strikes"', "title = Strikes", "title = Strikes", "this is not TOML: invalid value"),
]


def faults_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(InputRefused) as refused:
        read_codebook(text, "strikes.toml")
    assert "“strikes.toml”" in refused.value.sentence
    found = []
    for place in refused.value.places:
        line, reason = place.removeprefix("line ").split(": ", 1)
        found.append((int(line), reason))
    return found


def test_the_good_codebook_is_read() -> None:
    codebook = read_codebook(GOOD)
    assert [leaf.key for leaf in codebook.leaves()] == [
        "name",
        "sector",
        "branch",
        "first",
        "last",
        "how_exact",
        "share",
    ]
    assert codebook.groups[0].fields[0].evidence == "required"
    assert codebook.rules[1].level == "warning"


@pytest.mark.parametrize(("old", "new", "at", "reason"), FAULTS)
def test_a_fault_is_named_with_its_line_and_reason(old: str, new: str, at: str, reason: str) -> None:
    assert GOOD.count(old) >= 1
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    assert text.count(at) >= 1, at
    line = text.count("\n", 0, text.index(at)) + 1
    found = faults_of(text)
    assert any(line == number and reason in told for number, told in found), (line, found)
    assert [number for number, _ in found] == sorted(number for number, _ in found)
    assert all(told.endswith((".", "?")) for _, told in found)


def test_there_are_many_kinds_of_fault() -> None:
    assert len(FAULTS) >= 75
    assert len({reason for _, _, _, reason in FAULTS}) >= 70


def test_two_faults_are_both_named_in_the_order_of_their_lines() -> None:
    text = GOOD.replace('code = "old"', 'code = "o l d"').replace('version = "1.0"', 'version = ""')
    assert [line for line, _ in faults_of(text)] == [3, GOOD[: GOOD.index('code = "old"')].count("\n") + 1]


@pytest.mark.parametrize(
    ("broken", "line", "reason"),
    [
        ('key = "a\n', 1, "illegal character"),
        ('key = "a"\nkey = "b"\n', 2, "overwrite"),
        ("a = [1,\n", 1, "array"),
        ('"""', 1, "expected"),
    ],
)
def test_text_that_is_no_toml_names_the_line(broken: str, line: int, reason: str) -> None:
    ((found, told),) = faults_of(broken)
    assert (found, reason in told.lower() or "not TOML" in told) == (line, True)


def test_brackets_without_end_are_refused() -> None:
    for opening in ("[", "{a="):
        with pytest.raises(InputRefused) as refused:
            read_codebook("a = " + opening * 50_000)
        assert refused.value.sentence
    with pytest.raises(InputRefused):
        read_codebook("a = " + "9" * 5000)


LINES = '''\
# a comment with [[brackets]] = and "quotes"
title = "one"   # another
"quoted key" = 1
long = """
first line
second = "not a key"
"""
literal = \'\'\'
it's [here]\'\'\'
tricky = """a ""quoted"" end"""""
list = [
  # in between
  "a", [1, 2],
  { code = "x", under = "}", more = [ "]" ] },
  { code = "y" },  # end
]
dotted.key.here = true
empty = []

[table]
a = 2019-11-08T10:00:00Z

[[many]]
key = "first"
  [[many.inner]]
  key = "deep"
  [[many.inner]]
  key = "deeper"
[[many]]
key = "second"
[many.sub]
b = 1
[[many.inner]]
key = "under the second"
'''

EXPECTED = {
    ("title",): 2, ("quoted key",): 3, ("long",): 4, ("literal",): 8, ("tricky",): 10, ("list",): 11,
    ("list", 0): 13, ("list", 1): 13, ("list", 1, 1): 13, ("list", 2): 14, ("list", 2, "under"): 14,
    ("list", 2, "more", 0): 14, ("list", 3, "code"): 15, ("dotted",): 17, ("dotted", "key", "here"): 17, ("empty",): 18,
    ("table",): 20, ("table", "a"): 21, ("many",): 23, ("many", 0): 23, ("many", 0, "key"): 24,
    ("many", 0, "inner", 0): 25, ("many", 0, "inner", 0, "key"): 26, ("many", 0, "inner", 1, "key"): 28,
    ("many", 1): 29, ("many", 1, "key"): 30, ("many", 1, "sub"): 31, ("many", 1, "sub", "b"): 32,
    ("many", 1, "inner", 0): 33, ("many", 1, "inner", 0, "key"): 34,
}  # fmt: skip


def test_the_line_of_every_value_is_known() -> None:
    lines = lines_of(LINES)
    assert {path: lines.get(path) for path in EXPECTED} == EXPECTED
    assert lines_of(LINES.replace("\n", "\r\n")) == lines


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path} | {found for name, each in inner for found in paths_of(each, (*path, name))}


@pytest.mark.parametrize("text", [LINES, GOOD], ids=["tricky", "codebook"])
def test_the_scanner_finds_the_same_places_as_the_parser(text: str) -> None:
    assert set(lines_of(text)) | {()} == paths_of(tomllib.loads(text))


TEXTS = st.text(st.sampled_from("ab\"'#[]{}=,. \t\\\nü"), max_size=12)


def written(value: Any) -> str:
    """TOML for a value, on one line."""
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return f'"{escaped}"'
    if isinstance(value, list):
        return f"[ {', '.join(map(written, value))} ]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{written(name)} = {written(each)}" for name, each in value.items()) + " }"
    return "true" if value is True else str(value)


VALUES = st.recursive(
    TEXTS | st.integers(-9, 9) | st.just(True),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.dictionaries(TEXTS, VALUES, max_size=5))
def test_any_document_is_walked_to_its_end(document: dict[str, Any]) -> None:
    text = "".join(f"{written(name)} = {written(value)}\n" for name, value in document.items())
    assert tomllib.loads(text) == document
    lines = lines_of(text)
    assert set(lines) | {()} == paths_of(document)
    assert [lines[(name,)] for name in document] == list(range(1, len(document) + 1))


# --- files -----------------------------------------------------------------------------------------------------------


def test_a_file_is_read_as_utf8_with_or_without_a_mark_and_as_json(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("Mines", "Bergwerke ü").encode())
    codebook = read_codebook_file(path)
    assert codebook.lists[1].choices[0].label == "Bergwerke ü"
    exported = tmp_path / "codebook.json"
    exported.write_text(codebook_json(codebook), encoding="utf-8")
    assert read_codebook_file(exported) == codebook
    exported.write_text(codebook_json(codebook).replace('"kind":"day"', '"kind":"dya"', 1), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_codebook_file(exported)
    assert refused.value.places[0].startswith("fields 4, parts 1, kind: “dya” is no kind")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        ("\ufeff".encode("utf-16-le") + GOOD.encode("utf-16-le"), "UTF-16"),
        (GOOD.replace("Mines", "Bergwerke ü").encode("latin-1"), "UTF-8"),
        (b"\x00" * 50, "TOML"),
        (b"#" * (LARGEST_FILE + 1), "bytes"),
    ],
)
def test_a_file_that_is_no_codebook_is_refused(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(data)
    with pytest.raises(InputRefused) as refused:
        read_codebook_file(path)
    assert word in refused.value.sentence + "".join(refused.value.places)


def test_bytes_that_are_no_utf8_name_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b'key = "a"\ntitle = "\xfc"\n')
    with pytest.raises(InputRefused) as refused:
        read_codebook_file(path)
    assert refused.value.places == ("line 2: this is not UTF-8; save the file as UTF-8 and try again.",)


def test_a_missing_file_and_a_folder_are_faults_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserFault, match="no codebook file"):
        read_codebook_file(tmp_path / "missing.toml")
    with pytest.raises(UserFault, match="folder"):
        read_codebook_file(tmp_path)


def test_broken_json_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for text in ('{\n"key": }', "{" * 9, "[" * 100_000):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputRefused):
            read_codebook_file(path)

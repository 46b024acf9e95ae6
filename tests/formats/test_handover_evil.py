# SPDX-License-Identifier: MIT
"""Files that want to do harm, or were harmed: each is refused with its reason or read as it should, soon, and nothing
is written anywhere (RELIABILITY.md 3.5)."""

from __future__ import annotations

import io
import json
import os
import random
import stat
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.domain.canonical import canonical_json, sha256_of
from curator.domain.faults import InputRefused
from curator.domain.handover import HandOver
from curator.formats.handover_reading import read_handover
from tests.formats.handover_sample import CENTRAL, LOCAL, Parts, ended, handover, patched, zipped

pytestmark = pytest.mark.slow  # many files are made

SECONDS = 5
Maker = Callable[[Parts], bytes]


def tried(data: bytes, folder: Path) -> HandOver | str:
    """What reading gives: a hand-over or the sentence; within seconds, and the folder is as before."""
    path = folder / "given" / "a.curator-handover"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    before = time.process_time()
    found: HandOver | str
    try:
        found = read_handover(path)
    except InputRefused as fault:
        found = fault.sentence
    assert isinstance(found, HandOver) or ("othing was changed" in found and found.isprintable()), found
    assert time.process_time() - before < SECONDS
    assert path.read_bytes() == data
    assert [each.name for each in path.parent.iterdir()] == ["a.curator-handover"]
    return found


def by_zipfile(parts: Parts, **more: object) -> bytes:
    """As another zip program writes it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packing:
        for name, data in {**parts.entries, "manifest.json": parts.listed()}.items():
            packing.writestr(name, data, **more)  # type: ignore[arg-type]
    return stream.getvalue()


def with_entry(parts: Parts, name: str, data: bytes = b"x", attributes: int = 0o100600 << 16) -> bytes:
    """One entry more, that the manifest names too."""
    parts.entries[name] = data
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packing:
        for each, held in {**parts.entries, "manifest.json": parts.listed()}.items():
            told = zipfile.ZipInfo(each)
            told.create_system = 3
            told.external_attr = attributes if each == name else 0o100600 << 16
            packing.writestr(told, held)
    return stream.getvalue()


def twice(parts: Parts) -> bytes:
    """Two entries of one name."""
    data = zipped({**parts.entries, "manifest.jsom": b"{}", "manifest.json": parts.listed()})
    return data.replace(b"manifest.jsom", b"manifest.json")


def composed(parts: Parts) -> bytes:
    """Two names that are one where accents are put together."""
    parts.entries["e\u0301.jsonl"] = b"x"
    return with_entry(parts, "\u00e9.jsonl")


def bomb(parts: Parts) -> bytes:
    """An entry that unpacks to a thousand times its size."""
    return by_zipfile_deflated(parts, b" " * 100_000_000)


def by_zipfile_deflated(parts: Parts, data: bytes) -> bytes:
    parts.entries["incidents.jsonl"] = data
    return by_zipfile(parts, compress_type=zipfile.ZIP_DEFLATED)


def many_bombs(parts: Parts) -> bytes:
    """Each entry small enough to be let through, all together not."""
    for number in range(400):
        parts.entries[f"texts/{number:064x}.txt"] = b" " * 65_000
    return by_zipfile(parts, compress_type=zipfile.ZIP_DEFLATED)


def too_many(parts: Parts) -> bytes:
    for number in range(5_001):
        parts.entries[f"texts/{number:064x}.txt"] = b""
    return zipped({**parts.entries, "manifest.json": parts.listed()})


def overlapping(parts: Parts) -> bytes:
    """Many lines of the directory for the same bytes."""
    data = parts.packed()
    length, place = struct.unpack("<2I", data[-10:-2])
    directory = data[place : place + length]
    first = directory[: directory.index(CENTRAL, 4)]
    name = first[46:]
    assert name.startswith(b"codebooks/")
    copies = [first[:46] + b"codebooks/" + b"%064x" % number + b".json" for number in range(1_000)]
    more = directory + b"".join(copies)
    whole = data[:place] + more + data[-22:]
    many = struct.unpack("<H", data[-12:-10])[0] + len(copies)
    return ended(whole, here=many, many=many, length=len(more))


def says_less(parts: Parts) -> bytes:
    """Directory and header say that an entry is small; it unpacks to much more."""
    parts.entries["incidents.jsonl"] = b'{"a":"' + os.urandom(30_000).hex().encode() + b'"}\n'
    size = str(len(parts.entries["incidents.jsonl"])).encode()
    data = parts.packed(parts.listed().replace(b'"bytes":' + size, b'"bytes":100'))
    for sign, offset in ((LOCAL, 22), (CENTRAL, 24)):
        data = patched(data, sign, "incidents.jsonl", offset, "<I", 100)
    return data


def says_more(parts: Parts) -> bytes:
    data = parts.packed()
    for sign, offset in ((LOCAL, 22), (CENTRAL, 24)):
        data = patched(data, sign, "manifest.json", offset, "<I", 60_000)
    return data


def with_rest(parts: Parts) -> bytes:
    """Bytes hidden behind the end of a packed entry."""
    name, hidden = "incidents.jsonl", b"hidden"
    data = parts.packed()
    at = data.index(name.encode()) + len(name)
    packed = struct.unpack_from("<I", data, at - len(name) - 12)[0]
    place = struct.unpack("<I", data[-6:-2])[0]
    data = data[: at + packed] + hidden + data[at + packed :]
    data = ended(data, place=place + len(hidden))
    moved = bytearray(data)
    where = place + len(hidden)
    while moved[where : where + 4] == CENTRAL:
        offset = struct.unpack_from("<I", moved, where + 42)[0]
        if offset > at:
            struct.pack_into("<I", moved, where + 42, offset + len(hidden))
        where += 46 + struct.unpack_from("<H", moved, where + 28)[0]
    data = bytes(moved)
    for sign, offset in ((LOCAL, 18), (CENTRAL, 20)):
        data = patched(data, sign, name, offset, "<I", packed + len(hidden))
    return data


def zip64_entry(parts: Parts) -> bytes:
    """A field of the large kind that gives another size."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packing:
        for name, data in {**parts.entries, "manifest.json": parts.listed()}.items():
            with packing.open(zipfile.ZipInfo(name), "w", force_zip64=name == "manifest.json") as entry:
                entry.write(data)
    return stream.getvalue()


def both(parts: Parts, name: str, local: int, central: int, form: str, value: int) -> bytes:
    """The same lie in the header and in the directory."""
    data = parts.packed()
    for sign, offset in ((LOCAL, local), (CENTRAL, central)):
        data = patched(data, sign, name, offset, form, value)
    return data


def wrong_hash(parts: Parts) -> bytes:
    manifest = parts.listed()
    right = sha256_of(parts.entries["incidents.jsonl"]).encode()
    return parts.packed(manifest.replace(right, b"0" * 64))


def other_manifest(change: Callable[[Parts], None]) -> Maker:
    """The manifest of before, with other entries."""

    def made(parts: Parts) -> bytes:
        manifest = parts.listed()
        change(parts)
        return parts.packed(manifest)

    return made


def without(parts: Parts) -> None:
    del parts.entries["comments.jsonl"]


def with_more(parts: Parts) -> None:
    parts.entries["comments-2.jsonl"] = parts.entries["comments.jsonl"]


def altered(parts: Parts) -> None:
    data = parts.entries["incidents.jsonl"]
    parts.entries["incidents.jsonl"] = data.replace(b"Two hurt", b"Six hurt")


def listed_with(**told: object) -> Maker:
    """A manifest whose first entry tells something else."""

    def made(parts: Parts) -> bytes:
        manifest = json.loads(parts.listed())
        manifest["entries"][0] |= told
        return parts.packed(canonical_json(manifest).encode())

    return made


EVIL: dict[str, tuple[Maker, str]] = {
    # -- no zip, or not all of one
    "empty": (lambda parts: b"", "it is no hand-over: a hand-over is a zip"),
    "text": (lambda parts: b"Dear colleague, " * 10, "it is no hand-over: a hand-over is a zip"),
    "project": (lambda parts: b"SQLite format 3\x00" + bytes(1000), "it is no hand-over: a hand-over is a zip"),
    "empty zip": (lambda parts: zipped({}), "it holds no manifest.json"),
    "other zip": (lambda parts: zipped({"readme.txt": b"x"}), "belongs to no hand-over, “readme.txt”"),
    "only a manifest": (lambda parts: zipped({"manifest.json": b"{}"}), "is not “curator-handover”"),
    "manifest no JSON": (lambda parts: parts.packed(b"{"), "it is not JSON"),
    "manifest deep": (lambda parts: parts.packed(b"[" * 10_000), "nested more than 100 deep"),
    "manifest twice said": (lambda parts: parts.packed(b'{"format":1,"format":2}'), "stands twice in one object"),
    "manifest huge": (lambda parts: parts.packed(os.urandom(17_000_000)), "manifest.json is larger than 16 MB"),
    "cut in half": (lambda parts: parts.packed()[: len(parts.packed()) // 2], "it was cut off"),
    "last byte gone": (lambda parts: parts.packed()[:-1], "it was cut off"),
    "first byte gone": (lambda parts: parts.packed()[1:], "a hand-over is a zip"),
    # -- something before, behind, between
    "added behind": (lambda parts: parts.packed() + b"more", "something was added behind it"),
    "comment": (lambda parts: ended(parts.packed(), comment=4) + b"more", "something was added behind it"),
    "comment said": (lambda parts: ended(parts.packed(), comment=4), "something was added behind it"),
    "put before": (lambda parts: b"PK\x03\x04" + bytes(60) + parts.packed(), "something was put before"),
    "program before": (lambda parts: b"#!/bin/sh\n" + parts.packed(), "a hand-over is a zip"),
    "two zips": (lambda parts: parts.packed() + parts.packed(), "something was put before"),
    "gap": (
        lambda parts: ended(
            (data := parts.packed())[: (at := struct.unpack("<I", data[-6:-2])[0])] + b"gap" + data[at:], place=at + 3
        ),
        "something lies between",
    ),
    "hidden in an entry": (with_rest, "does not unpack to the size"),
    # -- names
    "path up": (lambda parts: with_entry(parts, "../../evil.txt"), "belongs to no hand-over"),
    "path up in texts": (lambda parts: with_entry(parts, "texts/../evil.txt"), "belongs to no hand-over"),
    "absolute path": (lambda parts: with_entry(parts, "/etc/passwd"), "belongs to no hand-over"),
    "drive": (lambda parts: with_entry(parts, "C:/evil.txt"), "belongs to no hand-over"),
    "backslashes": (lambda parts: with_entry(parts, "texts\\..\\evil.txt"), "belongs to no hand-over"),
    "reserved name": (lambda parts: with_entry(parts, "NUL"), "belongs to no hand-over"),
    "long name": (lambda parts: with_entry(parts, "a" * 60_000), "longer than its entries need"),
    "name with a line end": (lambda parts: with_entry(parts, "a\nb\x1b[31m.jsonl"), "belongs to no hand-over"),
    "name with NUL": (
        lambda parts: parts.packed().replace(b"pairs.jsonl", b"pairs\x00jsonl"), "belongs to no hand-over",
    ),
    "name no UTF-8": (lambda parts: parts.packed().replace(b"pairs.jsonl", b"pairs\xffjsonl"), "is no text"),
    "same name twice": (twice, "two of its entries have the same name"),
    "same but for case": (lambda parts: with_entry(parts, "Incidents.JSONL"), "two of its entries have the same name"),
    "same but for form": (composed, "two of its entries have the same name"),
    "sharp s": (lambda parts: with_entry(parts, "manife\u017ft.json"), "two of its entries have the same name"),
    "another name in the header": (
        lambda parts: parts.packed().replace(b"pairs.jsonl", b"pears.jsonl", 1), "another name in its own header",
    ),
    # -- kinds
    "link": (lambda parts: with_entry(parts, "pairs.jsonl", b"/etc/passwd", (stat.S_IFLNK | 0o777) << 16), "is a link"),
    "device": (lambda parts: with_entry(parts, "pairs.jsonl", b"", (stat.S_IFCHR | 0o600) << 16), "is no plain file"),
    "FIFO": (lambda parts: with_entry(parts, "pairs.jsonl", b"", (stat.S_IFIFO | 0o600) << 16), "is no plain file"),
    "folder": (lambda parts: with_entry(parts, "texts/", b"", (stat.S_IFDIR | 0o755) << 16 | 0x10), "is a folder"),
    "encrypted": (lambda parts: both(parts, "pairs.jsonl", 6, 8, "<H", 1), "is encrypted"),
    "encrypted in the header only": (
        lambda parts: patched(parts.packed(), LOCAL, "pairs.jsonl", 6, "<H", 1), "does not begin as the directory says",
    ),
    "strong encryption": (lambda parts: both(parts, "pairs.jsonl", 6, 8, "<H", 1 << 6), "is encrypted"),
    "bzip2": (lambda parts: by_zipfile(parts, compress_type=zipfile.ZIP_BZIP2), "method (number 12)"),
    "LZMA": (lambda parts: by_zipfile(parts, compress_type=zipfile.ZIP_LZMA), "no hand-over uses"),
    "method 99": (lambda parts: both(parts, "pairs.jsonl", 8, 10, "<H", 99), "method (number 99)"),
    "another method in the header": (
        lambda parts: patched(parts.packed(), LOCAL, "pairs.jsonl", 8, "<H", 0),
        "in its own header than in the directory",
    ),
    "descriptor": (lambda parts: both(parts, "pairs.jsonl", 6, 8, "<H", 8), "in a way that no hand-over uses"),
    # -- sizes
    "bomb": (bomb, "its entry incidents.jsonl would unpack to more than 200 times its size"),
    "many small bombs": (many_bombs, "because it would unpack to more than 200 times its size"),
    "2 GB said": (lambda parts: both(parts, "pairs.jsonl", 22, 24, "<I", 2_100_000_000), "more than 2 GB"),
    "4 GB said": (lambda parts: both(parts, "pairs.jsonl", 22, 24, "<I", 0xFFFFFFFF), "ZIP64"),
    "packed into more": (lambda parts: both(parts, "pairs.jsonl", 18, 20, "<I", 60_000), "reaches into the directory"),
    "5,001 entries": (too_many, "more than 5000"),
    "more entries said": (lambda parts: ended(parts.packed(), here=900, many=900), "its directory ends after"),
    "fewer entries said": (
        lambda parts: ended(parts.packed(), here=3, many=3), "its directory holds more than its entries",
    ),
    "65,535 entries said": (lambda parts: ended(parts.packed(), here=65_535, many=65_535), "ZIP64"),
    "ZIP64 field": (zip64_entry, "than in the directory"),
    "ZIP64 offset": (
        lambda parts: patched(parts.packed(), CENTRAL, "pairs.jsonl", 42, "<I", 0xFFFFFFFF), "ZIP64",
    ),
    "ZIP64 end": (lambda parts: ended(parts.packed(), place=0xFFFFFFFF), "ZIP64"),
    "unpacks to more than said": (says_less, "does not unpack to the size"),
    "unpacks to less than said": (says_more, "does not unpack to the size"),
    "overlap": (overlapping, "lies over another one"),
    "offset of another entry": (
        lambda parts: patched(parts.packed(), CENTRAL, "pairs.jsonl", 42, "<I", 0), "lies over another one",
    ),
    "offset far away": (
        lambda parts: patched(parts.packed(), CENTRAL, "pairs.jsonl", 42, "<I", 0x7FFFFFFF), "does not follow",
    ),
    "another disk": (lambda parts: patched(parts.packed(), CENTRAL, "pairs.jsonl", 34, "<H", 1), "on another disk"),
    "several disks": (lambda parts: ended(parts.packed(), disk=1), "several pieces"),
    "directory elsewhere": (lambda parts: ended(parts.packed(), place=10), "its directory is not where it says"),
    # -- what the manifest says
    "wrong hash": (wrong_hash, "it was changed or damaged"),
    "changed content": (other_manifest(altered), "it was changed or damaged"),
    "missing entry": (other_manifest(without), "it lacks the entry comments.jsonl"),
    "entry not named": (other_manifest(with_more), "comments-2.jsonl, which its manifest.json does not name"),
    "manifest names a path": (listed_with(name="../x"), "no entry of a hand-over has the name “../x”"),
    "manifest with another size": (listed_with(bytes=1), "another size than its manifest.json says"),
    "manifest with no hash": (listed_with(sha256="x"), "is not a SHA-256"),
    "manifest names itself": (listed_with(name="manifest.json"), "it lacks the entry manifest.json"),
    # -- damage
    "wrong sum": (lambda parts: both(parts, "pairs.jsonl", 14, 16, "<I", 1), "is damaged"),
    "no deflate": (
        lambda parts: both(parts, f"codebooks/{parts.manifest['codebooks'][0]}.json", 14, 16, "<I", 7), "is damaged",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EVIL)
def test_evil_file(name: str, tmp_path: Path) -> None:
    make, told = EVIL[name]
    found = tried(make(Parts(tmp_path)), tmp_path)
    assert isinstance(found, str), "it was taken"
    assert told in found


def test_the_sample_itself_is_taken(tmp_path: Path) -> None:
    assert tried(Parts(tmp_path).packed(), tmp_path) == handover()


def test_a_file_packed_by_another_program_is_taken_too(tmp_path: Path) -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        assert tried(by_zipfile(Parts(tmp_path), compress_type=method), tmp_path) == handover()


def test_a_directory_with_another_order_is_taken(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    parts.entries = dict(reversed(parts.entries.items()))
    assert tried(parts.packed(), tmp_path) == handover()


def test_what_is_no_file_is_refused_and_nothing_waits_for_it(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="it is not there"):
        read_handover(tmp_path / "nothing")
    with pytest.raises(InputRefused, match=r"it is a folder|it could not be read"):
        read_handover(tmp_path)
    with pytest.raises(InputRefused, match="a name that no file has"):
        read_handover(Path("a\x00b"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no FIFOs")
def test_a_fifo_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(InputRefused, match="a device or a pipe"):
        read_handover(tmp_path / "fifo")


def test_a_link_outside_a_zip_is_followed_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "real"
    path.write_bytes(Parts(tmp_path).packed())
    (tmp_path / "link").symlink_to(path)
    assert read_handover(tmp_path / "link") == handover()


def _mutant(data: bytes, chance: random.Random) -> bytes:
    """The file with a few bits turned, a piece cut out, doubled, or put elsewhere."""
    at, other = sorted(chance.sample(range(len(data)), 2))
    other = min(other, at + 200)
    kind = chance.randrange(5)
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + data[other:]
    if kind == 2:
        return data[:other] + data[at:other] + data[other:]
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(data)) if kind == 3 else len(data) - 1 - chance.randrange(min(len(data), 900))
        changed[place] ^= 1 << chance.randrange(8)
    return bytes(changed)


def mutants(folder: Path, count: int, inside: bool) -> None:
    """Mutated files are refused, or read as the sample; or (`inside`) the lines are, and the hashes follow."""
    seed = random.SystemRandom().randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    whole = Parts(folder)
    taken = 0
    for _ in range(count):
        if inside:
            parts = Parts(folder)
            name = chance.choice(sorted(parts.entries))
            parts.entries[name] = _mutant(parts.entries[name], chance)
            found = tried(parts.packed(), folder)
        else:
            found = tried(_mutant(whole.packed(), chance), folder)
            assert isinstance(found, str) or found == handover()
        taken += isinstance(found, HandOver)
    assert taken < count / 2


@pytest.mark.parametrize("inside", [False, True])
def test_a_few_damaged_files(tmp_path: Path, inside: bool) -> None:
    mutants(tmp_path, 15, inside)


@pytest.mark.slow
@pytest.mark.parametrize("inside", [False, True])
def test_many_damaged_files(tmp_path: Path, inside: bool) -> None:
    mutants(tmp_path, 200, inside)


LONG: dict[str, tuple[Callable[[], bytes], int, str]] = {
    "very many objects": (lambda: b"[" + b"{}," * 5_000_000 + b"{}]\n", 1, "an object {…} is expected"),
    "one line too long": (lambda: b'{"a":"' + b"\\u0001" * 3_000_000 + b'"}\n', 1, "is longer than 16 MB"),
    "never closed": (lambda: b'[["' * 5_000_000 + b"\n", 1, "nested more than 100 deep"),
    "only quotation marks": (lambda: b'"' * 16_000_000 + b"\n", 1, "it is not JSON"),
    "very many members": (
        lambda: b"{" + b",".join(b'"%d":1' % number for number in range(1_200_000)) + b"}\n", 1, "is not known here",
    ),
    "a member very often": (lambda: b"{" + b'"a":1,' * 2_000_000 + b'"a":1}\n', 1, "stands twice in one object"),
    "very many lines": (lambda: b"{}\n" * 20_000_000, 20_000_000, "50 places are wrong"),
    "only line ends": (lambda: b"\n" * 60_000_000, 60_000_000, "it is not JSON"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_what_wants_to_take_long_is_refused_soon(name: str, tmp_path: Path) -> None:
    make, count, told = LONG[name]
    parts = Parts(tmp_path)
    parts.entries["incidents.jsonl"] = make()
    parts.manifest["counts"]["incidents"] = count
    found = tried(parts.packed(), tmp_path)
    assert isinstance(found, str)
    assert told in found


JUNK = (
    None, True, False, 0, -1, 2**70, 1.5, -0.0, "", "x", "\x00", "\ud800", "\u202e", "a" * 100_000, [], {}, [[]],
    {"": 1}, ["x"], [None], {"id": "x"}, "00000000-0000-7000-8000-000000000000", "9999-99-99T99:99:99.999Z", "0" * 64,
)  # fmt: skip


def _places(value: object) -> list[tuple[object, object]]:
    """Every container in a document with each of its keys."""
    found: list[tuple[object, object]] = []
    waiting = [value]
    while waiting:
        here = waiting.pop()
        inner = (
            list(here.items()) if isinstance(here, dict) else list(enumerate(here)) if isinstance(here, list) else []
        )
        found += [(here, key) for key, _ in inner]
        waiting += [each for _, each in inner]
    return found


def _with_junk(document: object, chance: random.Random) -> object:
    """The document with junk in one place, or one place taken out or named otherwise."""
    holder, key = chance.choice(_places(document))
    junk = chance.choice(JUNK)
    kind = chance.randrange(4)
    if isinstance(holder, dict) and kind == 0:
        holder[str(chance.choice(JUNK))] = holder.pop(key)
    elif kind == 1:
        del holder[key]  # type: ignore[attr-defined]
    else:
        holder[key] = junk  # type: ignore[index]
    return document


def misshapen(folder: Path, count: int) -> None:
    """Junk in any place of any document, with every hash and count right."""
    seed = random.SystemRandom().randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    for _ in range(count):
        parts = Parts(folder)
        name = chance.choice([*sorted(parts.entries), "manifest.json"])
        if name == "manifest.json":
            parts.manifest = _with_junk(parts.manifest, chance)  # type: ignore[assignment]
            tried(zipped({**parts.entries, name: json.dumps(parts.manifest).encode()}), folder)
            continue
        if name.startswith("texts/"):
            continue
        if name.startswith("codebooks/"):
            old, told = parts.manifest["codebooks"][0], _with_junk(json.loads(parts.entries.pop(name)), chance)
            data = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
                "utf-8", "replace"
            )
            new = sha256_of(data)
            name, parts.manifest["codebooks"] = f"codebooks/{new}.json", [new]
            parts.entries["incidents.jsonl"] = parts.entries["incidents.jsonl"].replace(old.encode(), new.encode())
        else:
            lines = parts.lines(name.removesuffix(".jsonl"))
            _with_junk(chance.choice(lines), chance)
            data = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        parts.entries[name] = data
        tried(parts.packed(), folder)


def test_some_misshapen_documents(tmp_path: Path) -> None:
    misshapen(tmp_path, 60)


@pytest.mark.slow
def test_many_misshapen_documents(tmp_path: Path) -> None:
    misshapen(tmp_path, 400)

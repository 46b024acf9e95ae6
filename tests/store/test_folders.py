# SPDX-License-Identifier: MIT
"""What kind of place a project lies in."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from curator.store import folders
from curator.store.folders import Surroundings, judge, look_around, place_of
from tests.permissions import needs_permissions

PLAIN = PurePosixPath("/home/ann/curator/work.curator")

MOUNTS = r"""30 22 0:30 / /mnt/share rw - nfs4 server:/export rw
31 22 0:31 / /mnt/with\040space rw master:1 - cifs //server/x rw
32 22 0:32 / /home/ann/remote rw - fuse.sshfs ann@host: rw
33 22 0:33 / /mnt/sharehouse rw - btrfs /dev/sdb rw
34 22 0:34 / /mnt/twice rw - ext4 /dev/sdc rw
35 22 0:35 / /mnt/twice rw shared:2 - 9p host rw
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
broken line
"""


@pytest.mark.parametrize(
    ("folder", "kind", "network"),
    [
        ("/home/ann", "ext4", False),
        ("/mnt/share", "nfs4", True),
        ("/mnt/share/deep/er", "nfs4", True),
        ("/mnt/sharehouse/x", "btrfs", False),
        ("/mnt/share-of-mine", "ext4", False),
        ("/mnt/with space/x", "cifs", True),
        ("/home/ann/remote", "fuse.sshfs", True),
        ("/mnt/twice/x", "9p", True),
    ],
)
def test_the_file_system_is_found_in_the_list_of_mounts(folder: str, kind: str, network: bool) -> None:
    found = folders.filesystem_from_mountinfo(MOUNTS, PurePosixPath(folder))
    assert found == kind
    assert judge(Surroundings(PLAIN, filesystem=found)).network is network
    assert judge(Surroundings(PLAIN, filesystem=found)).wal_allowed is not network


def test_the_root_of_a_virtual_machine_is_its_own() -> None:
    line = "22 1 0:1 / / rw - {} host rw\n"
    assert not folders.is_network_type(folders.filesystem_from_mountinfo(line.format("9p"), PLAIN))
    assert folders.is_network_type(folders.filesystem_from_mountinfo(line.format("nfs4"), PLAIN))


def test_the_list_of_mounts_of_macos_is_understood() -> None:
    shown = (
        "/dev/disk3s1 on / (apfs, sealed, local)\n"
        "//ann@nas/share (x) on /Volumes/share (x) (smbfs, nodev, nosuid)\nnonsense\n"
    )
    assert folders.filesystem_from_mount(shown, PurePosixPath("/Volumes/share (x)/a")) == "smbfs"
    assert folders.filesystem_from_mount(shown, PurePosixPath("/Users/ann")) == "apfs"


@pytest.mark.parametrize(
    "path",
    ["/Users/a/Dropbox/x.curator", "/Users/a/Dropbox (Team)/deep/x.curator", "/home/a/OneDrive - Uni/x.curator",
     "/Users/a/Google Drive/My Drive/x.curator", "/home/a/Nextcloud/x.curator", "/home/a/Nextcloud2/x.curator",
     "/Users/a/Library/Mobile Documents/com~apple~CloudDocs/x.curator",
     "/Users/a/Library/CloudStorage/ProtonDrive-a@b.c/x.curator"],
)  # fmt: skip
def test_folders_of_sync_programs_are_known_by_name(path: str) -> None:
    place = judge(Surroundings(PurePosixPath(path)))
    assert place.synced_by
    assert not place.wal_allowed
    assert place.synced_by in place.warnings[0]


@pytest.mark.parametrize("path", ["/home/a/dropbox-notes/x.curator", "/srv/Box/x.curator", "/home/a/sync/x.curator"])
def test_other_folders_are_let_be(path: str) -> None:
    assert judge(Surroundings(PurePosixPath(path))) == folders.Place((), True, "", False, True, ())


def test_windows_shares_and_remote_drives_are_network_folders() -> None:
    assert judge(Surroundings(PureWindowsPath(r"\\server\share\x.curator"))).network
    assert judge(Surroundings(PureWindowsPath(r"Z:\x.curator"), remote=True)).network
    assert not judge(Surroundings(PureWindowsPath(r"C:\Users\ann\x.curator"))).network
    assert judge(Surroundings(PureWindowsPath(r"C:\Users\ann\OneDrive\x.curator"))).synced_by == "OneDrive"


COPIES = [
    "work (Ann's conflicted copy 2026-03-01).curator",
    "work (conflicted copy 2026-03-01 101112).curator",
    "work (Anns in Konflikt stehende Kopie 2026-03-01).curator",
    "work (SFConflict ann@example.org 2026-03-01-10-11-12).curator",
    "work_conflict-20260301-101112.curator",
    "work.sync-conflict-20260301-101112-ABCDEFG.curator",
    "work (1).curator",
    "work_conf(1).curator",
]
OTHERS = ["work.curator", "work 2.curator", "work-conflicts.curator", "other (1).curator", "work (1).csv",
          "work (draft).curator", "workshop.curator", "work (1).curator-wal"]  # fmt: skip


def test_conflicting_copies_are_found_among_the_siblings() -> None:
    assert set(folders.conflict_copies("work.curator", [*COPIES, *OTHERS])) == set(COPIES)
    assert folders.conflict_copies("work.curator", ["work 2.curator"], icloud=True) == ("work 2.curator",)
    place = judge(Surroundings(PLAIN, siblings=tuple(COPIES)))
    assert place.conflict_copies == tuple(sorted(COPIES))
    assert "and more" in place.warnings[0]
    assert place.wal_allowed


@pytest.mark.parametrize("name", [copy for copy in COPIES if "(1)" not in copy])
def test_a_conflicting_copy_is_known_when_it_is_opened_itself(name: str) -> None:
    assert folders.original_of(name) == "work.curator"


def test_other_names_are_not_taken_for_copies() -> None:
    assert [folders.original_of(name) for name in OTHERS] == [""] * len(OTHERS)


def test_what_is_read_only_is_said() -> None:
    folder = judge(Surroundings(PLAIN, folder_writable=False, file_writable=False))
    assert (folder.writable, len(folder.warnings)) == (False, 1)
    assert "folder is read-only" in folder.warnings[0]
    file = judge(Surroundings(PLAIN, file_writable=False))
    assert "work.curator is read-only" in file.warnings[0]


@pytest.mark.parametrize(
    ("marker", "program"),
    [(".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".sync_0123abcd.db", "Nextcloud"),
     ("._sync_0123abcd.db", "Nextcloud"), (".sync/ID", "Resilio Sync"), (".owncloudsync.log", "ownCloud")],
)  # fmt: skip
def test_markers_are_seen_in_the_folders_above(tmp_path: Path, marker: str, program: str) -> None:
    (tmp_path / marker).parent.mkdir(exist_ok=True)
    (tmp_path / marker).write_text("")
    project = tmp_path / "deep" / "er" / "work.curator"
    project.parent.mkdir(parents=True)
    place = place_of(project)
    assert (place.synced_by, place.wal_allowed) == (program, False)


def test_the_home_folder_is_not_in_dropbox_because_dropbox_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".dropbox").mkdir()
    assert look_around(tmp_path / "work.curator").markers == ()


def test_a_plain_folder_of_this_computer_has_no_warnings_and_is_judged_quickly(tmp_path: Path) -> None:
    for number in range(500):
        (tmp_path / f"{number}.txt").write_text("")
    begin = time.process_time()
    seen = look_around(tmp_path / "work.curator")
    assert time.process_time() - begin < 0.1
    place = judge(replace(seen, filesystem="ext4"))  # whatever the tests' own disk is
    assert place == folders.Place((), True, "", False, True, ())


def test_a_folder_that_is_not_there_does_no_harm(tmp_path: Path) -> None:
    assert place_of(tmp_path / "none" / "work.curator").conflict_copies == ()


@needs_permissions
def test_a_folder_without_rights_is_seen(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert not place_of(tmp_path / "work.curator").writable
    finally:
        tmp_path.chmod(0o700)

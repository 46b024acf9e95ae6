# SPDX-License-Identifier: MIT
"""The system packages Qt needs on Linux: finds what is lacking, installs it on Debian as root, else names the command.

Standard library only. What is lacking is asked of the loader (`ldd`) and of Qt itself, never of the name of the
distribution; that name only decides what the packages are called.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from saying import Fault, counted, last_line, listed, say

LATIN, ARABIC = "font:latin", "font:arabic"
XVFB = "program:Xvfb"  # the display of tests: an X server that draws into memory

# Library, font or program -> package of Debian and Ubuntu, package of Arch. Fedora and openSUSE find a library by its
# own name.
NAMES: dict[str, tuple[str, str]] = {
    "libEGL.so.1": ("libegl1", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd"),
    "libX11.so.6": ("libx11-6", "libx11"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libx11"),
    "libbrotlicommon.so.1": ("libbrotli1", "brotli"),
    "libbrotlidec.so.1": ("libbrotli1", "brotli"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype2"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libwayland-client.so.0": ("libwayland-client0", "wayland"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "wayland"),
    "libwayland-egl.so.1": ("libwayland-egl1", "wayland"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-glx.so.0": ("libxcb-glx0", "libxcb"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libz.so.1": ("zlib1g", "zlib"),
    "libzstd.so.1": ("libzstd1", "zstd"),
    LATIN: ("fonts-dejavu-core", "ttf-dejavu"),
    ARABIC: ("fonts-noto-core", "noto-fonts"),
    XVFB: ("xvfb", "xorg-server-xvfb"),
}
RPM_NAMES = {
    "dnf": {LATIN: "dejavu-sans-fonts", ARABIC: "google-noto-sans-arabic-fonts", XVFB: "xorg-x11-server-Xvfb"},
    "zypper": {LATIN: "dejavu-fonts", ARABIC: "google-noto-sans-arabic-fonts", XVFB: "xorg-x11-server-Xvfb"},
}
COMMANDS = {
    "apt-get": "apt-get install -y",
    "dnf": "dnf install",
    "zypper": "zypper install",
    "pacman": "pacman -S",
}

# What the program draws with on any screen or none, and what shows it on a display.
DRAWING = (
    "*.abi3.so",
    "Qt/plugins/platforms/libqoffscreen.so",
    "Qt/plugins/imageformats/*.so",
    "Qt/plugins/iconengines/*.so",
)
DISPLAY = (
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqwayland*.so",
    "Qt/plugins/xcbglintegrations/*.so",
    "Qt/plugins/wayland-shell-integration/*.so",
)
ON_X = ("Qt/plugins/platforms/libqxcb.so", "Qt/plugins/xcbglintegrations/*.so")
MODULES = ("QtCore", "QtDBus", "QtGui", "QtNetwork", "QtPrintSupport", "QtSvg", "QtTest", "QtWidgets")

QT_FOLDER = "import importlib.util, os; print(os.path.dirname(importlib.util.find_spec('PySide6').origin))"
ASK_QT = """
import json
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6 import QtWidgets
app = QGuiApplication([])
system = QFontDatabase.WritingSystem
print(json.dumps({"latin": QFontDatabase.families(system.Latin), "arabic": QFontDatabase.families(system.Arabic)}))
"""


@dataclass(frozen=True)
class Answer:
    """What Qt said when it was started: whether it works, its words if not, and its fonts by script."""

    works: bool
    words: str
    latin: tuple[str, ...] = ()
    arabic: tuple[str, ...] = ()


def has_display() -> bool:
    """Whether a window could be shown here; elsewhere than on Linux there always is a screen."""
    if os.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal"):
        return False  # Qt was told to draw for nobody
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def bring_venv() -> None:
    """Python's own parts for environments, which Debian and Ubuntu keep in a package apart. Raises Fault."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if package_program() == "apt-get" and Path(sys.executable).resolve().parent == Path("/usr/bin"):
        _bring([f"python{version}-venv"], "to make environments with this Python")
        return
    raise Fault(f"This Python {version} lacks its modules venv and ensurepip: install Python in full and start again.")


def bring(python: Path, window: bool) -> None:
    """Sees to libraries and fonts; `window` tells that one is to be shown. Raises Fault where Qt cannot start."""
    if not sys.platform.startswith("linux"):
        return _must_work(ask_qt(python, "offscreen"))
    all_of_it = may_install()
    lacking = missing_libraries(python, DRAWING)
    if window or all_of_it:
        shown = missing_libraries(python, DISPLAY)
        # Half of them may do: a Wayland desktop needs none of the X libraries. So Qt is asked before a user is.
        if shown and (all_of_it or lacking or not ask_qt(python, None).works):
            lacking += shown
    if lacking:
        _bring(package_names(lacking), "for Qt, which draws the window")
        left = missing_libraries(python, DRAWING)
        if left:
            say(f"Still lacking, and of no package known here: {listed(left)}")
    answer = ask_qt(python, "offscreen")
    _must_work(answer)
    _bring_fonts(answer, all_of_it)
    return None


def bring_test_display(python: Path) -> None:
    """Sees to the X server that draws into memory, and to what Qt needs to show windows on it. Raises Fault."""
    if not sys.platform.startswith("linux"):
        raise Fault("A display of its own (Xvfb) is there for tests on Linux only.")
    lacking = missing_libraries(python, ON_X) + ([] if shutil.which("Xvfb") else [XVFB])
    if lacking:
        _bring(package_names(lacking), "for a display of the tests' own (Xvfb)")


def may_install() -> bool:
    return package_program() == "apt-get" and os.geteuid() == 0


def package_program() -> str:
    """The package program of this system, "" for an unknown one."""
    return next((name for name in COMMANDS if shutil.which(name)), "")


def missing_libraries(python: Path, patterns: tuple[str, ...]) -> list[str]:
    """The libraries Qt's files ask for and the loader does not find; [] where there is no ldd to ask."""
    folder = Path(_run([str(python), "-c", QT_FOLDER]).stdout.strip())
    files = [str(file) for pattern in patterns for file in sorted(folder.glob(pattern)) if _is_used(file)]
    if not files or shutil.which("ldd") is None:
        return []
    lines = _run(["ldd", *files]).stdout.splitlines()
    missing = {line.split("=>")[0].strip() for line in lines if "=> not found" in line}
    own = ("libQt6", "libpyside6", "libshiboken6")  # they lie in the environment itself
    return sorted(name for name in missing if not name.startswith(own))


def _is_used(file: Path) -> bool:
    return not file.name.endswith(".abi3.so") or file.name.removesuffix(".abi3.so") in MODULES


def package_names(lacking: list[str]) -> list[str]:
    """What the packages of lacking libraries and fonts are called here; a library of no known package is left out."""
    program = package_program()
    if program in RPM_NAMES:
        return [RPM_NAMES[program].get(name, f"'{name}()(64bit)'") for name in lacking]
    column = 1 if program == "pacman" else 0
    return [NAMES[name][column] for name in lacking if name in NAMES]


def ask_qt(python: Path, platform: str | None, variables: dict[str, str] | None = None) -> Answer:
    """Starts Qt for a moment, on a platform or on the one it would choose itself, with these variables or our own."""
    variables = dict(os.environ) if variables is None else dict(variables)
    if platform:
        variables["QT_QPA_PLATFORM"] = platform
    try:
        done = _run([str(python), "-c", ASK_QT], variables, timeout=60)
    except subprocess.TimeoutExpired:
        return Answer(False, "no answer within a minute")
    if done.returncode != 0:
        return Answer(False, last_line(done.stderr, ("qt.qpa.xcb:", "ImportError:")))
    fonts = json.loads(done.stdout.splitlines()[-1])
    return Answer(True, "", tuple(fonts["latin"]), tuple(fonts["arabic"]))


def _must_work(answer: Answer) -> None:
    if not answer.works:
        raise Fault(f"Qt, which draws the window, does not start here: {answer.words}.")


def _bring_fonts(answer: Answer, all_of_it: bool) -> None:
    """Letters must be there; a good Arabic font beyond DejaVu's is brought where we may, and else not insisted on."""
    lacking = [name for name, families in ((LATIN, answer.latin), (ARABIC, answer.arabic)) if not families]
    good = [family for family in answer.arabic if not family.startswith("DejaVu")]
    if all_of_it and not good and ARABIC not in lacking:
        lacking.append(ARABIC)
    if not lacking:
        return
    names = package_names(lacking)
    if all_of_it:
        _bring(names, "for Latin and Arabic letters")
    else:
        say(f"Fonts for Latin and Arabic letters are lacking, so some text shows as boxes: {_command(names)}")


def _command(names: list[str]) -> str:
    program = package_program()
    if program:
        return f"sudo {COMMANDS[program]} {listed(names)}"
    return f"install what your system calls {listed(names)}"


def _bring(names: list[str], purpose: str) -> None:
    if not names:
        return
    if not may_install():
        raise Fault(f"System packages are lacking {purpose}; start again after this command: {_command(names)}")
    packages = sorted(set(names))
    say(f"Installing {counted(len(packages), 'system package', 'system packages')} {purpose}: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    patience = ["-o", "DPkg::Lock::Timeout=300"]
    # A foreign package source that does not answer is no reason to stop; what matters is whether the packages come.
    _run(["apt-get", *patience, "update", "-q"], quiet)
    done = _run(["apt-get", *patience, "install", "-y", "-q", "--no-install-recommends", *packages], quiet)
    if done.returncode != 0:
        raise Fault(f"apt-get could not install {' '.join(packages)}: {last_line(done.stderr + done.stdout, ('E:',))}.")


def _run(
    command: list[str], variables: dict[str, str] | None = None, timeout: float | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs a program quietly, without standard input, and keeps what it says."""
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env=variables,
        timeout=timeout,
    )

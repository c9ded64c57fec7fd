"""The wheel: templates inside it, every package, and nothing left in build/."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
METADATA = ("setup.cfg", "setup.py", "pyproject.toml", "README.md")
IGNORED = shutil.ignore_patterns("__pycache__", "*.pyc", "~$*", ".~lock.*")


def _pip(*arguments: str | Path) -> None:
    """Run pip without the network, whatever the machine's own settings are."""
    command = [sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a wheel is built from, with an empty build/ beside it."""
    source = tmp_path_factory.mktemp("source")
    for name in METADATA:
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, source)
    for folder in ("zmddoc", "templates"):
        shutil.copytree(ROOT / folder, source / folder, ignore=IGNORED)
    (source / "build").mkdir()
    return source


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", folder, source)
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_wheel_holds_every_module_and_template(wheel: Path, source: Path) -> None:
    modules = {path.relative_to(source) for path in source.glob("zmddoc/**/*.py")}
    templates = {
        "zmddoc" / path.relative_to(source)
        for path in source.glob("templates/**/*")
        if path.is_file()
    }
    with zipfile.ZipFile(wheel) as archive:
        packed = {Path(name) for name in archive.namelist()}
    assert templates
    assert sorted((modules | templates) - packed) == []


def test_wheel_holds_only_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert tops == {"zmddoc", "zmddoc-0.1.0.dist-info"}


def test_building_the_wheel_leaves_build_empty(wheel: Path, source: Path) -> None:
    assert wheel.exists()
    assert list((source / "build").iterdir()) == []

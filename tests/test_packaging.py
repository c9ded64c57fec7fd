"""The wheel: templates inside it, every package, and nothing left in build/."""

import os
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
    for folder in ("zmddoc", "templates", "plan"):
        shutil.copytree(ROOT / folder, source / folder, ignore=IGNORED)
    (source / "plan/register.yaml").write_text("issues: []\n")
    (source / "plan/progress").mkdir(exist_ok=True)
    (source / "plan/progress/2021Q2.yaml").write_text("period: 2021Q2\n")
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
    others = ("zmddoc/grammar/**/*.txt", "zmddoc/**/*.conf")
    tables = {path.relative_to(source) for pattern in others for path in source.glob(pattern)}
    with zipfile.ZipFile(wheel) as archive:
        packed = {Path(name) for name in archive.namelist()}
    assert templates
    assert tables
    assert sorted((modules | templates | tables) - packed) == []


def test_wheel_holds_the_plan_and_nothing_that_was_returned_or_issued(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("zmddoc/plan/")}
    names = {name.removeprefix("zmddoc/plan/") for name in packed}
    assert names == {
        "plan.yaml", "units.yaml", "rules.yaml", "source/驻政办〔2021〕10号.txt"
    }  # fmt: skip


def test_an_installed_program_makes_its_demo(wheel: Path, tmp_path: Path) -> None:
    """From the wheel alone: no checkout is in reach."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    command = [sys.executable, "-m", "zmddoc", "demo", "示例"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "示例/plan/progress/2021Q3.yaml").is_file()


def test_wheel_holds_only_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert tops == {"zmddoc", "zmddoc-0.1.0.dist-info"}


def test_building_the_wheel_leaves_build_empty(wheel: Path, source: Path) -> None:
    assert wheel.exists()
    assert list((source / "build").iterdir()) == []

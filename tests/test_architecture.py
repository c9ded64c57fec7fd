"""Layers point one way, each library is at home in one place, and a module is about one noun."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

LAYERS: tuple[tuple[str, ...], ...] = (
    # what everything is made of
    (
        "__init__", "kinds", "numerals", "nearest", "once", "anyof", "diagnostics", "catalogue", "model",
        "typography", "sections", "citation", "text", "prose", "stamp", "project", "numbering",
        "workdays", "authority", "clock", "storage", "cache", "toolbox", "facefolders", "refusal", "package",
    ),
    # the language of plans
    ("grammar",),
    # facts
    ("read", "write", "check", "assign", "supervise", "register", "revise"),
    # words
    ("gongwen", "compose"),
    # pages
    ("fonts", "render"),
    # whole jobs
    (
        "report", "verify", "doctor", "jobs", "press", "pool", "cluster", "listing", "present",
        "record", "glance", "why", "freeze", "issue", "build", "pack", "collect", "account", "importer",
        "history", "demo",
    ),
    # what is typed
    ("cli", "__main__"),
)  # fmt: skip
"""The parts of zmddoc from the lowest to the highest; none imports from a higher one."""

HOMES: dict[str, tuple[str, ...]] = {
    "yaml": ("zmddoc.read", "zmddoc.write"),
    "docx": ("zmddoc.render.docx",),
    "weasyprint": ("zmddoc.render.pdf",),
    "openpyxl": ("zmddoc.render.xlsx",),
    "click": ("zmddoc.cli",),
    "rich": ("zmddoc.cli",),
    "jinja2": ("zmddoc.compose",),
    "chinese_calendar": ("zmddoc.workdays",),
    "fcntl": ("zmddoc.storage",),
    "rustworkx": ("zmddoc.revise.matching",),
    "distributed": ("zmddoc.cluster",),
    "watchfiles": ("zmddoc.cli.watch",),
}
"""Where alone a library is imported: in the modules or packages of those names."""

LONGEST = 400


def modules() -> dict[str, Path]:
    """Every module of zmddoc by its dotted name; a package under its own."""
    found = {}
    for path in sorted((ROOT / "zmddoc").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = parts[:-1] if parts[-1] == "__init__" else parts
        found[".".join(name)] = path
    return found


MODULES = modules()


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module that is imported anywhere in a file, inside functions too, with its line.

    ``from zmddoc import build`` counts as an import of ``zmddoc.build``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: relative import"
            assert node.module
            submodules = [f"{node.module}.{alias.name}" for alias in node.names]
            known = [name for name in submodules if name in MODULES]
            yield from ((name, node.lineno) for name in known)
            if len(known) < len(submodules):
                yield node.module, node.lineno


def rank(name: str) -> int:
    """The layer of a module of zmddoc."""
    part = f"{name}.__init__".split(".")[1]
    ranks = [i for i, layer in enumerate(LAYERS) if part in layer]
    assert ranks, f"{name}: say in {Path(__file__).name} which layer zmddoc.{part} belongs to"
    return ranks[0]


@pytest.mark.parametrize("name", MODULES)
def test_layers_point_one_way(name: str) -> None:
    upwards = [
        f"{name}:{line} imports {other}"
        for other, line in imports(MODULES[name])
        if other.split(".")[0] == "zmddoc" and rank(other) > rank(name)
    ]
    assert not upwards


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_at_home_in_one_place(library: str) -> None:
    strangers = [
        f"{name}:{line}"
        for name, path in MODULES.items()
        for other, line in imports(path)
        if other.split(".")[0] == library
        and not any(f"{name}.".startswith(f"{home}.") for home in HOMES[library])
    ]
    assert not strangers


def test_no_import_goes_round() -> None:
    """Imports inside functions and for type checkers count as well."""
    needs = {
        name: sorted({o for o, _ in imports(path) if o in MODULES and o != name})
        for name, path in MODULES.items()
    }
    finished: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " → ".join((*way[way.index(name) :], name))
        if name not in finished:
            for other in needs[name]:
                visit(other, (*way, name))
            finished.add(name)

    for name in MODULES:
        visit(name, ())


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_short(name: str) -> None:
    lines = len(MODULES[name].read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{name} has {lines} lines"


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_is(name: str) -> None:
    assert ast.get_docstring(ast.parse(MODULES[name].read_text(encoding="utf-8")))
    assert name.split(".")[-1] not in {"utils", "helpers", "common", "manager", "process"}

"""``zmddoc pack``: what each body is sent."""

import hashlib
import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parent.parent
SUMS = "校验清单.txt"
OUT = "build/分发"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project folder with a small plan: twelve bodies, one of them a group."""
    shutil.copytree(ROOT / "tests/shapes/有章", tmp_path / "project")
    return tmp_path / "project"


def change(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / "plan" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def packages(folder: Path, where: str = OUT) -> dict[str, bytes]:
    return {file.stem: file.read_bytes() for file in sorted((folder / where).glob("*.zip"))}


def members(package: bytes) -> dict[str, bytes]:
    """The files of a package but for the manifest, which is held against them."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    sums = found.pop(SUMS).decode()
    assert sums == "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in found.items()
    )
    return found


def listed(folder: Path, where: str = OUT) -> list[dict[str, str]]:
    """The rows of the list, with the hash from its second sheet."""
    book = openpyxl.load_workbook(folder / where / "分发清单.xlsx")
    assert book.sheetnames == ["分发清单", "校验"]
    (_, _, head, *rows), (_, _, _, *sums) = (list(sheet.values) for sheet in book)
    assert [row[:2] for row in sums] == [(row[0], row[4]) for row in rows]
    return [
        {str(name): str(value) for name, value in zip(head, row, strict=True)}
        | {"SHA-256": str(sha)}
        for row, (_, _, sha) in zip(rows, sums, strict=True)
    ]


def test_one_package_for_each_body_with_manifest_and_list(run: Run, folder: Path) -> None:
    code, out, err = run("pack")  # no build/ yet: it is made
    assert not err
    assert code == 0
    found = packages(folder)
    assert f"{len(found)} 个单位各一包" in out
    assert "各县区人民政府" not in found
    assert "不另给集合打包：各县区人民政府" in out
    for unit, package in found.items():
        theirs = members(package)
        assert list(theirs) == [f"任务清单-{unit}.docx", f"任务清单-{unit}.pdf"]
        for name, content in theirs.items():
            made = folder / "build/任务清单" / f"{unit}{Path(name).suffix}"
            assert made.read_bytes() == content
    rows = listed(folder)
    assert {row["压缩包"] for row in rows} == {f"{unit}.zip" for unit in found}
    assert [row["序号"] for row in rows] == [str(n) for n in range(1, len(found) + 1)]
    for row in rows:
        package = (folder / OUT / row["压缩包"]).read_bytes()
        assert row["SHA-256"] == hashlib.sha256(package).hexdigest()
        assert row["大小（KB）"] == str(-(-len(package) // 1000))
        theirs = members(package)
        assert row["内有文件"].split("\n") == list(theirs)
        (pdf,) = (content for name, content in theirs.items() if name.endswith(".pdf"))
        assert row["PDF页数"] == str(len(pypdfium2.PdfDocument(pdf)))
        assert row["文号"] == "草稿，未编号"


def test_the_manifest_is_read_by_sha256sum(run: Run, folder: Path, tmp_path: Path) -> None:
    run("pack", "报送表", "--period", "2022Q2")
    package = min(packages(folder, f"{OUT}/2022Q2").values(), key=len)
    zipfile.ZipFile(io.BytesIO(package)).extractall(tmp_path / "box")
    command = ["sha256sum", "--strict", "-c", SUMS]
    subprocess.run(command, cwd=tmp_path / "box", check=True, capture_output=True)


def test_the_same_bytes_in_another_place_process_zone_and_seed(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    run("pack", "报送表", "--period", "2022Q2")
    other = tmp_path / "other"
    shutil.copytree(folder / "plan", other / "plan")
    subprocess.run(
        [sys.executable, "-m", "zmddoc", "pack", "报送表", "--period", "2022Q2", "--jobs", "2"],
        cwd=other,
        env={
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": "7",
            "TZ": "America/New_York",
            "ZMDDOC_CACHE": str(tmp_path / "cache"),
        },
        check=True,
        capture_output=True,
    )
    where = f"{OUT}/2022Q2"
    assert packages(folder, where)
    assert packages(other, where) == packages(folder, where)
    name = f"{where}/分发清单.xlsx"
    assert (other / name).read_bytes() == (folder / name).read_bytes()


def test_what_is_packed_is_what_the_inputs_give_now(run: Run, folder: Path) -> None:
    """A stale build/, a file that was changed by hand and a package of a body that has gone."""
    run("pack")
    before = packages(folder)
    change(folder, "rules.yaml", "示例市", "样本市")
    sheet = folder / "build/任务清单/市商务局.docx"
    sheet.write_bytes(b"changed by hand")
    (folder / OUT / "市撤销局.zip").write_bytes(b"of an earlier plan")
    code, out, _ = run("pack")
    assert code == 0
    assert "撤下了 1 个已不该有的包" in out
    after = packages(folder)
    assert set(after) == set(before)
    assert sheet.read_bytes() == members(after["市商务局"])["任务清单-市商务局.docx"]
    assert b"changed by hand" not in sheet.read_bytes()
    fresh = folder.parent / "fresh"
    shutil.copytree(folder / "plan", fresh / "plan")
    assert run("-C", str(fresh), "pack")[0] == 0
    assert packages(fresh) == after


def test_nothing_changed_writes_nothing(run: Run, folder: Path) -> None:
    order = ("pack", "报送表", "--period", "2022Q2")
    run(*order)
    seen = {file: file.stat().st_mtime_ns for file in (folder / OUT).rglob("*.*")}
    _, out, _ = run(*order)
    assert f"其中 {len(seen) - 1} 包没有变化" in out
    assert {file: file.stat().st_mtime_ns for file in seen} == seen


def test_a_body_whose_papers_are_not_all_there_is_sent_nothing(run: Run, folder: Path) -> None:
    order = ("pack", "报送表", "--period", "2022Q2")
    run(*order)
    assert "市商务局" in packages(folder, f"{OUT}/2022Q2")
    form = folder / "build/报送表/2022Q2/市商务局.xlsx"
    book = openpyxl.load_workbook(form)
    book.properties.lastModifiedBy = "示例"
    book.save(form)  # somebody has saved it where it stands: it is not overwritten
    code, _, err = run(*order)
    assert code == 1
    assert "Z902" in err
    assert "文件不全，没有打包：市商务局。" in err
    left = packages(folder, f"{OUT}/2022Q2")
    assert left
    assert "市商务局" not in left
    assert "市商务局.zip" not in {row["压缩包"] for row in listed(folder, f"{OUT}/2022Q2")}


def test_what_was_issued_goes_out_as_it_is_on_record(run: Run, folder: Path) -> None:
    assert run("issue", "任务清单", "--unit", "市商务局", "--dated", "2022-07-08")[0] == 0
    code, out, _ = run("pack", "任务清单")
    assert code == 0
    assert "1 份已印发，包里是印发的定稿" in out
    (issued,) = (folder / "plan/issued").glob("*")
    frozen = {file.suffix: file.read_bytes() for file in issued.iterdir()}
    theirs = members(packages(folder)["市商务局"])
    assert {Path(name).suffix: content for name, content in theirs.items()} == frozen
    numbers = {row["压缩包"]: row["文号"] for row in listed(folder)}
    assert numbers.pop("市商务局.zip") == issued.name
    assert set(numbers.values()) == {"草稿，未编号"}


def test_one_format(run: Run, folder: Path) -> None:
    order = ("issue", "任务清单", "--unit", "市商务局", "--dated", "2022-07-08")
    assert run(*order)[0] == 0
    code, _, err = run("pack", "--period", "2022Q2", "--format", "pdf")
    assert code == 0
    assert "报送表没有这种格式，不在包里" in err
    found = packages(folder, f"{OUT}/2022Q2")
    assert "市商务局" in found  # whose sheet was issued in both formats
    for unit, package in found.items():
        assert list(members(package)) == [f"任务清单-{unit}.pdf"]


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("报送表", "--period", "2022Q2", "--format", "pdf"), "报送表只有", 2),
        (("方案",), "方案不分单位，不能按单位打包", 2),
        (("报送表",), "请用 --period 写明是哪一期", 2),
        (("任务清单", "--period", "2022Q2"), "任务清单不分报送期", 2),
        (("--period", "2022Q9"), "没有“2022Q9”这个报送期", 2),
        (("督办通知", "--period", "2022Q2"), "没有可打包的", 1),
    ],
    ids=str,
)
def test_what_cannot_be_packed(run: Run, words: tuple[str, ...], said: str, code: int) -> None:
    found, _, err = run("pack", *words)
    assert said in err
    assert found == code


def test_a_plan_with_errors_is_not_packed(run: Run, folder: Path) -> None:
    change(folder, "rules.yaml", "periods:", "period:")
    code, _, err = run("pack")
    assert code == 1
    assert "没有打包" in err
    assert not (folder / "build").exists()

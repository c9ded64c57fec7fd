"""Make the project ready to run: system libraries, .venv with all dependencies, open fonts.

Runs on a bare Python 3.11; an extra of setup.cfg may be named behind it. Does nothing when everything is in place: a stamp in .venv keeps
the hash of all that the set-up depends on.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

import debian
import fandol

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / ".set-up"
FONTS = VENV / "share" / "zmddoc" / "fonts"
PYTHON = VENV / "bin" / "python"
INPUTS = ("setup.cfg", "setup.py", "pyproject.toml", "tools/set_up.py", "tools/debian.py")


class Failure(Exception):
    """The set-up cannot go on; the message says what a person should do."""


def main() -> int:
    # Any python3 may have started this.
    if sys.version_info < (3, 11):  # noqa: UP036
        print(f"需要 Python 3.11 或更高版本,这里是 {sys.version.split()[0]} (Python 3.11+ needed).")
        return 1
    try:
        if not is_current():
            install_system_pieces()
            install_environment()
        for extra in sys.argv[1:]:
            install_extra(extra)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    install_fonts()
    return 0


def fingerprint() -> str:
    """The hash of all that decides what is in .venv; moving the folder counts, for paths in it."""
    digest = hashlib.sha256(f"{sys.version}\n{VENV}\n".encode())
    for name in INPUTS:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def is_current() -> bool:
    """Whether .venv was set up from what is here now."""
    return PYTHON.exists() and STAMP.is_file() and STAMP.read_text() == fingerprint()


def install_system_pieces() -> None:
    """Get the system libraries; raise Failure where one is missing."""
    lacking = debian.missing()
    if lacking and debian.can_install():
        names = [piece.package for piece in lacking]
        say(f"安装系统软件包(installing): {' '.join(names)}")
        debian.install(names)
        lacking = debian.missing()
    if lacking:
        names = [piece.package for piece in lacking]
        raise Failure(
            f"错误(error): 缺少必需的系统软件包 {' '.join(names)} (missing). "
            f"请运行(please run):\n    {debian.install_command(names)}"
        )


def install_environment() -> None:
    """Create .venv and install the program and all its dependencies; raise Failure otherwise."""
    if not runs():
        say("建立 .venv (creating the virtual environment)")
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)], "无法建立 .venv (cannot create)")
    say("安装依赖,首次约需一两分钟 (installing dependencies)")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    complaint = (
        "依赖安装失败。请检查网络或 pip 的镜像设置后重新运行 "
        "(check the network or pip's index settings, then run again)"
    )
    # Without build isolation nothing is fetched when all that is needed is already there.
    _run([*pip, *build_requirements()], complaint)
    _run([*pip, "--no-build-isolation", "--editable", f"{ROOT}[dev]"], complaint)
    STAMP.write_text(fingerprint())


def install_extra(extra: str) -> None:
    """Install what an extra of setup.cfg names beside; raise Failure otherwise."""
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    complaint = f"{extra} 所需的软件包安装失败,请检查网络 (cannot install, check the network)"
    _run([*pip, "--no-build-isolation", "--editable", f"{ROOT}[{extra}]"], complaint)


def build_requirements() -> list[str]:
    """What pyproject.toml asks for to build the package."""
    import tomllib  # not at the top: an older Python must get as far as being told so

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(project["build-system"]["requires"])


def runs() -> bool:
    """Whether there is a .venv whose Python starts, is new enough and has pip."""
    if not PYTHON.exists():
        return False
    test = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([str(PYTHON), "-c", test], capture_output=True).returncode == 0


def install_fonts() -> None:
    """Fetch the fonts that are not there; a failure is only a warning, for there are stand-ins."""
    if not fandol.absent(FONTS):
        return
    say("下载开源公文字体 Fandol,约 50 MB (fetching open fonts)")
    try:
        changed = fandol.fetch(FONTS)
    except fandol.Unavailable as error:
        say(
            f"警告(warning): {error}\n"
            "  没有 Fandol 字体,PDF 将以 Noto 字体代替仿宋、楷体、小标宋 (Noto will stand in).\n"
            "  补救(to mend): 联网后再次运行 make set-up (run it again when online);"
            "或在另一台 Debian 上运行\n"
            "    python3 tools/fandol.py fonts\n"
            f"  再将 fonts/ 中的文件复制到 (or copy the files from another Debian to) "
            f"{FONTS.relative_to(ROOT)}/"
        )
        return
    for name in changed:
        say(f"警告(warning): {name} 与已知版本不同,版面可能略有出入 (not the known version)")


def say(message: str) -> None:
    print(message, flush=True)


def _run(command: list[str], complaint: str) -> None:
    if subprocess.run(command).returncode != 0:
        raise Failure(f"错误(error): {complaint}")


if __name__ == "__main__":
    sys.exit(main())

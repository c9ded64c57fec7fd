"""Plans as git keeps them: read from its objects, never by touching the working tree.

git is run as a program; what it says is read by exit code and by the output of commands made for
programs, so that neither its language nor the user's settings matter.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_SETTINGS = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


class GitTrouble(Exception):
    """What was asked of git cannot be had; the message says why, in Chinese."""


@dataclass(frozen=True)
class Commit:
    """One commit of a repository."""

    id: str
    dated: str
    """Of the author, ISO 8601: 2021-06-30."""
    subject: str
    parent: str
    """Its first parent; '' where it has none, or where a shallow clone ends."""

    @property
    def short(self) -> str:
        """Enough of the id to tell it from others."""
        return self.id[:8]


class Repository:
    """The repository that a folder lies in."""

    def __init__(self, folder: Path) -> None:
        """Raises GitTrouble where git or a repository is missing."""
        self.folder = folder
        prefix = self._ask("rev-parse", "--show-prefix", refusal=_not_a_repository(folder))
        self.prefix = PurePosixPath(prefix.decode("utf-8", "surrogateescape").rstrip("\n"))
        """The folder within the repository."""

    @property
    def shallow(self) -> bool:
        """Whether it holds only the last part of its history."""
        return self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    def resolve(self, revision: str) -> str:
        """Return the commit (40 hex digits) that a revision names. Raises GitTrouble."""
        refusal = f"没有“{revision}”这个版本。"
        if self.shallow:
            refusal += (
                "这个仓库是浅克隆，只有最近的历史；先运行 git fetch --unshallow 取回全部历史再试。"
            )
        elif not self._has_commits():
            refusal += "这个仓库还没有提交过。"
        else:
            refusal += "用 zmddoc log 可看到方案的各个版本。"
        name = f"{revision}^{{commit}}"
        found = self._ask(
            "rev-parse", "--verify", "--quiet", "--end-of-options", name, refusal=refusal
        )
        return found.decode().strip()

    def _has_commits(self) -> bool:
        try:
            self._ask("rev-parse", "--verify", "--quiet", "HEAD", refusal="-")
        except GitTrouble:
            return False
        return True

    def commit(self, id: str) -> Commit:
        """Return what is known of a commit."""
        return next(self._commits("--max-count=1", id))

    def blobs(self, commit: str, *paths: PurePosixPath) -> Mapping[PurePosixPath, str]:
        """Return which of the paths are files in a commit, each with its blob's id."""
        names = [str(path) for path in paths]
        found = {}
        for line in self._ask("ls-tree", "-z", "--full-tree", commit, "--", *names).split(b"\0"):
            meta, _, name = line.partition(b"\t")
            if name:
                _, kind, blob = meta.decode().split(" ")
                if kind == "blob":
                    found[PurePosixPath(name.decode("utf-8", "surrogateescape"))] = blob
        return found

    def content(self, blob: str) -> bytes:
        """Return a blob's bytes. Raises GitTrouble where this clone does not have it."""
        refusal = "这个版本的文件内容不在本机的仓库里，先运行 git fetch 取回。"
        return self._ask("cat-file", "blob", blob, refusal=refusal)

    def commits(self, revision: str, paths: tuple[PurePosixPath, ...]) -> Iterator[Commit]:
        """Yield the commits up to ``revision`` that changed one of the paths, the latest first, of
        merges only what they brought into the main line."""
        names = [f":(top,literal){path}" for path in paths]
        return self._commits("--first-parent", "--diff-merges=first-parent", revision, "--", *names)

    def _commits(self, *arguments: str) -> Iterator[Commit]:
        layout = "--format=%H%x00%as%x00%s%x00%P%x00"
        settings = (
            "log",
            "--no-show-signature",
            "--no-color",
            "--no-decorate",
            "--no-patch",
            layout,
        )
        parts = self._ask(*settings, *arguments).decode("utf-8", "replace").split("\0")
        for i in range(0, len(parts) - 4, 4):
            id, dated, subject, parents = parts[i : i + 4]
            yield Commit(id.strip(), dated, subject, parents.split(" ")[0])

    def _ask(self, *arguments: str, refusal: str = "") -> bytes:
        """Run git and return what it prints. Raises GitTrouble with ``refusal`` where it fails."""
        try:
            done = subprocess.run(
                ["git", "-C", str(self.folder), *arguments],
                capture_output=True,
                check=False,
                env=_environment(),
            )
        except FileNotFoundError:
            raise GitTrouble("这台电脑上没有 git，不能读取以往的版本。") from None
        if done.returncode:
            reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
            if any("dubious ownership" in line for line in reason):
                raise GitTrouble(
                    "这个仓库属于别的用户，git 拒绝读取；请由仓库的所有者运行，"
                    "或按 git 的提示把它设为 safe.directory。"
                )
            raise GitTrouble(refusal or f"git 没有办成：{reason[-1] if reason else arguments[0]}")
        return done.stdout


def _environment() -> dict[str, str]:
    """The user's environment without what binds git to another repository than the folder's."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
    }
    return {**kept, **_SETTINGS}


def _not_a_repository(folder: Path) -> str:
    where = "当前文件夹" if folder == Path() else f"“{folder}”"
    return f"{where}不在 git 仓库里，没有以往的版本可比。"

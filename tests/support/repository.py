"""A git repository with the real plan in it, and revisions of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PLAN = "plan/plan.yaml"
IDENTITY = {
    "GIT_AUTHOR_NAME": "示例", "GIT_AUTHOR_EMAIL": "a@example.invalid",
    "GIT_COMMITTER_NAME": "示例", "GIT_COMMITTER_EMAIL": "a@example.invalid",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
}  # fmt: skip


class Repository:
    """A repository; the project is at ``project`` below its top."""

    def __init__(self, top: Path, project: str = ".") -> None:
        self.top, self.project = top, top / project
        if not (self.project / "plan").exists():
            shutil.copytree(ROOT / "plan", self.project / "plan")
        self.days = 0
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str, folder: Path | None = None) -> str:
        """Run git with a known identity and a day later each time: what it prints."""
        self.days += 1
        day = f"2021-05-{self.days % 28 + 1:02}T12:00:00+08:00"
        done = subprocess.run(
            ["git", *words],
            cwd=folder or self.top,
            env={**os.environ, **IDENTITY, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def change(self, *replacements: tuple[str, str], file: str = PLAN) -> None:
        """Replace words in a file of the project, everywhere."""
        path = self.project / file
        text = path.read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def commit(self, message: str, *replacements: tuple[str, str], file: str = PLAN) -> str:
        """Change a file and commit everything: the commit's id."""
        self.change(*replacements, file=file)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")


RAISED = (
    ("国家高新技术企业20家", "国家高新技术企业25家"),
    ("value: 20\n      unit: 家", "value: 25\n      unit: 家"),
)
"""T04-1 from 20 to 25."""
RETITLED = (("title: 主攻智能制造", "title: 推进智能制造"),)

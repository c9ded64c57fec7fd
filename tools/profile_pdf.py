"""Where the time of a PDF goes: processor seconds per document, and the functions that take most.

    .venv/bin/python tools/profile_pdf.py [how many sheets of the real plan]

Nothing is taken from the cache but prepared faces. See docs/profile.md.
"""

from __future__ import annotations

import cProfile
import pstats
import resource
import sys
import time
from pathlib import Path

from zmddoc.compose import Composer, drafts
from zmddoc.jobs import perform
from zmddoc.press import Press
from zmddoc.read import read_project

ROOT = Path(__file__).resolve().parent.parent


def main(count: int) -> None:
    """Draw the sheets, once to be timed and once under the profiler."""
    project, _ = read_project(ROOT)
    assert project.plan and project.registry and project.rules
    composer = Composer()
    press = Press(composer)
    listed = drafts(project.plan, project.registry, project.rules, ("sheet",))[:count]
    jobs = [press.job("pdf", composer.compose(draft)) for draft in listed]
    perform(jobs[0], press.supply)
    begun = time.process_time()
    size = sum(len(perform(job, press.supply)) for job in jobs)
    each = (time.process_time() - begun) / len(jobs)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(jobs)} documents: {each:.3f} s, {size // len(jobs)} bytes each; {memory} MB")
    profile = cProfile.Profile()
    profile.enable()
    for job in jobs:
        perform(job, press.supply)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 36)

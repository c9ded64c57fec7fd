"""``make bench``: measure, and write docs/benchmarks.md with its chart."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import debian
from bench.machine import SUBSET, described, ready
from bench.province import ROOT
from bench.report import write
from bench.runs import Bench


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description="测速,写 docs/benchmarks.md")
    parser.add_argument("--rounds", type=int, default=3, help="并排比较的轮数,取中位数")
    parser.add_argument("--sizes", type=int, default=4, help="示例省取前几种规模")
    parser.add_argument("--results", type=Path, help="把测得的数另存为 JSON")
    chosen = parser.parse_args()
    office = ready(debian.WRITER)
    ready(SUBSET)
    with tempfile.TemporaryDirectory(prefix="zmddoc-bench-") as folder:
        bench = Bench(Path(folder), chosen.rounds, office)
        results = bench.run(chosen.sizes)
    results["machine"] = described(office)
    if chosen.results:
        chosen.results.write_text(json.dumps(results, ensure_ascii=False, indent=1))
    write(results, ROOT / "docs")
    print("写好了 docs/benchmarks.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())

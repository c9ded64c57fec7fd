"""Measure how fast zmddoc starts, against how long importing WeasyPrint takes.

Run from the project folder: ``python tools/startup.py [rounds]``. Each command runs in a process of
its own; the rounds are interleaved so that a busy machine burdens all alike; medians are printed.
"""

import statistics
import subprocess
import sys
import time

COMMANDS = {
    "python": ["-c", "pass"],
    "import weasyprint": ["-c", "import weasyprint"],
    "zmddoc --version": ["-m", "zmddoc", "--version"],
    "zmddoc --help": ["-m", "zmddoc", "--help"],
    "zmddoc build --help": ["-m", "zmddoc", "build", "--help"],
    "zmddoc text": ["-m", "zmddoc", "text"],
    "zmddoc check": ["-m", "zmddoc", "check"],
}


def main(rounds: int) -> None:
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, arguments in COMMANDS.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
            times[name].append(time.perf_counter() - start)
    yardstick = statistics.median(times["import weasyprint"])
    for name, measured in times.items():
        median = statistics.median(measured)
        print(f"{name:22}{median * 1000:6.0f} ms {median / yardstick:7.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)

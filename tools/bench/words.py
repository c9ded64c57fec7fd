"""What stands around the figures in docs/benchmarks.md."""

BEFORE = """# Benchmarks

Written by `make bench`, with the figures of its last run. The work is the same for all: the task lists
(任务清单) of the real plan, an upright letter and a turned table, three to four pages each.

- **zmddoc**: reads and checks the plan, then makes the files. Nothing was made before: no cache, no faces cut
  down. *Faces cut before*: but for the faces, which are cut down once on a machine and not once a build.
- **docxtpl + LibreOffice**: a Word template filled with the same words; all Word files converted in one call.
- **WeasyPrint, plainly**: the same HTML and stylesheet, one document at a time, faces as installed ones.
- **Typst**: an equivalent template, one compiler for all documents.

The rivals get their words ready made; zmddoc's time holds reading, checking and composing as well. Runs
alternate. **CPU** is the processor time of all processes, workers and orphans too, and the figure to go by:
wall time also tells what else the machine was doing (see the load below). Memory is that of the largest process.
"""

AFTER = ""

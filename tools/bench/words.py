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

AFTER = """## What falls short

The aim is DOCX and PDF of nothing but the plan, by two jobs, four times as fast as the usual way and as
WeasyPrint used plainly: the last column but two says how far that is reached. It is not. Nine tenths of a PDF's
time is WeasyPrint laying out and drawing in Python, which both sides pay; what was added around it has gone
(docs/profile.md), and two processors halve the rest. LibreOffice converts a document in less time than
WeasyPrint's layout alone takes. Typst, compiled, is several times faster than all.

One changed target costs reading and checking the whole plan again, and its own documents. The process that reads
a plan of 32,000 tasks holds every value's place in the file, for messages: it is the one that exceeds 300 MB, not
a worker that draws. Beyond checking, that size pays for its check sums, its listing and for the workers' waiting.
"""

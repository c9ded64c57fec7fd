"""``zmddoc`` itself on a sample of the documents: ``python -m bench.ours SAMPLE ARGUMENTS…``.

A province of 32,000 tasks has thousands of documents; of these ``SAMPLE`` are made, evenly spread. All
else is as from the command line: reading, checking, workers, cache.
"""

from __future__ import annotations

import sys
from functools import cached_property

from zmddoc import listing
from zmddoc.cli import main
from zmddoc.compose import Draft


def spread(drafts: tuple[Draft, ...], most: int) -> tuple[Draft, ...]:
    """``most`` of the drafts, evenly spread; all where there are not more."""
    if len(drafts) <= most:
        return drafts
    return tuple(drafts[i * len(drafts) // most] for i in range(most))


def sample(most: int) -> None:
    """Have every listing in this process give no more drafts than that."""
    whole = listing.Listing.drafts.func

    def drafts(self: listing.Listing) -> tuple[Draft, ...]:
        return spread(whole(self), most)

    sampled = cached_property(drafts)
    sampled.__set_name__(listing.Listing, "drafts")
    listing.Listing.drafts = sampled


if __name__ == "__main__":
    sample(int(sys.argv[1]))
    sys.argv = ["zmddoc", *sys.argv[2:]]
    sys.exit(main())

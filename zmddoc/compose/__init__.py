"""From facts to gongwen HTML: which documents there are, and what each says."""

from zmddoc.compose.drafts import KINDS, Draft, drafts
from zmddoc.compose.environment import ComposeError, Composer

__all__ = ["KINDS", "ComposeError", "Composer", "Draft", "drafts"]

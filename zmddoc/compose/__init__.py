"""From facts to gongwen HTML: which documents there are, and what each says."""

from zmddoc.compose.draft import Draft
from zmddoc.compose.drafts import drafts
from zmddoc.compose.environment import ComposeError, Composer

__all__ = ["ComposeError", "Composer", "Draft", "drafts"]

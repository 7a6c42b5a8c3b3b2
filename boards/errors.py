"""What can be wrong with a change. Every door gives these its own form; nothing was written when one is raised.

A refusal carries what people read as a promise (``gettext_lazy``, and ``format_lazy`` for its values), so that each is
told in their language. The types say so: a plain text, which no catalogue knows, does not pass mypy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class DomainError(Exception):
    """Base of the errors that a user or a program can cause. ``str()`` is for the log, ``describe()`` for people."""

    sentence: _StrPromise


class NotFound(DomainError):
    """An id that names nothing, or nothing in this project: ``NotFound("task 12")``, which only operators read."""

    sentence = _("This is not there any more.")


class Denied(DomainError):
    """The actor may not do this: ``Denied("task.edit")``, which only the log tells."""

    sentence = _("Your role does not allow this.")


class Invalid(DomainError):
    """Values against a rule: ``Invalid(title=_("A task needs a title."))``, each field with its sentence."""

    def __init__(self, **fields: _StrPromise) -> None:
        super().__init__(fields)
        self.fields = fields
        self.sentence = format_lazy(" ".join(["{}"] * len(fields)), *fields.values())

    def __str__(self) -> str:
        return "; ".join(f"{name}: {sentence}" for name, sentence in self.fields.items())


class Conflict(DomainError):
    """The change clashes with what is there, as a task that is there already."""

    def __init__(self, sentence: _StrPromise) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Taken(Conflict):
    """What may be there once only is there already: the database has refused it, in words that are not for people."""

    def __init__(self) -> None:
        super().__init__(_("This is taken already."))


def describe(error: DomainError) -> str:
    """What people read of a refusal, in the active language."""
    return str(error.sentence)

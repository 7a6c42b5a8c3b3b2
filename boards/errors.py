"""What can be wrong with a change. Every door gives these its own form; nothing was written when one is raised."""

from __future__ import annotations


class DomainError(Exception):
    """Base of the errors that a user or a program can cause."""


class NotFound(DomainError):
    """An id that names nothing, or nothing in this project."""


class Invalid(DomainError):
    """Values against a rule: ``Invalid(title="A task needs a title.")``. ``fields`` maps field names to sentences."""

    def __init__(self, **fields: str) -> None:
        super().__init__("; ".join(f"{name}: {sentence}" for name, sentence in fields.items()))
        self.fields = fields


class Conflict(DomainError):
    """The change clashes with what is there: a name that is taken, a task that is there already."""


class Denied(DomainError):
    """The actor may not do this."""

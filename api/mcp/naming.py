"""Names where ids are: of columns, swimlanes, categories, people, kinds of links, in any case, with or without accents.

A name that fits several is refused with all of them; one that fits none, with what there is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from api.mcp.texts import cut, quote
from api.mcp.tool import Refusal
from boards.actors import Actor
from boards.inputs import decode_number, fold
from boards.queries.columns import list_category_names
from boards.queries.homes import Home, read_home
from boards.queries.links import list_link_objects
from boards.queries.memberships import list_assignable_names
from boards.queries.settings import get_date_format, zone_of

#: Candidates that a refusal names; bytes of a name that fits none, and of all that do.
MOST_CANDIDATES = 20
LONGEST_NAME, LONGEST_LIST = 200, 2000
#: What clears a field.
NOTHING = ("", "none", "nobody", "0")


def choose_one(kind: str, wanted: str | int, known: Mapping[int, Sequence[str | None]], *, hint: str = "") -> int:
    """The id that is meant, by itself or by one of its names. Raises Refusal."""
    number = wanted if isinstance(wanted, int) else decode_number(wanted.strip().lstrip("#"))
    if number is not None and number in known:
        return number
    text = fold(str(wanted).strip())
    found = [pk for pk, names in known.items() if any(fold(name) == text for name in names if name)]
    if len(found) == 1:
        return found[0]
    shown = ", ".join(
        f"{quote(next(filter(None, known[pk]), ''))} ({pk})" for pk in (found or list(known))[:MOST_CANDIDATES]
    )
    named = quote(cut(str(wanted), LONGEST_NAME))
    shown = cut(shown, LONGEST_LIST)
    if found:
        raise Refusal(f"Several fit as {kind} {named}: {shown}. Name one by its number.")
    there = f"There are: {shown}." if shown and not hint else hint or f"There is no {kind} here."
    raise Refusal(f"There is no {kind} {named}. {there}")


def is_nothing(wanted: str | int) -> bool:
    """Whether a value clears its field."""
    return str(wanted).strip().lower() in NOTHING


class ProjectNames:
    """What can be named in a project; each kind is read when it is first asked for."""

    def __init__(self, actor: Actor, project_id: int) -> None:
        self.actor = actor
        self.project_id = project_id

    @cached_property
    def home(self) -> Home:
        """1 statement."""
        return read_home(self.project_id, user_id=self.actor.user_id)

    @cached_property
    def people(self) -> dict[int, list[str]]:
        """Whom tasks may be given to. 2 statements."""
        return list_assignable_names([self.project_id])

    @cached_property
    def categories(self) -> dict[int, str]:
        """1 statement."""
        return list_category_names(self.project_id)

    def find_column(self, wanted: str | int) -> int:
        """Raises Refusal."""
        return choose_one("column", wanted, {one.pk: [one.title] for one in self.home.columns})

    def find_swimlane(self, wanted: str | int) -> int:
        """Raises Refusal."""
        return choose_one("swimlane", wanted, {one.pk: [one.name] for one in self.home.swimlanes})

    def find_person(self, wanted: str | int) -> int:
        """0 for nobody. Raises Refusal."""
        if is_nothing(wanted):
            return 0
        if str(wanted).strip().lower() == "me" and self.actor.is_user:
            return self.actor.user_id
        text = wanted.strip().removeprefix("@") if isinstance(wanted, str) else wanted
        return choose_one("person", text, self.people)

    def find_category(self, wanted: str | int) -> int:
        """0 for none. Raises Refusal."""
        if is_nothing(wanted):
            return 0
        return choose_one("category", wanted, {pk: [name] for pk, name in self.categories.items()})


def find_link_kind(wanted: str | int) -> tuple[int, str]:
    """Id and label of the kind of link between tasks. 1 statement. Raises Refusal."""
    known = {link.id: link.label for link in list_link_objects()}
    link_id = choose_one("kind of link", wanted, {pk: [label] for pk, label in known.items()})
    return link_id, known[link_id]


def read_moment(actor: Actor, written: str) -> int:
    """UTC seconds of a written date, in the caller's zone; 0 for none. Raises Refusal."""
    if is_nothing(written):
        return 0
    seconds = get_date_format().parse(written.strip().replace("T", " ")[:16], zone_of(actor))
    if seconds is None:
        raise Refusal(f"{quote(cut(written, LONGEST_NAME))} is no date. Write 2030-01-31, or 2030-01-31 14:30.")
    return seconds

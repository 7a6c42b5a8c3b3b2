"""What is done to ticked tasks of a search, which may be of several projects (ux.md 5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.errors import Invalid
from boards.inputs import decode_numbers
from boards.operations.bulk import Wish
from boards.operations.changing import change_cards
from boards.operations.closing import close_cards
from boards.queries.settings import zone_of
from boards.queries.task_lists import group_by_project
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.fields import DateTimeText
from boards.web.frame.pages import go_back, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from boards.operations.deed import Doer, Done
    from boards.web.frame.door import BoardRequest

#: Tasks that one run takes at most.
MOST = 500
#: Menus of the bar: the field, its name, and what it can be given, as it is sent and in words.
CHOICES = (
    (
        "date_due",
        gettext_lazy("Due"),
        (
            ("today", gettext_lazy("Today")),
            ("tomorrow", gettext_lazy("Tomorrow")),
            ("mon", gettext_lazy("Next week")),
            ("", gettext_lazy("None")),
        ),
    ),
    ("priority", gettext_lazy("Priority"), tuple((str(number), f"P{number}") for number in range(4))),
)


def change_found(request: BoardRequest) -> HttpResponse:
    """One deed for the ticked tasks, ``do``: "close", "take", or a field and its value, "priority:2".

    Each project has its own rights and its own undo; what is not allowed is counted. Raises Invalid (no such deed).
    """
    ids = sorted(decode_numbers(",".join(request.POST.getlist("task_ids"))))[:MOST]
    run = _read_deed(request, request.POST.get("do", ""))
    if not ids:
        warn(request, _("No task is chosen. Tick some first."))
    for project_id, task_ids in group_by_project(ids).items():
        tell(request, run(doer_in(request, project_id), task_ids))
    return go_back(request)


def _read_deed(request: BoardRequest, do: str) -> Callable[[Doer, Sequence[int]], Done]:
    field, _colon, value = do.partition(":")
    if do == "close":
        return close_cards
    if do == "take":
        wish = Wish(fields={"owner_id": request.actor.user_id})
    elif field == "date_due":
        wish = Wish(fields={field: DateTimeText(zone=zone_of(request.actor)).clean(value)})
    elif field == "priority" and value in dict(CHOICES[1][2]):
        wish = Wish(fields={field: int(value)})
    else:
        raise Invalid(do=gettext_lazy("This can not be done to tasks."))
    return lambda doer, task_ids: change_cards(doer, task_ids, wish)

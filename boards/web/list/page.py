"""The tasks of a project as a table (web.md 6.8, ux.md 5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.addresses import link
from boards.dates import now
from boards.preferences import LIST_COLUMNS
from boards.queries.due import due_heaps
from boards.queries.homes import read_home
from boards.queries.pages import read_page
from boards.queries.rows import EVERYBODY
from boards.queries.settings import zone_of
from boards.queries.task_lists import (
    DUE,
    GROUPS,
    ORDERS,
    group_tasks,
    list_found_tasks,
    read_found_page,
)
from boards.services.metadata import save_preferences
from boards.web.frame.door import rights_on
from boards.web.frame.pages import go, show
from boards.web.frame.unchanged import show_unless_held
from boards.web.list.bulk import MOST
from boards.web.page_models.change_form import PICKERS
from boards.web.page_models.filters import open_filter
from boards.web.page_models.rows import DUE_LABELS, TaskRow, make_rows

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from boards.models import Project
    from boards.queries.homes import Home
    from boards.web.frame.door import BoardRequest

ROWS = 50
#: What a list can show beside number and title: label, and the order that its head sorts by.
COLUMNS = {key: (label, key if key in ORDERS else "") for key, label in LIST_COLUMNS.kind.choices.items()}
#: What a list can be grouped by, in words.
GROUP_LABELS = {
    "column": gettext_lazy("Column"),
    "assignee": gettext_lazy("Assignee"),
    "priority": gettext_lazy("Priority"),
    "category": gettext_lazy("Category"),
    "due": gettext_lazy("Due date"),
}
#: The cells that lead to a change, and the property that is changed.
CHANGES = {
    "assignee": "owner_id",
    "due": "date_due",
    "priority": "priority",
    "category": "category_id",
    "tags": "tags",
}
#: The columns that say how long ago something was.
AGES = {"created", "modified"}
USUAL = ("column", "assignee", "due", "priority", "category", "tags", "signs")


def show_list(
    request: BoardRequest,
    project_id: int,
    search: str | None = None,
    page: int = 1,
    order: str = "id",
    direction: str = "",
    show_subtasks: str = "",
    group: str = "",
) -> HttpResponse:
    """A page of tasks. Filter, order, group and page stand in the address: each tab has its own. ≤ 7 statements with
    those of the frame, 9 with a filter, 1 more for groups. Raises NotFound."""
    home = read_home(project_id, user_id=request.actor.user_id)
    name = order if order in ORDERS else "id"
    chosen = Chosen(
        page,
        order=name,
        down=(direction.upper() or ("DESC" if name == "id" else "ASC")) == "DESC",
        group=group if group in GROUPS else "",
        shows_subtasks=show_subtasks == "1",
    )
    return show_unless_held(request, home, lambda: _show(request, home, search, chosen))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address of a list chooses beside its filter. ``group``: "" for none."""

    page: int
    order: str
    down: bool
    group: str
    shows_subtasks: bool


def _show(request: BoardRequest, home: Home, search: str | None, chosen: Chosen) -> HttpResponse:
    project, opened = home.project, open_filter(request, home, "TaskList.show", search)
    order = f"-{chosen.order}" if chosen.down else chosen.order
    asked: dict[str, Any] = {
        "actor": request.actor,
        "search": opened["search"],
        "project_id": project.pk,
        "order": order,
    }
    group = chosen.group
    counts: dict[Any, int] = {}
    if group:
        found, counts = group_tasks(list_found_tasks(**asked), group, actor=request.actor)
        pages = read_page(found, chosen.page, ROWS)
    else:
        pages = read_found_page(**asked, page=chosen.page, size=ROWS)
    rights = rights_on(request, project.pk)
    kept = home.prefers(LIST_COLUMNS) or USUAL
    columns = [key for key in COLUMNS if key in kept]
    rows = make_rows(
        request.actor,
        list(pages),
        subtasks_of=EVERYBODY if chosen.shows_subtasks else None,
        # A closed project is read only.
        rights=rights if project.is_active else replace(rights, rank=0),
    )
    context = {
        **opened,
        "project": project,
        "view": "list",
        "area": "board",
        "heading": _("List"),
        "pages": pages,
        "groups": _make_groups(rows, group, counts, zone_of(request.actor)),
        "group": group,
        "changes": CHANGES,
        "pickers": PICKERS,
        "most": MOST,
        "group_label": GROUP_LABELS.get(group, ""),
        "group_labels": GROUP_LABELS.items(),
        "columns": [(key, *COLUMNS[key]) for key in columns],
        "drawn_at": now() // 60 if AGES & set(columns) else 0,
        "all_columns": [(key, label, key in columns) for key, (label, _order) in COLUMNS.items()],
        "order": chosen.order,
        "down": chosen.down,
        "rights": rights,
        "shows_subtasks": chosen.shows_subtasks,
    }
    return show(request, "list/show.html", context)


def _make_groups(
    rows: list[TaskRow], group: str, counts: dict[Any, int], zone: str
) -> list[tuple[StrOrPromise, int, list[TaskRow]]]:
    """The rows of a page as sections: title, how many tasks the whole group has, its rows on this page."""
    sections: list[tuple[StrOrPromise, int, list[TaskRow]]] = []
    if not group:
        return [("", 0, rows)] if rows else []
    for key, members in groupby(rows, _find_key(group, zone)):
        listed = list(members)
        sections.append((_group_title(listed[0], group, key), counts.get(key, len(listed)), listed))
    return sections


def _find_key(group: str, zone: str) -> Callable[[TaskRow], Any]:
    """What tells the group of a row, as ``group_tasks`` does."""
    if group == "due":
        heap = due_heaps(zone)
        return lambda row: DUE[heap(row.task.date_due)]
    return lambda row: getattr(row.task, GROUPS[group])


def _group_title(row: TaskRow, group: str, key: Any) -> StrOrPromise:
    task = row.task
    if group == "column":
        return task.column_title
    if group == "assignee":
        return task.owner or _("Unassigned")
    if group == "category":
        return task.category_name or _("No category")
    if group == "priority":
        return _("Priority %(n)s") % {"n": key or 0}
    return DUE_LABELS[key] if key != "undated" else _("No due date")


def choose_columns(request: BoardRequest, project: Project, search: str = "") -> HttpResponse:
    """Keep which columns this person wants to see in lists; none: the usual ones."""
    kept = LIST_COLUMNS.keep(tuple(request.POST.getlist("columns")))
    save_preferences(kept, actor=request.actor, user_id=request.actor.user_id)
    return go(request, link("TaskList.show", project_id=project.pk, search=request.POST.get("search", search)))

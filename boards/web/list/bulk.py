"""Changing, moving and closing many tasks of a list (web.md 6.8, ux.md 5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards.access import Facts
from boards.addresses import link
from boards.errors import Denied, NotFound
from boards.inputs import tidy_tag
from boards.operations.bulk import BulkResult, preview_change
from boards.operations.changing import change_cards
from boards.operations.closing import close_cards
from boards.operations.moving import move_chosen_cards
from boards.queries.cards import list_tasks_of_project
from boards.queries.tags import find_tags_for_project
from boards.queries.task_lists import is_one_elsewhere, list_found_ids
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.door import digits
from boards.web.frame.pages import confirm, errors_to, go, posted, show, warn
from boards.web.list.forms import BulkChangeForm, BulkMoveForm
from boards.web.page_models.link_labels import labels

if TYPE_CHECKING:
    from boards.models import Project, Task
    from boards.web.frame.door import BoardRequest

#: Tasks that one run takes at most.
MOST = 1000
NONE_CHOSEN = gettext_lazy("No task is chosen. Tick some first.")


def find_chosen(request: BoardRequest, project: Project) -> list[Task]:
    """The chosen tasks in the given order: the ticked ones, or with ``matching`` all that ``search`` finds.

    Raises NotFound (those that were named are gone), Denied (one of another project).
    """
    given = request.POST if request.method == "POST" else request.GET
    if given.get("matching"):
        search = given.get("search", "")
        ids = list_found_ids(actor=request.actor, search=search, project_id=project.pk, limit=MOST)
    else:
        written = ",".join([*given.getlist("task_ids"), *given.getlist("task_ids[]")]).split(",")
        ids = [pk for pk in dict.fromkeys(digits(text.strip()) for text in written) if pk][:MOST]
    found = {task.pk: task for task in list_tasks_of_project(project.pk, ids)}
    if len(found) < len(ids) and is_one_elsewhere(ids, project_id=project.pk):
        raise Denied("a task of another project")
    if ids and not found:
        raise NotFound("the chosen tasks")
    return [found[pk] for pk in ids if pk in found]


def _for_chosen(
    view: Callable[[BoardRequest, Project, list[Task]], HttpResponse],
) -> Callable[[BoardRequest, Project], HttpResponse]:
    """The view with the chosen tasks; who has chosen none is told so, on the list."""

    def answer(request: BoardRequest, project: Project) -> HttpResponse:
        tasks = find_chosen(request, project)
        if tasks:
            return view(request, project, tasks)
        warn(request, str(NONE_CHOSEN))
        return go(request, _back(request, project), stay=True)

    return answer


def _back(request: BoardRequest, project: Project) -> str:
    given = request.POST if request.method == "POST" else request.GET
    return link("TaskList.show", project_id=project.pk, search=given.get("search", ""))


def _common(request: BoardRequest, project: Project, tasks: list[Task]) -> dict[str, Any]:
    given = request.POST if request.method == "POST" else request.GET
    return {
        "project": project,
        "task_ids": ",".join(str(task.pk) for task in tasks),
        "search": given.get("search", ""),
        "back": _back(request, project),
        "view": "list",
    }


@_for_chosen
def change_chosen(request: BoardRequest, project: Project, tasks: list[Task]) -> HttpResponse:
    """The form, the line that says what it would do (``check``), and the change (TaskBulkChangeProperty)."""
    doer = doer_in(request, project.pk)
    form = BulkChangeForm(posted(request), actor=request.actor, project=project, labels=labels())
    is_answer = form.is_bound and form.is_valid()
    assigns = is_answer and bool(form.cleaned_data.get("change_assignee"))
    allowed = [task.pk for task in tasks if doer.permits("task.edit", Facts.of(task, assigns=assigns))]
    trial = ""
    if is_answer and "check" in request.POST:
        trial = describe_trial(preview_change(task_ids=allowed, wish=form.wish()), len(tasks) - len(allowed))
    elif is_answer:
        with errors_to(form):
            tell(request, change_cards(doer, [task.pk for task in tasks], form.wish(), form.links()))
            return go(request, _back(request, project), stay=True)
    context = {
        **_common(request, project, tasks),
        "heading": ngettext("Change %(n)s task", "Change %(n)s tasks", len(tasks)) % {"n": len(tasks)},
        "form": form,
        "n": len(tasks),
        "allowed": len(allowed),
        "refused": len(tasks) - len(allowed),
        "trial": trial,
        "words": sorted(set(map(tidy_tag, find_tags_for_project(project.pk)))),
    }
    return show(request, "list/change.html", context)


def pick_value(request: BoardRequest, project: Project, property: str) -> HttpResponse:  # noqa: A002
    """The picker of one property for the chosen tasks, which is the board's. Raises NotFound, Denied."""
    tasks = find_chosen(request, project)
    if not tasks:
        warn(request, str(NONE_CHOSEN))
        return go(request, _back(request, project), stay=True)
    ids = ",".join(str(task.pk) for task in tasks)
    # Scripts follow it, too, and show what it leads to.
    return HttpResponseRedirect(link("board.change", project_id=project.pk, property=property, ids=ids))


def describe_trial(result: BulkResult, refused: int) -> str:
    """ "312 tasks: 300 will change, 12 you may not edit." """
    n = len(result.changed) + len(result.unchanged) + len(result.refused) + refused
    parts = [_("%(n)s will change") % {"n": len(result.changed)}]
    if result.unchanged:
        parts.append(_("%(n)s are so already") % {"n": len(result.unchanged)})
    if refused or result.refused:
        parts.append(_("%(n)s you may not edit") % {"n": refused + len(result.refused)})
    return ngettext("%(n)s task: %(rest)s.", "%(n)s tasks: %(rest)s.", n) % {"n": n, "rest": ", ".join(parts)}


@_for_chosen
def move_chosen(request: BoardRequest, project: Project, tasks: list[Task]) -> HttpResponse:
    """To the bottom of another cell, in the order given (TaskBulkMoveColumn)."""
    form = BulkMoveForm(posted(request), project=project, task=tasks[0])
    if form.is_bound and form.is_valid():
        doer = doer_in(request, project.pk)
        tell(request, move_chosen_cards(doer, [task.pk for task in tasks], **form.cleaned_data))
        return go(request, _back(request, project), stay=True)
    context = {
        **_common(request, project, tasks),
        "heading": ngettext("Move %(n)s task", "Move %(n)s tasks", len(tasks)) % {"n": len(tasks)},
        "form": form,
        "submit": _("Move"),
    }
    return show(request, "list/move.html", context)


@_for_chosen
def close_chosen(request: BoardRequest, project: Project, tasks: list[Task]) -> HttpResponse:
    if request.method == "POST":
        tell(request, close_cards(doer_in(request, project.pk), [task.pk for task in tasks]))
        return go(request, _back(request, project), stay=True)
    common = _common(request, project, tasks)
    sentence = ngettext("%(n)s task will be closed.", "%(n)s tasks will be closed.", len(tasks)) % {"n": len(tasks)}
    return confirm(
        request,
        title=_("Close tasks"),
        sentence=f"{sentence} {_('You can undo this.')}",
        verb=_("Close tasks"),
        back=common["back"],
        danger=False,
        fields={"task_ids": common["task_ids"], "search": common["search"]},
        action=link("list.close", project_id=project.pk),
    )

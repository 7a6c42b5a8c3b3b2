"""What the command palette finds (ux.md 2.4): things to do, tasks, projects, people, settings, help."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from django.http import JsonResponse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from boards.addresses import link
from boards.queries.columns import list_column_objects
from boards.queries.lookups import find_tasks_by_text, list_people
from boards.queries.stars import list_open_projects
from boards.wording.keys import write_keys

if TYPE_CHECKING:
    from boards.actors import Actor
    from boards.web.frame.door import BoardRequest

MOST = 8
QUOTES = '"“”«»'
PaletteItem = dict[str, Any]


def _item(group: str, label: str, url: str, *, hint: str = "", dialog: str = "", project: int = 0) -> PaletteItem:
    return {"group": group, "label": label, "url": url, "hint": hint, "dialog": dialog, "project": project}


@cache
def _read_moves(language: str) -> re.Pattern[str]:
    """ "move #12 to Done" in English and in a language of ours: the number of the task, and the word behind it."""
    # Several words of a language stand with blanks between them.
    verbs = "|".join(["move", *map(re.escape, pgettext("palette", "move").split())])
    towards = "|".join(["to", *map(re.escape, pgettext("palette", "to").split())])
    return re.compile(rf"\s*(?:{verbs}|{towards})\s+#?(\d{{1,18}})\s*(?:(?:{towards})\s+)?(.*)", re.IGNORECASE)


def find(request: BoardRequest, term: str = "", project_id: int = 0) -> JsonResponse:
    """``[{group, label, url, hint, dialog, project}]``; without a term what is always offered. ≤ 4 statements.

    The first sign narrows: ``>`` actions, ``#`` tasks, ``@`` people, ``/`` projects, of which the palette knows all.
    """
    text = term.strip()
    actor = request.actor
    if not text:
        return JsonResponse(_always(request), safe=False)
    if text.startswith("/"):
        return JsonResponse([], safe=False)
    if text.startswith(">"):
        return JsonResponse(_moves(actor, text[1:]), safe=False)
    if text.startswith("#"):
        return JsonResponse(_tasks(actor, text), safe=False)
    if text.startswith("@"):
        return JsonResponse(_people(text[1:]), safe=False)
    return JsonResponse([*_moves(actor, text), *_tasks(actor, text), *_people(text)], safe=False)


def _moves(actor: Actor, text: str) -> list[PaletteItem]:
    """ "move #12 to Done": the columns of that task's project that begin like the word."""
    found = _read_moves(get_language() or "en").fullmatch(text)
    tasks = find_tasks_by_text(user_id=actor.user_id, text=found[1], without=(), limit=1) if found else []
    if not found or not tasks:
        return []
    task, word = tasks[0], found[2].strip().strip(QUOTES).casefold()
    return [
        _item(
            _("Actions"),
            _("Move #%(id)s to %(column)s") % {"id": task.pk, "column": column.title},
            link("board.place", project_id=task.project_id, ids=task.pk, column_id=column.id),
            hint=task.title,
            dialog="narrow",
        )
        for column in list_column_objects(task.project_id)
        if column.title.casefold().startswith(word)
    ][:MOST]


def _tasks(actor: Actor, text: str) -> list[PaletteItem]:
    tasks = find_tasks_by_text(user_id=actor.user_id, text=text, without=(), limit=MOST)
    return [
        _item(_("Tasks"), f"#{task.pk} {task.title}", link("TaskView.show", task_id=task.pk), hint=task.project.name)
        for task in tasks
    ]


def _people(text: str) -> list[PaletteItem]:
    people = list_people(text.strip(), limit=MOST) if text.strip() else []
    return [
        _item(_("People"), name or username, link("UserView.profile", user_id=pk), hint=username)
        for pk, username, name in people
    ]


def _always(request: BoardRequest) -> list[PaletteItem]:
    """Pages and projects; the palette filters them by itself."""
    actor = request.actor
    go = _("Go to")
    items = [
        _item(_("Actions"), _("New task"), link("task.new"), hint=write_keys("task.new"), dialog="narrow"),
        _item(go, _("My work"), link("Dashboard.show"), hint="g d"),
        _item(go, _("Inbox"), link("WebNotification.show", user_id=actor.user_id), hint="g i"),
        _item(go, _("Search"), link("Search.index"), hint="g s"),
        _item(go, _("Activity"), link("Activity.user")),
        _item(go, _("Projects"), link("ProjectList.show")),
    ]
    items += [
        _item(
            _("Projects"),
            name,
            link("BoardView.show", project_id=pk),
            hint=_("Starred") if is_starred else "",
            project=pk,
        )
        for pk, name, is_starred in list_open_projects(actor.user_id)
    ]
    settings = _("Settings")
    if actor.is_administrator:
        items += [
            _item(go, _("Users"), link("UserList.show")),
            _item(go, _("Groups"), link("GroupList.index")),
            _item(settings, _("Settings of the installation"), link("Config.index")),
            _item(settings, _("Application"), link("Config.application")),
            _item(settings, _("Email"), link("Config.email")),
            _item(settings, _("Audit log"), link("settings.audit")),
            _item(settings, _("Global tags"), link("Tag.index")),
            _item(settings, _("Link labels"), link("Link.show")),
        ]
    items += [
        _item(settings, _("My profile"), link("UserView.show", user_id=actor.user_id)),
        _item(settings, _("Edit profile"), link("UserModification.show", user_id=actor.user_id)),
        _item(settings, _("Notifications"), link("UserView.notifications", user_id=actor.user_id)),
        _item(settings, _("Sessions"), link("UserView.sessions", user_id=actor.user_id)),
        _item(settings, _("API access"), link("UserApiAccess.show", user_id=actor.user_id)),
        _item(_("Help"), _("Keyboard shortcuts"), link("Documentation.shortcuts"), hint="?", dialog="wide"),
        _item(_("Help"), _("How to search"), link("help.search")),
        _item(_("Help"), _("Accessibility"), link("accessibility")),
    ]
    return items

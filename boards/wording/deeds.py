"""What was done, in one sentence: labels of what can be undone, and what was not done (ux.md 3.11)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext


def describe_move(ids: Sequence[int], title: str) -> str:
    """ "#12 moved to Done", "5 tasks moved to Done"."""
    if len(ids) == 1:
        return _("#%(id)s moved to %(column)s.") % {"id": ids[0], "column": title}
    text = ngettext("%(n)s task moved to %(column)s.", "%(n)s tasks moved to %(column)s.", len(ids))
    return text % {"n": len(ids), "column": title}


def describe_new_place(task_id: int) -> str:
    return _("#%(id)s moved.") % {"id": task_id}


def describe_sorting(title: str) -> str:
    return _("“%(column)s” sorted.") % {"column": title}


def describe_status(task_id: int, *, is_active: bool) -> str:
    return (_("#%(id)s opened again.") if is_active else _("#%(id)s closed.")) % {"id": task_id}


def describe_statuses(*, is_active: bool) -> str:
    """Of several, told as one; {n}: how many."""
    return _("{n} tasks opened again.") if is_active else _("{n} tasks closed.")


def describe_closing(n: int) -> str:
    return ngettext("%(n)s task closed.", "%(n)s tasks closed.", n) % {"n": n}


def describe_reopening(n: int) -> str:
    return ngettext("%(n)s task opened again.", "%(n)s tasks opened again.", n) % {"n": n}


def describe_removal(task_id: int) -> str:
    return _("#%(id)s removed.") % {"id": task_id}


def describe_addition(task_id: int) -> str:
    return _("#%(id)s added.") % {"id": task_id}


def describe_additions(n: int) -> str:
    return ngettext("%(n)s task added.", "%(n)s tasks added.", n) % {"n": n}


def describe_conversion(task_id: int) -> str:
    return _("#%(id)s made from the sub-task.") % {"id": task_id}


def describe_edit(task_id: int) -> str:
    return _("#%(id)s changed.") % {"id": task_id}


def describe_taking(task_id: int) -> str:
    return _("#%(id)s is yours.") % {"id": task_id}


def describe_start(task_id: int) -> str:
    return _("#%(id)s started.") % {"id": task_id}


def describe_tick(task_id: int, *, is_done: bool) -> str:
    return (_("Line of #%(id)s ticked.") if is_done else _("Tick of #%(id)s taken away.")) % {"id": task_id}


def describe_repetition(task_id: int) -> str:
    return _("Repetition of #%(id)s saved.") % {"id": task_id}


def describe_duplicate(task_id: int) -> str:
    return _("Copy of #%(id)s made.") % {"id": task_id}


def describe_copy(task_id: int, project: str) -> str:
    return _("#%(id)s copied to %(project)s.") % {"id": task_id, "project": project}


def describe_copies(n: int) -> str:
    return ngettext("Copied to %(n)s project.", "Copied to %(n)s projects.", n) % {"n": n}


def describe_transfer(task_id: int, project: str) -> str:
    return _("#%(id)s moved to %(project)s.") % {"id": task_id, "project": project}


def describe_result(changed: int, unchanged: int, refused: int) -> str:
    """ "300 tasks changed, 12 not: your role does not allow it." """
    parts = [ngettext("%(n)s task changed", "%(n)s tasks changed", changed) % {"n": changed}]
    if unchanged:
        parts.append(_("%(n)s unchanged") % {"n": unchanged})
    if refused:
        parts.append(_("%(n)s not allowed") % {"n": refused})
    return ", ".join(parts) + "."


def describe_results() -> str:
    """Of several projects, told as one; {n}: how many tasks changed."""
    return _("{n} tasks changed.")


def describe_refused(n: int) -> str:
    """What was not done of many; "" for none."""
    return _("%(n)s not allowed.") % {"n": n} if n else ""


def describe_return(task_id: int, column: str) -> str:
    """ "#12 is back in Backlog." """
    return _("#%(id)s is back in %(column)s.") % {"id": task_id, "column": column}


def describe_undone(what: str) -> str:
    return _("Undone: %(what)s") % {"what": what}


def describe_redone(label: str) -> str:
    return _("Redone: %(label)s") % {"label": label}


def describe_comment() -> str:
    return _("Comment added.")


def describe_comment_edit() -> str:
    return _("Comment saved.")


def describe_comment_removal() -> str:
    return _("Comment removed.")


def describe_subtasks(n: int) -> str:
    return ngettext("%(n)s sub-task added.", "%(n)s sub-tasks added.", n) % {"n": n}


def describe_subtask_edit() -> str:
    return _("Sub-task changed.")


def describe_subtask_removal() -> str:
    return _("Sub-task removed.")


def describe_progress(title: str, status: int) -> str:
    """ "“Tar the hull” is done." """
    sentences = (_("“%(title)s” is to do."), _("“%(title)s” is in progress."), _("“%(title)s” is done."))
    return sentences[status] % {"title": title}


def describe_link(opposite_task_id: int) -> str:
    return _("Link to #%(id)s added.") % {"id": opposite_task_id}


def describe_external_link() -> str:
    return _("Link added.")


def describe_link_removal() -> str:
    return pgettext("between tasks", "Link removed.")


def describe_external_link_removal() -> str:
    return _("Link removed.")


def describe_file_removal(name: str) -> str:
    return _("“%(name)s” removed.") % {"name": name}


def describe_reading(n: int) -> str:
    return _("%(n)s marked as read.") % {"n": n}

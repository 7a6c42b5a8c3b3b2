"""Tasks, boards and events in lines that an assistant reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.mcp.naming import ProjectNames
from api.mcp.texts import NOTICE, Fence, cut, quote
from boards import options
from boards.actors import Actor
from boards.addresses import absolute
from boards.dates import DateFormat
from boards.queries.rows import Listed
from boards.queries.settings import get_base_url, get_setting, zone_of
from boards.queries.task_page import TaskPage
from boards.wording.events import tell_program

#: Names of each kind that a board tells, and bytes of a comment within an event.
MOST_NAMES = 20
EXCERPT = 200
#: Bytes of a title on a line and above a task, tags of a task and bytes of each.
TITLE, WHOLE_TITLE = 300, 1000
MOST_TAGS, TAG = 20, 60
STATES = ("to do", "in progress", "done")


def show_moment(actor: Actor, seconds: int | None) -> str:
    """A date as ISO writes it, with its time unless it is a day; in the reader's zone. "" for none."""
    if not seconds:
        return ""
    return DateFormat("Y-m-d", "H:i", get_setting(options.TIMEZONE)).write(seconds, zone_of(actor))


def show_minute(actor: Actor, seconds: int) -> str:
    """The same for something that happened: always with its time."""
    return DateFormat("Y-m-d", "H:i", "").write(seconds, zone_of(actor))


def _name(person: Any) -> str:
    """A person as they are called, and by the name that tools take."""
    if person is None:
        return "nobody"
    return f"{quote(person.name or person.username)} ({person.username})"


def outline_board(
    actor: Actor, names: ProjectNames, of_column: Mapping[int, Sequence[int]], known: Mapping[int, Listed], limit: int
) -> Iterator[str]:
    """``of_column``: column to its open tasks in their order; the first ``limit`` of them are ``known``."""
    project = names.home.project
    total = sum(map(len, of_column.values()))
    closed = "" if project.is_active else " The project is closed."
    yield NOTICE
    yield f"Board of project {quote(project.name)} (id {project.pk}): {total} open tasks.{closed}"
    for column in names.home.columns:
        ids = of_column[column.pk]
        limited = f", limit {column.task_limit}" if column.task_limit else ""
        over = " (over the limit)" if column.task_limit and len(ids) > column.task_limit else ""
        yield f"Column {quote(column.title)} (id {column.pk}): {len(ids)} open{limited}{over}"
        for pk in ids[:limit]:
            if pk in known:
                yield f"  {tell_row(actor, known[pk])}"
        if len(ids) > limit:
            yield f"  … {len(ids) - limit} more: find_tasks with project {project.pk} and this column"
    yield _tell_names("Swimlanes", [lane.name for lane in names.home.swimlanes])
    yield _tell_names("Categories", list(names.categories.values()))
    yield _tell_names("People for tasks (user names)", [username for username, *_name in names.people.values()])


def _tell_names(label: str, names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return f"{label}: {', '.join(map(quote, names[:MOST_NAMES])) or 'none'}{more}"


def name_tags(task: Listed) -> list[str]:
    """The first names of a task's tags, each cut to a length that leaves room for others."""
    return [cut(name, TAG) for name, _color in task.tags[:MOST_TAGS]]


def tell_row(actor: Actor, task: Listed) -> str:
    """A task on one line."""
    facts = [
        task.owner_username or "",
        f"due {show_moment(actor, task.date_due)}" if task.date_due else "",
        f"priority {task.priority}" if task.priority else "",
        f"category {quote(task.category_name)}" if task.category_name else "",
        f"tags {', '.join(map(quote, name_tags(task)))}" if task.tags else "",
        f"{task.nb_done} of {task.nb_subtasks} sub-tasks" if task.nb_subtasks else "",
        "blocked" if task.blocked_by else "",
    ]
    told = "; ".join(filter(None, facts))
    return f"#{task.pk} {quote(cut(task.title, TITLE))}" + (f" ({told})" if told else "")


def tell_task(actor: Actor, page: TaskPage, fence: Fence, *, comments: int, most: int) -> Iterator[str]:
    """All that a reader may see of a task; the description takes half of the bytes at most."""
    task = page.task
    yield fence.legend
    yield f"Task #{task.pk} {quote(cut(task.title, WHOLE_TITLE))}: {'open' if task.is_active else 'closed'}"
    yield (
        f"Project {quote(task.project.name)} (id {task.project_id}), column {quote(task.column.title)},"
        f" swimlane {quote(task.swimlane.name)}, place {task.position}"
    )
    yield "; ".join(_tell_values(actor, page))
    yield f"Address: {absolute(get_base_url(), 'TaskView.show', task_id=task.pk)}"
    if task.description:
        yield "Description:"
        yield fence.around(task.description, most // 2)
        if len(task.description.encode()) > most // 2:
            yield "The description was cut: ask with a larger max_bytes."
    yield from _tell_parts(page)
    yield from _tell_comments(actor, page, fence, comments, most)


def _tell_values(actor: Actor, page: TaskPage) -> Iterator[str]:
    task = page.task
    yield f"assignee {_name(task.owner)}"
    if task.creator:
        yield f"made by {_name(task.creator)}"
    for label, seconds in (("due", task.date_due), ("started", task.date_started)):
        if seconds:
            yield f"{label} {show_moment(actor, seconds)}"
    yield f"made {show_minute(actor, task.date_creation)}, changed {show_minute(actor, task.date_modification)}"
    for label, value in (("priority", task.priority), ("complexity", task.score)):
        if value:
            yield f"{label} {value}"
    if task.time_estimated or task.time_spent:
        yield f"{task.time_spent or 0:g} of {task.time_estimated or 0:g} hours"
    if task.category:
        yield f"category {quote(task.category.name)}"
    if page.tags:
        yield f"tags {', '.join(quote(cut(tag.name, TAG)) for tag in page.tags[:MOST_TAGS])}"
    if task.reference:
        yield f"reference {quote(task.reference)}"
    yield f"colour {task.color_id}"


def _tell_parts(page: TaskPage) -> Iterator[str]:
    for subtask in page.subtasks:
        person = f" ({subtask.user.username})" if subtask.user else ""
        yield f"Sub-task {subtask.pk} [{STATES[subtask.status]}] {quote(cut(subtask.title, TITLE))}{person}"
    for label, links in page.links.items():
        for link in links:
            other = link.opposite_task
            title = f" {quote(cut(other.title, TITLE))}" if link.may_open else ""  # type: ignore[attr-defined]
            yield f"Link: {quote(label)} #{other.pk}{title}"
    for outside in page.external_links:
        yield f"Link outside: {quote(cut(outside.title, TITLE))} {quote(cut(outside.url, TITLE))}"
    if page.files:
        yield f"Files: {', '.join(quote(file.name) for file in page.files)}"


def _tell_comments(actor: Actor, page: TaskPage, fence: Fence, number: int, most: int) -> Iterator[str]:
    newest = sorted(page.comments, key=lambda comment: (comment.date_creation, comment.pk), reverse=True)
    if not newest:
        return
    yield f"Comments: {len(newest)}, the newest first:"
    for comment in newest[:number]:
        yield f"{_name(comment.user)}, {show_minute(actor, comment.date_creation)}:"
        yield fence.around(comment.comment, most // 4)
    if len(newest) > number:
        yield f"… {len(newest) - number} older ones: ask with comments={min(len(newest), 100)}."


def tell_event(actor: Actor, event: Any) -> str:
    """One line of what happened: when, who, what, to which task; and what was said."""
    author = event.creator.name or event.creator.username if event.creator else "somebody"
    data = event.data
    title = (data.get("task") or {}).get("title", "")
    said = (data.get("comment") or {}).get("comment", "") or (data.get("subtask") or {}).get("title", "")
    sentence = quote(tell_program(event.event_name, author, data))
    parts = [
        f"{show_minute(actor, event.date_creation)} {sentence}",
        f"task {quote(cut(title, EXCERPT))}" if title else "",
        f"project {quote(event.project.name)}",
        f"says {quote(cut(said, EXCERPT))}" if said else "",
    ]
    return "; ".join(filter(None, parts))

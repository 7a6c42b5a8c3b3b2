"""Tags (domain.md 9). No change of tags fires an event or moves a date."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.errors import Conflict, Invalid, NotFound
from boards.inputs import tidy_tag
from boards.limits import check_color, check_name, is_blank
from boards.models import Tag, TaskTag
from boards.queries.columns import nocase
from boards.queries.projects import has_project
from boards.queries.tags import find_tags_for_project, key_of_tag
from boards.services.audit import AuditKind, audit, compare
from boards.services.integrity import conflicts, lock_project_of, lock_with_boards
from boards.services.live import note_change
from boards.transactions import atomic, lock_project, raise_common_edition


def _check_name(name: str | None) -> str:
    """The tidy name of a tag. Raises Invalid."""
    if name is None:
        raise Invalid(name=_("A tag needs a name."))
    tidy = tidy_tag(name)
    check_name("name", tidy or name, _("A tag needs a name."))
    return tidy


def _note_everywhere(actor: Actor, tag: Tag) -> None:
    """Tell the boards on which the tag may stand."""
    for project_id in _boards_of(tag):
        note_change(actor=actor, project_id=project_id)


def _boards_of(tag: Tag) -> list[int]:
    """The project of a tag; those that have a task with a global one. ≤ 1 statement."""
    if tag.project_id is not None:
        return [tag.project_id]
    return sorted(set(TaskTag.objects.filter(tag=tag).order_by().values_list("task__project_id", flat=True)))


def _lock_tag(tag: Tag) -> Tag:
    """The tag as it is under the locks of its boards and its own. Raises NotFound (gone meanwhile)."""
    return lock_with_boards(tag, lambda: _boards_of(tag))


@atomic
def create_tag(*, actor: Actor, project_id: int | None, name: str | None, color_id: str | None = None) -> Tag:
    """A tag of a project, or a global one without. Raises Invalid, NotFound (project), Conflict (exact name taken)."""
    name = _check_name(name)
    check_color(color_id)
    if project_id is None:
        raise_common_edition()
    else:
        lock_project(project_id)
        if not has_project(project_id):
            raise NotFound(f"project {project_id}")
    with conflicts():
        tag = Tag.objects.create(project_id=project_id, name=name, color_id=color_id)
    if tag.project_id is None:
        audit(actor, AuditKind.TAG_CREATED, tag)
    return tag


@atomic
def update_tag(*, actor: Actor, tag: Tag, name: str | None, color_id: str | None) -> None:
    """Overwrite name and colour. Raises Invalid, Conflict (exact name taken)."""
    tag = _lock_tag(tag)
    name = _check_name(name)
    check_color(color_id)
    changes = compare(tag, {"name": name, "color_id": color_id})
    tag.name, tag.color_id = name, color_id
    with conflicts():
        tag.save(update_fields=["name", "color_id"])
    if changes and tag.project_id is None:
        audit(actor, AuditKind.TAG_CHANGED, tag, changes=changes)
    _note_everywhere(actor, tag)


@atomic
def remove_tag(*, actor: Actor, tag: Tag) -> None:
    """Its tasks lose it. Raises NotFound (gone meanwhile)."""
    tag = _lock_tag(tag)
    _note_everywhere(actor, tag)
    if tag.project_id is None:
        audit(actor, AuditKind.TAG_REMOVED, tag)
    tag.delete()


@atomic
def promote_tag(*, actor: Actor, tag: Tag) -> None:
    """Make a project's tag global. Raises Conflict (there is a global one of this name), NotFound (gone meanwhile)."""
    tag = _lock_tag(tag)
    same = Tag.objects.filter(project__isnull=True).values_list("name", flat=True)
    if nocase(tag.name) in map(nocase, same):
        raise Conflict(_("There is a global tag of this name."))
    tag.project = None
    with conflicts():
        tag.save(update_fields=["project"])
    audit(actor, AuditKind.TAG_CREATED, tag)


@atomic
def ensure_tags(*, actor: Actor, project_id: int, names: Sequence[str]) -> list[int]:
    """Ids of the tags of these names, whatever the case of ASCII letters, each once, in the order of the names.

    Names are looked up by ``find_tags_for_project``; unknown ones are made in the project; one that nobody can see is
    none. Raises Invalid, NotFound (project).
    """
    names = [name for name in names if not is_blank(name)]
    tidy = [_check_name(name) for name in names]
    if not names:
        return []
    lock_project(project_id)  # two writers of the same new name would both make it
    if not has_project(project_id):
        raise NotFound(f"project {project_id}")
    known = find_tags_for_project(project_id)
    keys = [key_of_tag(name, known) for name in names]
    new = {key: name for key, name in reversed(list(zip(keys, tidy, strict=True))) if key not in known}
    made = Tag.objects.bulk_create(Tag(project_id=project_id, name=name) for name in reversed(new.values()))
    known |= {nocase(tag.name): tag.pk for tag in made}
    return list(dict.fromkeys(known[key] for key in keys))


@atomic
def set_task_tags(*, actor: Actor, project_id: int, task_id: int, names: Sequence[str]) -> None:
    """Replace the tags of a task of this project by those of these names (``ensure_tags``).

    Raises NotFound (task), Conflict (in another project).
    """
    if lock_project_of(task_id) != project_id:
        raise Conflict(_("The task is in another project."))
    wanted = ensure_tags(actor=actor, project_id=project_id, names=names)
    attached = set(TaskTag.objects.filter(task_id=task_id).values_list("tag_id", flat=True))
    TaskTag.objects.bulk_create(TaskTag(task_id=task_id, tag_id=pk) for pk in wanted if pk not in attached)
    if attached - set(wanted):
        TaskTag.objects.filter(task_id=task_id).exclude(tag_id__in=wanted).delete()
    if attached != set(wanted):
        note_change(actor=actor, project_id=project_id, task_id=task_id, kind="task.update")

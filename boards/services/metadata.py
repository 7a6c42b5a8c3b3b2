"""Named texts that programs keep with tasks, projects and users (domain.md 16)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from boards.actors import Actor
from boards.dates import now
from boards.errors import NotFound
from boards.limits import check_length, check_texts
from boards.models import ProjectMetadata, TaskMetadata, User, UserMetadata
from boards.queries.projects import has_project
from boards.services.integrity import lock_project_of, lock_row
from boards.transactions import atomic, lock_project

NAME_LENGTH = 255


@atomic
def _save(model: Any, actor: Actor, values: Mapping[str, str | None], **owner: int) -> None:
    for name, value in values.items():
        check_length("name", name, NAME_LENGTH, gettext_lazy("A name has at most {most} characters."))
        check_texts(value=value)
    moment = now()
    (field,) = owner
    model.objects.bulk_create(
        [
            model(name=name, value=value, changed_by_id=actor.user_id or None, changed_on=moment, **owner)
            for name, value in values.items()
        ],
        update_conflicts=True,
        unique_fields=[field, "name"],
        update_fields=["value", "changed_by", "changed_on"],
    )


@atomic
def _remove(model: Any, name: str | None, **owner: int | None) -> None:
    gone, _ = model.objects.filter(name=name, **owner).delete()
    if not gone:
        raise NotFound(f"metadata {name}")


@atomic
def save_task_metadata(*, actor: Actor, task_id: int | None, values: Mapping[str, str | None]) -> None:
    """Set the given names, leave the others. 1 statement, a check and a lock. Raises NotFound (task)."""
    if values:
        lock_project_of(task_id)  # two writers of the same names in different orders would wait for each other
        _save(TaskMetadata, actor, values, task_id=task_id or 0)


@atomic
def save_project_metadata(*, actor: Actor, project_id: int | None, values: Mapping[str, str | None]) -> None:
    """Set the given names, leave the others. 1 statement, a check and a lock. Raises NotFound (project)."""
    if values:
        lock_project(project_id or 0)
        if project_id is None or not has_project(project_id):
            raise NotFound(f"project {project_id}")
        _save(ProjectMetadata, actor, values, project_id=project_id)


@atomic
def save_user_metadata(*, actor: Actor, user_id: int, values: Mapping[str, str | None]) -> None:
    """Set the given names of an account, leave the others. 1 statement and a lock. Raises NotFound (gone)."""
    if values:
        lock_row(User(pk=user_id), is_shown=False)
        _save(UserMetadata, actor, values, user_id=user_id)


def save_preferences(*kept: tuple[str, str], actor: Actor, user_id: int) -> None:
    """Set what a person prefers, as ``Preference.keep`` makes it. 1 statement and a lock. Raises NotFound (gone)."""
    save_user_metadata(actor=actor, user_id=user_id, values=dict(kept))


@atomic
def remove_task_metadata(*, actor: Actor, task_id: int | None, name: str | None) -> None:
    """Raises NotFound when it is not set, or there is no such task."""
    lock_project_of(task_id)
    _remove(TaskMetadata, name, task_id=task_id)


@atomic
def remove_project_metadata(*, actor: Actor, project_id: int | None, name: str | None) -> None:
    """Raises NotFound when it is not set."""
    lock_project(project_id or 0)
    _remove(ProjectMetadata, name, project_id=project_id)


@atomic
def remove_user_metadata(*, actor: Actor, user_id: int, name: str) -> None:
    """Raises NotFound when it is not set, or there is no such account."""
    lock_row(User(pk=user_id), is_shown=False)
    _remove(UserMetadata, name, user_id=user_id)

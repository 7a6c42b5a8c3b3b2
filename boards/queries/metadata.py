"""Reading the named texts of tasks, projects and users."""

from __future__ import annotations

from typing import Any

from boards.models import ProjectMetadata, TaskMetadata, UserMetadata


def _pairs(model: Any, **owner: Any) -> dict[str, str | None]:
    rows = model.objects.filter(**owner).order_by().values_list("name", "value")
    return {name: value for _bytes, name, value in sorted((name.encode(), name, value) for name, value in rows)}


def _value(model: Any, name: str | None, **owner: Any) -> str:
    """The text; ``""`` also for "0", as the wire has it."""
    value = model.objects.filter(name=name, **owner).values_list("value", flat=True).first()
    return "" if value in (None, "0") else str(value)


def list_task_metadata(task_id: int | None) -> dict[str, str | None]:
    """Name to text, by name. 1 statement."""
    return _pairs(TaskMetadata, task_id=task_id)


def list_project_metadata(project_id: int | None) -> dict[str, str | None]:
    """Name to text, by name. 1 statement."""
    return _pairs(ProjectMetadata, project_id=project_id)


def list_user_metadata(user_id: int) -> dict[str, str | None]:
    """Name to text, by name. 1 statement."""
    return _pairs(UserMetadata, user_id=user_id)


def get_task_metadata(task_id: int | None, name: str | None) -> str:
    """1 statement."""
    return _value(TaskMetadata, name, task_id=task_id)


def get_project_metadata(project_id: int | None, name: str | None) -> str:
    """1 statement."""
    return _value(ProjectMetadata, name, project_id=project_id)


def get_user_metadata(user_id: int, name: str) -> str:
    """1 statement."""
    return _value(UserMetadata, name, user_id=user_id)

"""Projects (domain.md 4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from boards import options
from boards.actors import Actor
from boards.dates import now
from boards.errors import Conflict, Denied, Invalid, NotFound
from boards.inputs import is_email
from boards.limits import TITLE, check_length, check_name, check_numbers, check_priorities, check_texts
from boards.models import KeptFile, Project, ProjectFile, ProjectUser, TaskFile, TaskLink, User
from boards.prepared import PreparedUpdate, param
from boards.project_templates import KANBAN, ProjectTemplate
from boards.queries.settings import get_date_format, get_setting
from boards.roles import ProjectRole
from boards.services.files import forget_contents
from boards.services.furnishing import furnish_project
from boards.services.integrity import conflicts, current
from boards.services.live import note_change
from boards.tokens import new_token
from boards.transactions import atomic, lock_found, lock_project, lock_whole_project

NEEDS_NAME = gettext_lazy("A project needs a name.")
IDENTIFIER = re.compile(r"[A-Za-z0-9]{1,50}", re.ASCII)
DATE_LENGTH = 10


def _check_name(name: str | None) -> str:
    if not name:
        raise Invalid(name=NEEDS_NAME)
    check_name("name", name, NEEDS_NAME, most=TITLE)
    return name


def _check_identifier(identifier: str, *, but: int | None = None) -> str:
    if not identifier:
        return ""
    if not IDENTIFIER.fullmatch(identifier):
        raise Invalid(identifier=gettext_lazy("An identifier has letters and digits, at most 50."))
    identifier = identifier.upper()
    if Project.objects.filter(identifier=identifier).exclude(pk=but or 0).exists():
        raise Conflict(gettext_lazy("This identifier is taken."))
    return identifier


def _check_email(email: str | None, *, but: int | None = None) -> str | None:
    if not email:
        return email
    if not is_email(email):
        raise Invalid(email=gettext_lazy("This is no address."))
    if Project.objects.filter(email=email).exclude(pk=but or 0).exists():
        raise Conflict(gettext_lazy("This address is taken."))
    return email


def _check_owner(owner_id: int | None) -> int | None:
    if not owner_id:
        return None
    if not User.objects.filter(pk=owner_id).exists():
        raise NotFound(f"user {owner_id}")
    return owner_id


@atomic
def create_project(
    *,
    actor: Actor,
    name: str | None,
    description: str | None = None,
    owner_id: int | None = None,
    identifier: str | None = None,
    start_date: str | None = None,
    end_date: str | None = None,
    priority_default: int | None = None,
    priority_start: int | None = None,
    priority_end: int | None = None,
    email: str | None = None,
    template: ProjectTemplate = KANBAN,
) -> Project:
    """A team project with what its template has. Dates are stored as given, at most 10 characters.

    A user becomes owner and manager, unless another owner is named, who then becomes both; programs name an owner
    without making anybody a member. Raises Invalid, Conflict (identifier, address), NotFound (owner).
    """
    for field, text in (("start_date", start_date), ("end_date", end_date)):
        check_length(field, text, DATE_LENGTH, gettext_lazy("A date has at most {most} characters."))
    owner = _check_owner(owner_id) or (actor.user_id or None)
    lowest, highest = 0 if priority_start is None else priority_start, 3 if priority_end is None else priority_end
    check_priorities(lowest, highest)
    check_numbers(priority_default=priority_default)
    check_texts(description=description)
    with conflicts():
        project = Project.objects.create(
            name=_check_name(name),
            description=description,
            owner_id=owner,
            identifier=_check_identifier(identifier or ""),
            start_date=start_date or "",
            end_date=end_date or "",
            priority_default=0 if priority_default is None else priority_default,
            priority_start=lowest,
            priority_end=highest,
            email=_check_email(email),
            last_modified=now(),
        )
    furnish_project(actor, project, template)
    if actor.is_user:
        ProjectUser.objects.create(project=project, user_id=owner or actor.user_id, role=ProjectRole.MANAGER)
    return project


def check_personal(actor: Actor) -> None:
    """May the actor have one more personal project? Raises Conflict (the option is off), Denied (a program)."""
    if get_setting(options.NO_PERSONAL_PROJECTS):
        raise Conflict(gettext_lazy("Personal projects are switched off."))
    if not actor.is_user:
        raise Denied("A personal project belongs to a user.")


@atomic
def create_personal_project(
    *, actor: Actor, name: str | None, description: str | None = None, template: ProjectTemplate = KANBAN
) -> Project:
    """A project of one user. Raises Invalid, Denied, Conflict (the option disable_private_project is on)."""
    check_personal(actor)
    check_texts(description=description)
    project = Project.objects.create(
        name=_check_name(name), description=description, owner_id=actor.user_id, is_private=True, last_modified=now()
    )
    furnish_project(actor, project, template)
    ProjectUser.objects.create(project=project, user_id=actor.user_id, role=ProjectRole.MANAGER)
    return project


def _clean_changes(project: Project, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes as they are stored. Raises Invalid, Conflict, NotFound."""
    clean: dict[str, Any] = {}
    dates = get_date_format()
    for field, value in changes.items():
        if field == "name":
            value = _check_name(value)
        elif field == "identifier":
            value = _check_identifier(value, but=project.pk)
        elif field == "email":
            value = _check_email(value, but=project.pk)
        elif field == "owner_id":
            value = _check_owner(value)
        elif field in ("start_date", "end_date") and value:
            value = dates.parse_day(value) if len(value) <= DATE_LENGTH else None
            if value is None:
                raise Invalid(**{field: gettext_lazy("This is no date.")})
        clean[field] = value
    _check_sizes(project, clean)
    return clean


def _check_sizes(project: Project, changes: Mapping[str, Any]) -> None:
    """A span of priorities that is larger from former times may stay. Raises Invalid."""
    check_texts(**{name: changes.get(name) for name in ("description", "predefined_email_subjects")})
    check_numbers(**{name: changes.get(name) for name in ("task_limit", "priority_default")})
    now_set = project.priority_start, project.priority_end
    wanted = changes.get("priority_start", now_set[0]), changes.get("priority_end", now_set[1])
    if wanted != now_set:
        check_priorities(*wanted)


@atomic
def update_project(*, actor: Actor, project: Project, changes: Mapping[str, Any]) -> None:
    """Change the given fields of a project; ``owner_id`` 0 clears the owner. Nobody's role changes.

    Raises Invalid, Conflict (identifier, address), NotFound (owner).
    """
    lock_project(project.pk)
    current(project)
    clean = _clean_changes(project, changes)
    for field, value in clean.items():
        setattr(project, field, value)
    if clean:
        with conflicts():
            project.save(update_fields=[field.removesuffix("_id") for field in clean])
        note_change(actor=actor, project_id=project.pk)


@atomic
def remove_project(*, actor: Actor, project: Project) -> None:
    """Remove a project with everything in it; stored files go when the removal is safe. Raises NotFound (gone)."""
    links = TaskLink.objects.filter(opposite_task__project=project).order_by()
    lock_found(lambda: {project.pk, *links.values_list("task__project_id", flat=True)})
    lock_whole_project(project.pk)
    paths = [
        *TaskFile.objects.filter(task__project=project).values_list("path", flat=True),
        *ProjectFile.objects.filter(project=project).values_list("path", flat=True),
        *KeptFile.objects.filter(operation__project=project).values_list("path", flat=True),
    ]
    current(project).delete()
    forget_contents(paths)


def enable_project(*, actor: Actor, project: Project) -> None:
    """Open a project."""
    _set(project, is_active=True)


def disable_project(*, actor: Actor, project: Project) -> None:
    """Close a project: it leaves dashboards and lists, and can still be changed (domain.md 4)."""
    _set(project, is_active=False)


def enable_public_access(*, actor: Actor, project: Project) -> None:
    """Give the public addresses a new token, also when there was one."""
    _set(project, is_public=True, token=new_token())


def disable_public_access(*, actor: Actor, project: Project) -> None:
    """The public addresses stop to work."""
    _set(project, is_public=False, token="")


@atomic
def _set(project: Project, **values: Any) -> None:
    """Raises NotFound (gone meanwhile)."""
    lock_project(project.pk)
    current(project)
    for field, value in values.items():
        setattr(project, field, value)
    project.save(update_fields=list(values))


_TOUCH = PreparedUpdate(lambda: Project.objects.filter(pk=param("project_id")), last_modified=param("moment"))


def touch_project(project_id: int) -> None:
    """Note that the project changed just now. 1 statement."""
    _TOUCH.run(project_id=project_id, moment=now())

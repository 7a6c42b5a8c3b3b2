"""A new project like another one, and tasks taken over from one (web.md 5.1 and 5.11)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Q

from boards.actors import Actor
from boards.models import (
    Category,
    Column,
    ColumnRestriction,
    CustomFilter,
    CustomRole,
    MoveRestriction,
    Project,
    ProjectGroup,
    ProjectMetadata,
    ProjectRestriction,
    ProjectUser,
    Swimlane,
    Tag,
    Task,
)
from boards.project_templates import KANBAN, ProjectTemplate
from boards.roles import ProjectRole
from boards.services.actions import copy_actions
from boards.services.live import note_change
from boards.services.projects import check_personal, create_personal_project, create_project, update_project
from boards.services.tasks.copying import copy_task_to_project
from boards.transactions import atomic, lock_project, lock_projects

#: The parts of a project that a copy may take over, by the names of the form.
PARTS = (
    "projectPermissionModel",
    "projectRoleModel",
    "categoryModel",
    "tagDuplicationModel",
    "actionModel",
    "customFilterModel",
    "projectMetadataModel",
    "projectTaskDuplicationModel",
)
NAME_LENGTH = 50
SUFFIX = " (Clone)"


def name_copy(name: str) -> str:
    """The name of a copy, with its mark cut to 50 characters in all."""
    return name[: NAME_LENGTH - len(SUFFIX)] + SUFFIX


@atomic
def copy_project(
    *, actor: Actor, source: Project, name: str, parts: Collection[str], identifier: str = "", is_private: bool = False
) -> Project:
    """A project with the columns and swimlanes of another, and the chosen ``parts``. The actor manages and owns it.

    Filters come along when they are shared or the actor's own. No automatic action runs for the copied tasks, and
    neither people nor programs are told of them one by one. Raises Invalid, Conflict (personal projects are off).
    """
    if is_private:
        check_personal(actor)
    lock_project(source.pk)
    project = create_project(actor=actor, name=name, description=source.description, identifier=identifier)
    Column.objects.filter(project=project).delete()
    Swimlane.objects.filter(project=project).delete()
    Category.objects.filter(project=project).delete()
    columns = ("title", "position", "task_limit", "description", "hide_in_dashboard")
    for row in Column.objects.filter(project=source).order_by("position", "pk").values(*columns):
        Column.objects.create(project=project, **row)
    lanes = ("name", "description", "position", "is_active", "task_limit")
    for row in Swimlane.objects.filter(project=source).order_by("position", "pk").values(*lanes):
        Swimlane.objects.create(project=project, **row)
    for field in ("priority_default", "priority_start", "priority_end", "task_limit", "per_swimlane_task_limits"):
        setattr(project, field, getattr(source, field))
    project.enable_global_tags = source.enable_global_tags
    project.is_private = is_private
    project.save()
    if "projectRoleModel" in parts and not is_private:
        _copy_roles(source, project)
    if "projectPermissionModel" in parts and not is_private:
        _copy_people(actor, source, project, with_roles="projectRoleModel" in parts)
    if "categoryModel" in parts:
        for row in Category.objects.filter(project=source).values("name", "description", "color_id"):
            Category.objects.create(project=project, **row)
    if "tagDuplicationModel" in parts:
        for row in Tag.objects.filter(project=source).values("name", "color_id"):
            Tag.objects.create(project=project, **row)
    if "actionModel" in parts:
        copy_actions(actor=actor, source=source, target=project)
    if "customFilterModel" in parts:
        seen = CustomFilter.objects.filter(Q(is_shared=True) | Q(user_id=actor.user_id), project=source)
        filters = seen.order_by("pk").values("user_id", "name", "filter", "is_shared", "append")
        CustomFilter.objects.bulk_create(CustomFilter(project=project, **row) for row in filters)
    if "projectMetadataModel" in parts:
        rows = ProjectMetadata.objects.filter(project=source).values("name", "value")
        ProjectMetadata.objects.bulk_create(ProjectMetadata(project=project, **row) for row in rows)
    if "projectTaskDuplicationModel" in parts:
        import_tasks(actor=actor.quietly(), source=source, target=project)
    return project


@atomic
def start_project(
    *,
    actor: Actor,
    name: str,
    identifier: str,
    is_private: bool,
    changes: Mapping[str, Any],
    template: ProjectTemplate = KANBAN,
    source: Project | None = None,
    parts: Collection[str] = (),
    owner_id: int | None = None,
) -> Project:
    """A team or personal project with ``changes`` as in ``update_project``.

    It begins with ``parts`` of ``source`` where there is one, else with what ``template`` has; then ``owner_id`` may
    name whose team project it is, as in ``create_project``.

    Raises Invalid, Conflict, NotFound (owner); then nothing is made.
    """
    changes = dict(changes)
    if source is not None:
        project = copy_project(
            actor=actor, source=source, name=name, parts=parts, identifier=identifier, is_private=is_private
        )
    elif is_private:
        project = create_personal_project(actor=actor, name=name, template=template)
    else:
        project = create_project(actor=actor, name=name, identifier=identifier, template=template, owner_id=owner_id)
    if is_private and identifier:
        changes["identifier"] = identifier
    update_project(actor=actor, project=project, changes=changes)
    return project


def _copy_roles(source: Project, target: Project) -> None:
    titles = dict(Column.objects.filter(project=target).values_list("title", "pk"))
    columns = {pk: titles[title] for pk, title in Column.objects.filter(project=source).values_list("pk", "title")}
    for role in CustomRole.objects.filter(project=source):
        copy = CustomRole.objects.create(project=target, role=role.role)
        for rule in ProjectRestriction.objects.filter(role=role).values_list("rule", flat=True):
            ProjectRestriction.objects.create(role=copy, rule=rule)
        for column_id, rule in ColumnRestriction.objects.filter(role=role).values_list("column_id", "rule"):
            ColumnRestriction.objects.create(role=copy, column_id=columns[column_id], rule=rule)
        for pair in MoveRestriction.objects.filter(role=role):
            MoveRestriction.objects.create(
                role=copy,
                src_column_id=columns[pair.src_column_id],
                dst_column_id=columns[pair.dst_column_id],
                only_assigned=pair.only_assigned,
            )


def _copy_people(actor: Actor, source: Project, target: Project, *, with_roles: bool) -> None:
    """Custom roles that do not come along are members."""

    def role_of(role: str) -> str:
        return role if with_roles or role in ProjectRole.values else ProjectRole.MEMBER

    people = ProjectUser.objects.filter(project=source).exclude(user_id=actor.user_id or 0)
    ProjectUser.objects.bulk_create(
        ProjectUser(project=target, user_id=one.user_id, role=role_of(one.role)) for one in people
    )
    ProjectGroup.objects.bulk_create(
        ProjectGroup(project=target, group_id=one.group_id, role=role_of(one.role))
        for one in ProjectGroup.objects.filter(project=source)
    )


@atomic
def import_tasks(*, actor: Actor, source: Project, target: Project) -> int:
    """Copy all open tasks of a project to another; answers their number. Emits what ``copy_task_to_project`` emits."""
    lock_projects((source.pk, target.pk))
    ids = list(
        Task.objects.filter(project=source, is_active=True).order_by("position", "pk").values_list("pk", flat=True)
    )
    for task_id in ids:
        copy_task_to_project(actor=actor, task_id=task_id, project=target)
    note_change(actor=actor, project_id=target.pk)
    return len(ids)

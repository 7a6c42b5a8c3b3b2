"""Reading projects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from boards.actors import Actor
from boards.errors import NotFound
from boards.models import Project, ProjectGroup, ProjectUser
from boards.prepared import Prepared, PreparedModels, Row, param
from boards.queries.keysets import first_letters, read_after
from boards.queries.memberships import highest_role, joined_projects, list_project_roles
from boards.queries.orders import sort_names
from boards.queries.settings import get_base_url
from boards.roles import PROJECT_RANK, ProjectRole, project_rank
from boards.shapes.projects import PROJECT, ProjectObject, project_object

_PROJECT = PreparedModels(lambda: Project.objects.filter(pk=param("project_id")))
_BY_ID = Prepared(lambda: Project.objects.filter(pk=param("project_id")).order_by().values_list(*PROJECT.columns))
_ID_BY_NAME = Prepared(lambda: Project.objects.filter(name=param("name")).order_by("pk").values_list("id")[:1])
_ID_BY_IDENTIFIER = Prepared(
    lambda: Project.objects.filter(identifier=param("identifier")).order_by("pk").values_list("id")[:1]
)
_ID_BY_EMAIL = Prepared(lambda: Project.objects.filter(email=param("email")).order_by("pk").values_list("id")[:1])
_EXISTS = Prepared(lambda: Project.objects.filter(pk=param("project_id")).order_by().values_list("id"))


def _objects(rows: Iterable[Row]) -> list[ProjectObject]:
    """Objects of shape ``project``, sorted by name, bytewise."""
    base_url = get_base_url()
    projects = [project_object(row, base_url=base_url) for row in rows]
    return sorted(projects, key=lambda project: (project.name.encode(), project.id))


def get_project_object(project_id: int | None) -> ProjectObject:
    """The project in shape ``project``. 1 statement. Raises NotFound."""
    row = None if project_id is None else _BY_ID.row(project_id=project_id)
    if row is None:
        raise NotFound(f"project {project_id}")
    return project_object(row, base_url=get_base_url())


def get_project(project_id: int | None) -> Project:
    """The project as a model. 1 statement. Raises NotFound."""
    project = None if project_id is None else _PROJECT.first(project_id=project_id)
    if project is None:
        raise NotFound(f"project {project_id}")
    return project


def list_projects_by_id(project_ids: Collection[int]) -> list[Project]:
    """The projects that there are, as models, by id. 1 statement."""
    return list(Project.objects.filter(pk__in=project_ids).order_by("pk"))


def has_project(project_id: int | None) -> bool:
    """Whether there is such a project. 1 statement."""
    return project_id is not None and _EXISTS.value(project_id=project_id) is not None


def find_project_id_by_name(name: str) -> int | None:
    """The lowest id among projects of exactly this name. 1 statement."""
    return _ID_BY_NAME.value(name=name)  # type: ignore[no-any-return]


def find_project_id_by_identifier(identifier: str) -> int | None:
    """The project with this identifier, in any case of ASCII letters; none for an empty one. 1 statement."""
    upper = "".join(letter.upper() if letter.isascii() else letter for letter in identifier)
    return _ID_BY_IDENTIFIER.value(identifier=upper) if upper else None


def find_project_id_by_email(email: str) -> int | None:
    """The project with exactly this address; none for an empty one. 1 statement."""
    return _ID_BY_EMAIL.value(email=email) if email else None


def list_project_objects() -> list[ProjectObject]:
    """All projects, open and closed, by name. 1 statement."""
    return _objects(Project.objects.order_by().values_list(*PROJECT.columns))


def list_project_objects_after(
    *,
    actor: Actor,
    is_own: bool,
    search: str,
    conditions: Mapping[str, Any],
    order: str,
    after: Sequence[Any] | None,
    limit: int,
) -> tuple[list[ProjectObject], list[Any] | None]:
    """A page of the projects that an actor belongs to, or of all for programs and administrators; and its end.

    ``is_own``: an administrator, too, asks for the own ones; ``search``: a part of the name; ``conditions``: columns
    with their values; ``order``, ``after``: as ``read_after`` has them, by "id" or "name". 1 statement.
    """
    sees_all = not actor.is_user or (actor.is_administrator and not is_own)
    found = Project.objects.all() if sees_all else joined_projects(actor.user_id)
    found = found.filter(**conditions)
    if search:
        found = found.filter(name__icontains=search)
    key = first_letters("name") if order.endswith("name") else None
    rows, last = read_after(found, PROJECT.columns, order=order, key=key, after=after, limit=limit)
    base_url = get_base_url()
    return [project_object(row, base_url=base_url) for row in rows], last


def list_project_ids_of(user_id: int, *, only_active: bool) -> list[int]:
    """Ids of the projects in which the user is a member, directly or through a group. 1 statement."""
    active = {"is_active": True} if only_active else {}
    return sorted(joined_projects(user_id).filter(**active).values_list("pk", flat=True))


def list_my_project_objects(user_id: int) -> list[ProjectObject]:
    """The open projects of a member, by name. 1 statement."""
    return _objects(joined_projects(user_id).filter(is_active=True).values_list(*PROJECT.columns))


def list_my_project_names(user_id: int, *, only_active: bool = False) -> dict[int, str]:
    """Id to name of the projects of a member, open and closed, sorted by name. 1 statement."""
    active = {"is_active": True} if only_active else {}
    return sort_names(joined_projects(user_id).filter(**active).values_list("id", "name"))


class ReadableProject(NamedTuple):
    """``identifier``: "" without one."""

    pk: int
    name: str
    identifier: str
    is_active: bool


def list_readable_projects(actor: Actor) -> list[ReadableProject]:
    """The projects, open and closed, that an actor may see, by name; for programs all. 1 statement."""
    sees_all = actor.enters_all or not actor.is_user
    projects = Project.objects.order_by() if sees_all else joined_projects(actor.user_id)
    rows = projects.values_list("pk", "name", "identifier", "is_active")
    found = [ReadableProject(pk, name, identifier or "", is_active) for pk, name, identifier, is_active in rows]
    return sorted(found, key=lambda project: (project.name.casefold(), project.pk))


def list_target_projects(actor: Actor) -> dict[int, str]:
    """Id to name of the open projects into which an actor may bring tasks, by name: member or more, or all of them.

    2 statements, 1 for administrators in the browser.
    """
    return _list_with_role(actor, ProjectRole.MEMBER, is_active=True)


def find_writable(actor: Actor, project_ids: Collection[int]) -> set[int]:
    """Those of the projects in which an actor is member or more, or all of them. ≤ 1 statement."""
    if actor.enters_all:
        return set(project_ids)
    roles = list_project_roles(user_id=actor.user_id, project_ids=project_ids)
    return {pk for pk, role in roles.items() if project_rank(role) >= PROJECT_RANK[ProjectRole.MEMBER]}


def list_managed_projects(actor: Actor) -> dict[int, str]:
    """Id to name of the projects, open and closed, that an actor manages, by name; or all. ≤ 2 statements."""
    return _list_with_role(actor, ProjectRole.MANAGER)


def _list_with_role(actor: Actor, lowest: ProjectRole, **conditions: Any) -> dict[int, str]:
    if actor.enters_all:
        return sort_names(Project.objects.filter(**conditions).order_by().values_list("id", "name"))
    columns = ("project_id", "project__name", "role")
    of_project = {f"project__{name}": value for name, value in conditions.items()}
    direct = ProjectUser.objects.filter(user_id=actor.user_id, **of_project).values_list(*columns)
    through = ProjectGroup.objects.filter(group__memberships__user_id=actor.user_id, **of_project)
    names: dict[int, str] = {}
    roles: dict[int, list[str]] = defaultdict(list)
    for pk, name, role in through.order_by("pk").values_list(*columns):
        names[pk] = name
        roles[pk].append(role)
    for pk, name, role in direct:
        if role:
            names[pk], roles[pk] = name, [role]
    ranks = {pk: project_rank(highest_role(several)) for pk, several in roles.items()}
    return sort_names((pk, name) for pk, name in names.items() if ranks[pk] >= PROJECT_RANK[lowest])

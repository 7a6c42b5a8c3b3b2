"""Who leaves, and what becomes of the work (domain.md 2, web.md 9.5)."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.dates import now
from boards.errors import Invalid
from boards.models import Project, ProjectUser, Subtask, Task, User
from boards.queries.memberships import list_project_roles
from boards.queries.ownership import list_project_ids_with
from boards.queries.user_pages import find_lonely_projects
from boards.roles import PROJECT_RANK, ProjectRole, project_rank
from boards.services.audit import AuditKind, audit
from boards.services.live import note_change
from boards.services.memberships import appoint_user
from boards.services.users import disable_user, remove_user
from boards.transactions import atomic, lock_found


@atomic
def let_go(*, actor: Actor, user: User, stays: bool, heir_id: int = 0, with_personal: bool = False) -> None:
    """Disable an account (``stays``) or remove it, after its work went to ``heir_id``, if that is somebody.

    Raises Invalid (heir), Conflict (oneself, last administrator).
    """
    if heir_id:
        _hand_over(actor, user, heir_id, with_personal=with_personal)
    (disable_user if stays else remove_user)(actor=actor, user=user)


def _hand_over(actor: Actor, user: User, heir_id: int, *, with_personal: bool) -> None:
    """Open tasks, open sub-tasks and projects become another one's, who gets the role that they need.

    ``with_personal``: personal projects, too, which nobody else has seen. A constant number of statements, and some a
    project. No events are fired: nobody has changed these tasks one by one.
    """
    lock_found(partial(list_project_ids_with, user.pk))
    heir = User.objects.filter(pk=heir_id, is_active=True).exclude(pk=user.pk).first()
    if heir is None:
        raise Invalid(heir=_("Work can only go to somebody else who is active."))
    personal = set(find_lonely_projects(user.pk).values_list("pk", flat=True))
    kept_back = set() if with_personal else personal
    tasks = Task.objects.filter(owner=user, is_active=True).exclude(project_id__in=kept_back)
    steps = Subtask.objects.filter(user=user).exclude(status=Subtask.Status.DONE)
    steps = steps.exclude(task__project_id__in=kept_back)
    owned = Project.objects.filter(owner=user).exclude(pk__in=kept_back)
    projects = {
        *tasks.order_by().values_list("project_id", flat=True).distinct(),
        *steps.order_by().values_list("task__project_id", flat=True).distinct(),
        *owned.values_list("pk", flat=True),
    }
    _give_roles(actor, user, heir, projects - personal)
    if with_personal:
        ProjectUser.objects.filter(project_id__in=personal, user=user).update(user=heir)
    tasks.update(owner=heir, date_modification=now())
    steps.update(user=heir)
    owned.update(owner=heir)
    for project_id in sorted(projects):
        note_change(actor=actor, project_id=project_id)
    audit(actor, AuditKind.USER_CHANGED, user, name=user.username, changes={"work": (user.username, heir.username)})


def _give_roles(actor: Actor, user: User, heir: User, project_ids: set[int]) -> None:
    """The heir may at least what the one before could, and take tasks."""
    before = list_project_roles(user_id=user.pk, project_ids=project_ids)
    present = list_project_roles(user_id=heir.pk, project_ids=project_ids)
    for project in Project.objects.filter(pk__in=project_ids, is_private=False).order_by("pk"):
        role = before.get(project.pk, "")
        if project_rank(role) < PROJECT_RANK[ProjectRole.MEMBER]:
            role = ProjectRole.MEMBER.value
        if project_rank(present.get(project.pk, "")) < project_rank(role):
            appoint_user(actor=actor, project=project, user_id=heir.pk, role=role)

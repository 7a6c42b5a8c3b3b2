"""What becomes of the work of somebody who leaves (domain.md 2)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION, Actor, ActorKind
from boards.errors import Conflict, Invalid
from boards.models import AuditEntry, Change, CommonEdition, Project, ProjectUser, Subtask, Task, User
from boards.queries.user_pages import count_work, find_person
from boards.services.comments import create_comment
from boards.services.departures import let_go
from boards.services.memberships import add_project_user
from boards.services.projects import create_personal_project, create_project
from boards.services.subtasks import create_subtask
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.status import close_task
from boards.services.users import create_user

pytestmark = pytest.mark.django_db


def make(username: str, **values) -> User:
    return create_user(actor=APPLICATION, username=username, password="secret-pw", **values)


def acting(user: User) -> Actor:
    return Actor(ActorKind.USER, user.pk, user.username, role=user.role)


class Office:
    """Lea leaves, Hal takes over. A project that Lea manages and owns, with three tasks of hers, one of them closed."""

    def __init__(self) -> None:
        self.boss = make("boss", role="app-admin")
        self.lea, self.hal = make("lea", name="Lea"), make("hal", name="Hal")
        self.project = create_project(actor=acting(self.lea), name="Harbour")
        self.tasks = [self.task(self.project) for _ in range(3)]
        close_task(actor=APPLICATION, task_id=self.tasks[2])
        create_subtask(actor=APPLICATION, task_id=self.tasks[0], title="Open", user_id=self.lea.pk)
        create_subtask(actor=APPLICATION, task_id=self.tasks[0], title="Done", user_id=self.lea.pk, status=2)
        create_comment(actor=acting(self.lea), task_id=self.tasks[0], content="Hello", user_id=self.lea.pk)
        self.own = create_personal_project(actor=acting(self.lea), name="Mine")
        self.private_task = self.task(self.own)

    def task(self, project: Project) -> int:
        new = NewTask(project_id=project.pk, title="Paint", owner_id=self.lea.pk, creator_id=self.lea.pk)
        return create_task(actor=APPLICATION, task=new)

    def owners(self) -> list[str | None]:
        names = dict(User.objects.values_list("pk", "username"))
        return [names.get(owner) for owner in Task.objects.order_by("pk").values_list("owner_id", flat=True)]

    def let_go(self, **values) -> None:
        let_go(actor=acting(self.boss), user=self.lea, **values)


@pytest.fixture
def office() -> Office:
    return Office()


def test_work_is_counted(office):
    assert count_work(office.lea.pk) == (3, 1, 1, 1, 1, 4, 1)
    assert count_work(office.hal.pk) == (0,) * 7
    with CaptureQueriesContext(connection) as queries:
        count_work(office.lea.pk)
    assert len(queries) == 1


def test_left_work_stays_without_anybody_and_boards_hear_of_it(office):
    edition, seen = Project.objects.get(pk=office.project.pk).edition, Change.objects.count()
    office.let_go(stays=False)
    assert office.owners() == [None, None, None]
    assert not Project.objects.filter(pk=office.own.pk).exists()
    assert Project.objects.get().owner_id is None
    assert Project.objects.get().edition > edition
    assert Change.objects.filter(project_id=office.project.pk).count() > seen - 10
    assert Change.objects.filter(user_id=office.boss.pk, project_id=office.project.pk).exists()


def test_open_work_goes_to_somebody_who_gets_the_role_that_it_needs(office):
    edition = Project.objects.get(pk=office.project.pk).edition
    office.let_go(stays=False, heir_id=office.hal.pk)
    assert office.owners() == ["hal", "hal", None]
    assert list(Subtask.objects.order_by("pk").values_list("user__username", flat=True)) == ["hal", None]
    project = Project.objects.get()
    assert (project.pk, project.owner_id) == (office.project.pk, office.hal.pk)
    assert project.edition > edition
    assert ProjectUser.objects.get(user=office.hal).role == "project-manager"
    assert Change.objects.filter(user_id=office.boss.pk, project_id=office.project.pk).exists()
    entry = AuditEntry.objects.get(kind="user.changed")
    assert (entry.subject, entry.changes) == ("lea", {"work": ["lea", "hal"]})


def test_an_account_that_stays_keeps_what_is_done_and_its_personal_projects(office):
    office.let_go(stays=True, heir_id=office.hal.pk)
    assert office.owners() == ["hal", "hal", "lea", "lea"]
    assert not User.objects.get(username="lea").is_active
    own = Project.objects.get(pk=office.own.pk)
    assert (own.owner_id, own.is_active) == (office.lea.pk, False)


def test_personal_projects_go_over_only_when_asked(office):
    office.let_go(stays=False, heir_id=office.hal.pk, with_personal=True)
    assert office.owners() == ["hal", "hal", None, "hal"]
    own = Project.objects.get(pk=office.own.pk)
    assert (own.owner_id, own.is_private) == (office.hal.pk, True)
    assert ProjectUser.objects.get(project=own).user_id == office.hal.pk


@pytest.mark.parametrize(
    ("had", "gets"), [("", "project-member"), ("project-viewer", "project-member"), ("project-manager", None)]
)
def test_a_higher_role_stays_and_a_lower_one_rises(office, had, gets):
    """Lea is a member of a project of others."""
    other = create_project(actor=APPLICATION, name="Other")
    add_project_user(actor=APPLICATION, project=other, user_id=office.lea.pk, role="project-member")
    office.task(other)
    if had:
        add_project_user(actor=APPLICATION, project=other, user_id=office.hal.pk, role=had)
    office.let_go(stays=False, heir_id=office.hal.pk)
    assert ProjectUser.objects.get(project=other, user=office.hal).role == (gets or had)


def test_work_goes_to_nobody_else_than_an_active_other(office):
    User.objects.filter(pk=office.hal.pk).update(is_active=False)
    for heir in (office.hal.pk, office.lea.pk, 999):
        with pytest.raises(Invalid) as refused:
            office.let_go(stays=False, heir_id=heir)
        assert list(refused.value.fields) == ["heir"]
    assert User.objects.filter(username="lea", is_active=True).exists()


def test_nothing_is_handed_over_when_the_account_must_stay(office):
    User.objects.filter(pk=office.lea.pk).update(role="app-admin")
    User.objects.filter(pk=office.boss.pk).update(is_active=False)
    edition = CommonEdition.objects.get().number
    for stays in (True, False):
        with pytest.raises(Conflict):
            office.let_go(stays=stays, heir_id=office.hal.pk)
    with pytest.raises(Conflict):
        let_go(actor=acting(office.lea), user=office.lea, stays=False, heir_id=office.hal.pk)
    assert office.owners() == ["lea"] * 4
    assert CommonEdition.objects.get().number == edition


def test_handing_over_costs_as_much_for_many_tasks(office):
    def count(name: str, number: int) -> int:
        leaver = make(name)
        add_project_user(actor=APPLICATION, project=office.project, user_id=leaver.pk, role="project-member")
        office.lea = leaver
        for _ in range(number):
            office.task(office.project)
        with CaptureQueriesContext(connection) as queries:
            office.let_go(stays=True, heir_id=office.hal.pk)
        return len(queries)

    count("first", 1)
    assert count("second", 2) == count("third", 30)


def test_a_person_is_found_by_what_one_types(office):
    make("halina", name="Halina Nowak")
    for text in ("hal", "HAL", "Hal", "Hal (hal)"):
        assert find_person(text) == office.hal.pk
    assert find_person("nowak") == User.objects.get(username="halina").pk
    for text in ("", "  ", "a", "nobody"):
        assert find_person(text) == 0

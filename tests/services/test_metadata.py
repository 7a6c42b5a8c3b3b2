"""Named texts of tasks, projects and users (domain.md 16)."""

from __future__ import annotations

import pytest

from boards.actors import APPLICATION, Actor, ActorKind
from boards.errors import NotFound
from boards.models import Project, ProjectMetadata, TaskMetadata, User, UserMetadata
from boards.queries.metadata import (
    get_project_metadata,
    get_task_metadata,
    get_user_metadata,
    list_project_metadata,
    list_task_metadata,
)
from boards.services.metadata import (
    remove_project_metadata,
    remove_task_metadata,
    save_project_metadata,
    save_task_metadata,
    save_user_metadata,
)
from boards.services.projects import create_project
from boards.services.tasks.create import NewTask, create_task
from boards.services.users import create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    return create_project(actor=APPLICATION, name="P")


@pytest.fixture
def task_id(project) -> int:
    return create_task(actor=APPLICATION, task=NewTask(title="t", project_id=project.pk))


@pytest.fixture
def user() -> User:
    return create_user(actor=APPLICATION, username="anna", password="secret-pw")


def test_saving_sets_the_given_names_and_leaves_the_others(task_id, user):
    save_task_metadata(actor=APPLICATION, task_id=task_id, values={"b": "1", "a": "2", "B": "3"})
    save_task_metadata(actor=Actor(ActorKind.USER, user.pk), task_id=task_id, values={"a": None, "": "x"})
    assert list(list_task_metadata(task_id).items()) == [("", "x"), ("B", "3"), ("a", None), ("b", "1")]
    assert dict(TaskMetadata.objects.values_list("name", "changed_by_id")) == {
        "": user.pk,
        "B": None,
        "a": user.pk,
        "b": None,
    }
    assert TaskMetadata.objects.filter(changed_on__gt=0).count() == 4


@pytest.mark.parametrize(("stored", "read"), [("text", "text"), ("0", ""), ("", ""), (None, ""), ("00", "00")])
def test_one_value_reads_as_text(project, stored, read):
    save_project_metadata(actor=APPLICATION, project_id=project.pk, values={"name": stored})
    assert get_project_metadata(project.pk, "name") == read
    assert list_project_metadata(project.pk) == {"name": stored}


def test_a_name_that_is_not_set_reads_as_nothing(project, task_id, user):
    assert get_project_metadata(project.pk, "name") == ""
    assert get_task_metadata(task_id, None) == ""
    assert get_user_metadata(user.pk, "name") == ""


def test_an_unknown_owner_takes_no_names():
    save_task_metadata(actor=APPLICATION, task_id=None, values={})
    save_project_metadata(actor=APPLICATION, project_id=10**12, values={})
    for unknown in (None, 10**12):
        with pytest.raises(NotFound):
            save_task_metadata(actor=APPLICATION, task_id=unknown, values={"a": "1"})
        with pytest.raises(NotFound):
            save_project_metadata(actor=APPLICATION, project_id=unknown, values={"a": "1"})
    assert (TaskMetadata.objects.count(), ProjectMetadata.objects.count()) == (0, 0)


def test_a_name_is_removed_once(project, task_id):
    save_task_metadata(actor=APPLICATION, task_id=task_id, values={"a": "1", "b": "2"})
    save_project_metadata(actor=APPLICATION, project_id=project.pk, values={"a": "1", "b": "2"})
    remove_task_metadata(actor=APPLICATION, task_id=task_id, name="a")
    remove_project_metadata(actor=APPLICATION, project_id=project.pk, name="a")
    assert list_task_metadata(task_id) == list_project_metadata(project.pk) == {"b": "2"}
    with pytest.raises(NotFound):
        remove_task_metadata(actor=APPLICATION, task_id=task_id, name="a")
    with pytest.raises(NotFound):
        remove_project_metadata(actor=APPLICATION, project_id=project.pk, name="a")


def test_users_keep_names_too(user):
    save_user_metadata(actor=APPLICATION, user_id=user.pk, values={"comment.sorting.direction": "ASC"})
    save_user_metadata(actor=APPLICATION, user_id=user.pk, values={"comment.sorting.direction": "DESC"})
    assert get_user_metadata(user.pk, "comment.sorting.direction") == "DESC"
    assert UserMetadata.objects.count() == 1

"""Accounts (domain.md 2): what is checked, what a change takes along, and what is refused."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password

from boards.actors import APPLICATION, Actor, ActorKind
from boards.errors import Conflict, Invalid
from boards.models import (
    Comment,
    Group,
    GroupMember,
    Project,
    ProjectGroup,
    ProjectUser,
    Subtask,
    Task,
    User,
    UserNotificationType,
)
from boards.services.projects import create_personal_project, create_project
from boards.services.settings import save_settings
from boards.services.tasks.create import NewTask, create_task
from boards.services.users import (
    change_password,
    create_user,
    disable_user,
    enable_user,
    ensure_admin,
    remove_user,
    set_feed_token,
    update_user,
)

pytestmark = pytest.mark.django_db


def make(username: str = "anna", **values) -> User:
    return create_user(actor=APPLICATION, username=username, password="secret-pw", **values)


def acting(user: User) -> Actor:
    return Actor(ActorKind.USER, user.pk, user.username, role=user.role)


def test_a_new_account_keeps_only_a_hash_of_its_password():
    user = make(name="Anna", email="anna@example.org", role="app-manager")
    stored = User.objects.get()
    assert (stored.pk, stored.username, stored.name, stored.email) == (user.pk, "anna", "Anna", "anna@example.org")
    assert (stored.role, stored.is_active, stored.notifications_enabled) == ("app-manager", True, False)
    assert check_password("secret-pw", stored.password)
    assert stored.date_password_changed > 0
    assert UserNotificationType.objects.count() == 0


def test_blanks_around_a_user_name_are_cut_before_it_is_compared():
    assert make("  anna ").username == "anna"
    with pytest.raises(Conflict):
        make(" anna")


def test_names_that_differ_in_case_are_two_names():
    make("anna")
    assert make("Anna").username == "Anna"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": None}, "username"),
        ({"username": "   "}, "username"),
        ({"username": "u" * 192}, "username"),
        ({"password": "12345"}, "password"),
        ({"password": ""}, "password"),
        ({"password": None}, "password"),
        ({"email": "nobody"}, "email"),
        ({"email": "a@b..c"}, "email"),
        ({"email": "a@" + "b" * 255}, "email"),
        ({"name": "n" * 256}, "name"),
        ({"role": "app-god"}, "role"),
        ({"role": ""}, "role"),
        ({"role": None}, "role"),
    ],
)
def test_bad_values_make_no_account(values, field):
    with pytest.raises(Invalid) as refusal:
        create_user(actor=APPLICATION, **{"username": "anna", "password": "secret-pw", **values})
    assert list(refusal.value.fields) == [field]
    assert not User.objects.exists()


def test_name_and_address_may_be_nothing():
    user = make(name=None, email=None)
    assert (user.name, user.email) == (None, None)


def test_new_accounts_hear_of_changes_when_the_option_says_so(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        save_settings(actor=APPLICATION, values={"notifications_enabled": "1"})
    user = make()
    assert user.notifications_enabled
    assert sorted(user.notification_types.values_list("notification_type", flat=True)) == ["email", "web"]


def test_an_update_changes_what_is_given():
    user = make(name="Anna")
    update_user(actor=APPLICATION, user=user, changes={"email": "a@example.org", "role": "app-manager"})
    user.refresh_from_db()
    assert (user.username, user.name, user.email, user.role) == ("anna", "Anna", "a@example.org", "app-manager")
    update_user(actor=APPLICATION, user=user, changes={})


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"username": "bert"}, Conflict),
        ({"username": " bert "}, Conflict),
        ({"username": ""}, Invalid),
        ({"email": "x"}, Invalid),
        ({"role": "x"}, Invalid),
    ],
)
def test_a_refused_update_changes_nothing(changes, error):
    make("bert")
    user = make("anna", name="Anna")
    with pytest.raises(error):
        update_user(actor=APPLICATION, user=user, changes={"name": "Other", **changes})
    user.refresh_from_db()
    assert (user.username, user.name, user.email, user.role) == ("anna", "Anna", "", "app-user")


def test_a_user_may_be_given_his_own_name_again():
    user = make()
    update_user(actor=APPLICATION, user=user, changes={"username": "anna"})
    assert User.objects.get().username == "anna"


def test_a_new_password_replaces_the_old_one():
    user = make()
    User.objects.update(date_password_changed=5)
    change_password(actor=APPLICATION, user=user, password="another-pw")
    user.refresh_from_db()
    assert check_password("another-pw", user.password)
    assert user.date_password_changed > 5
    with pytest.raises(Invalid):
        change_password(actor=APPLICATION, user=user, password="short")


def test_disabling_stops_the_feed_and_closes_the_personal_projects_that_he_owns():
    user, other = make(), make("bert")
    own = create_personal_project(actor=acting(user), name="Mine")
    team = create_project(actor=APPLICATION, name="Team", owner_id=user.pk)
    foreign = create_personal_project(actor=acting(other), name="His")
    set_feed_token(actor=APPLICATION, user=user, enabled=True)
    disable_user(actor=APPLICATION, user=user)
    user.refresh_from_db()
    assert (user.is_active, user.token) == (False, "")
    open_ones = set(Project.objects.filter(is_active=True).values_list("pk", flat=True))
    assert open_ones == {team.pk, foreign.pk}
    enable_user(actor=APPLICATION, user=user)
    user.refresh_from_db()
    own.refresh_from_db()
    assert (user.is_active, user.token, own.is_active) == (True, "", False)


def test_a_feed_token_is_new_each_time_and_can_be_taken_away():
    user = make()
    first = set_feed_token(actor=APPLICATION, user=user, enabled=True)
    second = set_feed_token(actor=APPLICATION, user=user, enabled=True)
    assert (len(first), len(second), first == second) == (60, 60, False)
    assert User.objects.get().token == second
    assert set_feed_token(actor=APPLICATION, user=user, enabled=False) == ""


def test_what_a_removed_user_did_stays_without_him():
    user = make()
    project = create_project(actor=APPLICATION, name="Team", owner_id=user.pk)
    ProjectUser.objects.create(project=project, user=user, role="project-member")
    task_id = create_task(
        actor=APPLICATION, task=NewTask(title="t", project_id=project.pk, owner_id=user.pk, creator_id=user.pk)
    )
    comment = Comment.objects.create(task_id=task_id, user=user, comment="c", date_creation=1, date_modification=1)
    subtask = Subtask.objects.create(task_id=task_id, user=user, title="s", position=1)
    group = Group.objects.create(name="g")
    GroupMember.objects.create(group=group, user=user)
    remove_user(actor=APPLICATION, user=user)
    task = Task.objects.get(pk=task_id)
    comment.refresh_from_db()
    subtask.refresh_from_db()
    project.refresh_from_db()
    assert (task.owner_id, task.creator_id, comment.user_id, subtask.user_id) == (None, None, None, None)
    assert project.owner_id is None
    assert not GroupMember.objects.exists()
    assert not ProjectUser.objects.exists()
    assert not User.objects.exists()


def test_only_personal_projects_that_he_owns_alone_go_with_a_user():
    user, other = make(), make("bert")
    create_personal_project(actor=acting(user), name="alone")
    shared = create_personal_project(actor=acting(user), name="shared")
    ProjectUser.objects.create(project=shared, user=other, role="project-member")
    grouped = create_personal_project(actor=acting(user), name="grouped")
    ProjectGroup.objects.create(project=grouped, group=Group.objects.create(name="g"), role="project-member")
    guest = create_personal_project(actor=acting(other), name="guest")
    ProjectUser.objects.create(project=guest, user=user, role="project-member")
    create_project(actor=acting(user), name="team")
    remove_user(actor=APPLICATION, user=user)
    assert sorted(Project.objects.values_list("name", flat=True)) == ["grouped", "guest", "shared", "team"]


def test_the_last_active_administrator_stays():
    admin, sleeping = make("admin", role="app-admin"), make("sleeping", role="app-admin")
    disable_user(actor=APPLICATION, user=sleeping)
    for change in (
        lambda: remove_user(actor=APPLICATION, user=admin),
        lambda: disable_user(actor=APPLICATION, user=admin),
        lambda: update_user(actor=APPLICATION, user=admin, changes={"role": "app-user"}),
    ):
        with pytest.raises(Conflict):
            change()
    admin.refresh_from_db()
    assert (admin.role, admin.is_active) == ("app-admin", True)
    update_user(actor=APPLICATION, user=admin, changes={"name": "Root", "role": "app-admin"})


def test_one_of_two_administrators_may_go():
    admin, second = make("admin", role="app-admin"), make("second", role="app-admin")
    update_user(actor=APPLICATION, user=second, changes={"role": "app-user"})
    update_user(actor=APPLICATION, user=second, changes={"role": "app-admin"})
    remove_user(actor=acting(second), user=admin)
    assert list(User.objects.values_list("username", flat=True)) == ["second"]


@pytest.mark.parametrize("change", [remove_user, disable_user])
def test_nobody_removes_or_disables_himself(change):
    make("other", role="app-admin")
    admin = make("admin", role="app-admin")
    with pytest.raises(Conflict):
        change(actor=acting(admin), user=admin)
    admin.refresh_from_db()
    assert admin.is_active


def test_the_first_start_makes_an_administrator_with_an_invented_password():
    password = ensure_admin()
    admin = User.objects.get()
    assert (admin.username, admin.role, admin.name, admin.email) == ("admin", "app-admin", None, None)
    assert password is not None
    assert check_password(password, admin.password)
    assert ensure_admin() is None
    assert User.objects.count() == 1


def test_the_first_start_takes_the_password_that_it_is_given():
    assert ensure_admin("admin") is None
    assert check_password("admin", User.objects.get().password)

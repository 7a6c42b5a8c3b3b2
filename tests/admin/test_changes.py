"""What operators change goes through the services: refusals stand in the form, nothing is half done."""

from __future__ import annotations

import json
import re

import pytest
from axes.models import AccessAttempt
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import check_password
from django.utils import timezone

from boards import options
from boards.actors import APPLICATION
from boards.authentication.lockout import is_locked
from boards.authentication.tokens import make_token
from boards.dates import now
from boards.errors import NotFound
from boards.models import (
    Action,
    Activity,
    Category,
    Column,
    ColumnRestriction,
    Comment,
    CustomRole,
    ExternalLink,
    Group,
    GroupMember,
    Job,
    Link,
    MoveRestriction,
    Project,
    ProjectFile,
    ProjectGroup,
    ProjectMetadata,
    ProjectRestriction,
    ProjectUser,
    Setting,
    Subtask,
    Swimlane,
    Tag,
    Task,
    TaskFile,
    TaskLink,
    TaskMetadata,
    User,
    UserMetadata,
)
from boards.queries.settings import get_setting
from boards.services.settings import save_settings
from boards.services.users import create_user
from boards.tokens import digest_of


def make_user(username: str = "anna", **values) -> User:
    return create_user(actor=APPLICATION, username=username, password="secret-pw", **values)


def open_places(board) -> list[tuple[str, str, int]]:
    tasks = Task.objects.filter(project=board.project, is_active=True).order_by("column__position", "position")
    return list(tasks.values_list("column__title", "title", "position"))


class TestUsers:
    def test_a_short_password_is_refused_beside_its_field(self, office):
        answer = office.add(User, username="anna", role="app-user", password="short")
        assert office.errors(answer) == {"password": ["A password has at least 6 characters."]}
        assert User.objects.count() == 1
        assert b"short" not in answer.content

    def test_a_taken_name_is_refused(self, office):
        answer = office.add(User, username="root", role="app-user", password="secret-pw")
        assert office.errors(answer) == {"__all__": ["This user name is taken."]}

    def test_a_new_account_can_sign_in(self, office):
        answer = office.add(User, username="anna", email="a@example.org", role="app-manager", password="secret-pw")
        assert answer.status_code == 302
        user = User.objects.get(username="anna")
        assert (user.email, user.role, check_password("secret-pw", user.password)) == (
            "a@example.org",
            "app-manager",
            True,
        )
        assert LogEntry.objects.get().object_id == str(user.pk)

    def test_the_last_administrator_stays_what_he_is(self, office):
        answer = office.change(office.user, role="app-user")
        assert office.errors(answer) == {"__all__": ["The last administrator stays."]}
        assert User.objects.get().role == "app-admin"

    def test_the_last_administrator_can_not_be_removed_or_disabled(self, office):
        answer = office.client.post(office.url(User, "delete", office.user.pk), {"post": "yes"}, follow=True)
        assert office.messages(answer) == ["Your own account can not be removed."]
        answer = office.act("disable", office.user)
        assert office.messages(answer) == ["root: Your own account can not be removed."]
        user = User.objects.get()
        assert (user.is_active, LogEntry.objects.count()) == (True, 0)

    def test_only_what_was_changed_is_written(self, office):
        user = make_user(name="Anna", email="a@example.org")
        url = office.url(User, "change", user.pk)
        form = office.filled(url)
        User.objects.filter(pk=user.pk).update(email="b@example.org")
        assert office.client.post(url, {**form, "name": "Anna B."}).status_code == 302
        user.refresh_from_db()
        assert (user.name, user.email) == ("Anna B.", "b@example.org")

    def test_of_several_those_that_may_go_are_removed(self, office):
        user = make_user()
        question = office.act("delete_selected", user, office.user)
        assert ("users", 2) in question.context["model_count"]
        assert User.objects.count() == 2
        answer = office.act("delete_selected", user, office.user, post="yes")
        assert sorted(office.messages(answer)) == ["Removed: 1", "root: Your own account can not be removed."]
        assert User.objects.get().username == "root"
        assert [entry.object_repr for entry in LogEntry.objects.all()] == ["anna"]

    def test_accounts_are_switched_off_and_on(self, office):
        user = make_user()
        assert office.messages(office.act("disable", user)) == ["Disabled: 1"]
        assert not User.objects.get(pk=user.pk).is_active
        office.act("enable", user)
        assert User.objects.get(pk=user.pk).is_active

    def test_a_locked_name_is_unlocked(self, office):
        user = make_user()
        AccessAttempt.objects.create(username="anna", failures_since_start=3, attempt_time=timezone.now())
        assert is_locked("anna")
        assert office.messages(office.act("unlock", user)) == ["Unlocked: 1"]
        assert not is_locked("anna")

    def test_a_personal_token_is_given_and_told_once(self, office):
        user = User.objects.create(username="program")
        for guess, sentence in (("", "Your present password is needed"), ("wrong", "This is not your password.")):
            assert sentence in office.act("new_token", user, own_password=guess).content.decode()
        assert not user.personal_tokens.exists()
        page = office.act("new_token", user, own_password="secret-pw").content.decode()
        (token,) = re.findall(r"The personal token of program is ([0-9a-f]{60})", page)
        assert digest_of(token) == user.personal_tokens.get().digest
        assert token not in office.client.get("/admin/boards/user/").content.decode()

    def test_personal_tokens_are_taken_away(self, office):
        user = make_user()
        for name in ("one", "two"):
            make_token(actor=APPLICATION, user=user, name=name)
        office.act("drop_tokens", user)
        assert not user.personal_tokens.exists()

    def test_a_password_is_changed_on_its_own_page(self, office):
        user = make_user()
        url = f"/admin/boards/user/{user.pk}/password/"
        assert office.client.get(url).status_code == 200
        for values, errors in (
            ({"password": "short", "again": "short"}, {"password": ["A password has at least 6 characters."]}),
            ({"password": "new-secret", "again": "other"}, {"again": ["The two are not the same."]}),
            ({"password": "new-secret"}, {"again": ["This field is required."]}),
            (
                {"password": "new-secret", "again": "new-secret", "current_password": ""},
                {"current_password": ["Your present password is needed for this."]},
            ),
            (
                {"password": "new-secret", "again": "new-secret", "current_password": "wrong"},
                {"current_password": ["This is not your password."]},
            ),
        ):
            answer = office.client.post(url, {"current_password": "secret-pw", **values})
            assert answer.context["form"].errors == errors
            user.refresh_from_db()
            assert check_password("secret-pw", user.password)
        values = {"password": " new pw ", "again": " new pw ", "current_password": "secret-pw"}
        assert office.client.post(url, values).status_code == 302
        user.refresh_from_db()
        assert check_password(" new pw ", user.password)

    def test_whoever_changes_his_own_password_stays_signed_in(self, office):
        url = f"/admin/boards/user/{office.user.pk}/password/"
        values = {"password": "new-secret", "again": "new-secret"}
        office.client.post(url, values)
        assert check_password("secret-pw", User.objects.get(pk=office.user.pk).password)
        office.client.post(url, {**values, "current_password": "secret-pw"})
        assert check_password("new-secret", User.objects.get(pk=office.user.pk).password)
        assert office.client.get(url).status_code == 200

    def test_another_mail_address_needs_the_operators_password(self, office):
        user = make_user()
        for guess, sentence in (
            (None, "Your present password is needed for this."),
            ("x", "This is not your password."),
        ):
            given = {} if guess is None else {"own_password": guess}
            answer = office.change(user, email="a@example.org", **given)
            assert office.errors(answer) == {"own_password": [sentence]}
        office.change(user, email="a@example.org", own_password="secret-pw")
        assert User.objects.get(pk=user.pk).email == "a@example.org"
        office.change(user, name="Anna")
        assert User.objects.get(pk=user.pk).name == "Anna"

    def test_a_password_page_of_nobody_is_not_found(self, office):
        assert office.client.get("/admin/boards/user/999999/password/").status_code == 404


class TestTasks:
    def test_another_position_leaves_the_places_dense(self, office, board):
        assert office.change(board.tasks[0], position=3).status_code == 302
        assert open_places(board) == [("Backlog", "b", 1), ("Backlog", "c", 2), ("Backlog", "a", 3)]

    def test_another_column_closes_the_gap(self, office, board):
        assert office.change(board.tasks[1], column=board.columns[1].pk).status_code == 302
        assert open_places(board) == [("Backlog", "a", 1), ("Backlog", "c", 2), ("Ready", "b", 1)]
        assert Activity.objects.get().event_name == "task.move.column"

    def test_a_stale_page_does_not_move_a_task_back(self, office, board):
        url = office.url(Task, "change", board.tasks[0].pk)
        form = office.filled(url)
        office.change(board.tasks[0], position=3)
        assert office.client.post(url, {**form, "title": "new"}).status_code == 302
        assert open_places(board) == [("Backlog", "b", 1), ("Backlog", "c", 2), ("Backlog", "new", 3)]

    def test_a_place_that_is_none_is_refused_beside_its_field(self, office, board):
        answer = office.change(board.tasks[0], position=0, title="new")
        assert office.errors(answer) == {"position": ["Places count from 1."]}
        assert open_places(board)[0] == ("Backlog", "a", 1)

    def test_a_column_of_another_project_is_refused_beside_its_field(self, office, board):
        other = Project.objects.create(name="Other")
        column = Column.objects.create(project=other, title="Far", position=1)
        answer = office.change(board.tasks[0], column=column.pk)
        assert office.errors(answer) == {"column": [f"This does not exist: column {column.pk}."]}

    def test_an_owner_from_outside_is_refused_beside_his_field(self, office, board):
        answer = office.change(board.tasks[0], owner=make_user().pk)
        assert office.errors(answer) == {"owner": ["This user can not have tasks in this project."]}

    def test_fields_and_tags_are_written_with_an_event(self, office, board):
        task = board.tasks[0]
        answer = office.change(task, title="new", date_due="2026-07-01 12:30", tags="wet, dry", score="")
        assert answer.status_code == 302
        task.refresh_from_db()
        assert (task.title, task.date_due, task.score) == ("new", 1782909000, None)
        assert list(task.task_tags.order_by("pk").values_list("tag__name", flat=True)) == ["wet", "dry"]
        assert list(Activity.objects.values_list("event_name", flat=True)) == ["task.update"]
        page = office.filled(office.url(Task, "change", task.pk))
        assert (page["tags"], page["date_due"]) == ("wet, dry", "2026-07-01 12:30:00")
        office.change(task, tags='19" rack, "a,b"')
        office.change(task, title="newer", tags=office.filled(office.url(Task, "change", task.pk))["tags"])
        assert list(task.task_tags.order_by("pk").values_list("tag__name", flat=True)) == ['19" rack', "a,b"]
        office.change(task, date_due="", tags="")
        task.refresh_from_db()
        assert (task.date_due, task.task_tags.count()) == (0, 0)

    def test_a_date_that_is_none_is_refused(self, office, board):
        answer = office.change(board.tasks[0], date_due="tomorrow")
        assert office.errors(answer) == {"date_due": ["This is no date."]}

    @pytest.mark.parametrize("wrong", ["1" * 40, "-1", "x", "²", "1969-01-01", "2026-13-01", "999999999"])
    def test_no_text_in_a_field_ends_in_a_crash(self, office, board, wrong):
        for field in (
            "date_due",
            "column",
            "owner",
            "score",
            "priority",
            "time_spent",
            "position",
            "recurrence_status",
        ):
            answer = office.change(board.tasks[0], **{field: wrong})
            assert answer.status_code in (200, 302), (field, wrong)

    def test_seconds_are_understood_as_a_date(self, office, board):
        office.change(board.tasks[0], date_due="4102444800")
        assert Task.objects.get(pk=board.tasks[0].pk).date_due == 4102444800
        assert office.filled(office.url(Task, "change", board.tasks[0].pk))["date_due"] == "2100-01-01 00:00:00"

    def test_a_date_that_no_calendar_has_is_refused_and_a_stored_one_shown(self, office, board):
        pk = board.tasks[0].pk
        assert "date_due" in office.change(board.tasks[0], date_due="99999999999999").context["adminform"].form.errors
        assert Task.objects.get(pk=pk).date_due == 0
        Task.objects.filter(pk=pk).update(date_due=99999999999999)
        assert office.filled(office.url(Task, "change", pk))["date_due"] == "99999999999999"
        assert office.client.get(office.url(Task, "changelist")).status_code == 200

    def test_a_program_that_sends_no_shown_values_changes_what_it_names(self, office, board):
        url = office.url(Task, "change", board.tasks[0].pk)
        form = {name: value for name, value in office.filled(url).items() if not name.startswith("initial-")}
        assert office.client.post(url, {**form, "title": "new"}).status_code == 302
        assert open_places(board) == [("Backlog", "new", 1), ("Backlog", "b", 2), ("Backlog", "c", 3)]

    def test_a_task_that_is_gone_meanwhile_is_reported(self, office, board, monkeypatch):
        def gone(**_):
            raise NotFound("task 1")

        monkeypatch.setattr("boards.admin.tasks.close_task", gone)
        monkeypatch.setattr("boards.admin.tasks.update_task", gone)
        assert office.messages(office.act("close", board.tasks[0]))[0].endswith("This does not exist: task 1.")
        answer = office.change(board.tasks[0], title="new")
        assert office.errors(answer) == {"__all__": ["This does not exist: task 1."]}

    def test_a_number_that_no_column_holds_is_refused(self, office, board):
        errors = office.errors(office.change(board.tasks[0], score=10**30))
        assert list(errors) == ["score"]

    def test_a_page_that_nobody_touched_changes_nothing(self, office, board):
        before = Task.objects.filter(pk=board.tasks[0].pk).values().get()
        assert office.change(board.tasks[0]).status_code == 302
        assert Task.objects.filter(pk=board.tasks[0].pk).values().get() == before

    def test_a_new_task_goes_to_the_end_of_the_first_column(self, office, board):
        answer = office.add(
            Task, project=board.project.pk, title="new", tags="wet", color_id="", column="", swimlane=""
        )
        assert answer.status_code == 302
        task = Task.objects.get(title="new")
        assert (task.position, task.column, task.creator, task.color_id) == (4, board.columns[0], office.user, "yellow")

    def test_a_new_task_without_a_title_or_project_is_refused(self, office, board):
        errors = office.errors(office.add(Task, title=" "))
        assert errors == {"project": ["This field is required."], "title": ["This field is required."]}
        assert Task.objects.count() == 3

    def test_closing_tells_and_closes_the_gap(self, office, board):
        assert office.messages(office.act("close", board.tasks[0])) == ["Closed: 1"]
        assert open_places(board) == [("Backlog", "b", 1), ("Backlog", "c", 2)]
        activity = Activity.objects.get()
        assert (activity.event_name, activity.creator) == ("task.close", office.user)
        office.act("reopen", board.tasks[0])
        assert open_places(board)[0] == ("Backlog", "a", 1)

    def test_removing_closes_the_gap(self, office, board):
        url = office.url(Task, "delete", board.tasks[0].pk)
        assert office.client.post(url, {"post": "yes"}).status_code == 302
        assert open_places(board) == [("Backlog", "b", 1), ("Backlog", "c", 2)]


class TestBoard:
    def test_a_column_is_made_changed_moved_and_removed(self, office, board):
        assert office.add(Column, project=board.project.pk, title="Last", task_limit=0).status_code == 302
        column = Column.objects.get(title="Last")
        assert column.position == 5
        office.change(column, position=1, title="First", hide_in_dashboard="on")
        column.refresh_from_db()
        assert (column.position, column.title, column.hide_in_dashboard, column.task_limit) == (1, "First", True, 0)
        assert sorted(board.project.columns.values_list("position", flat=True)) == [1, 2, 3, 4, 5]
        assert office.errors(office.change(column, position=9)) == {"position": ["There is no such place."]}
        office.client.post(office.url(Column, "delete", column.pk), {"post": "yes"})
        assert not Column.objects.filter(pk=column.pk).exists()

    def test_a_column_with_tasks_stays(self, office, board):
        url = office.url(Column, "delete", board.columns[0].pk)
        answer = office.client.post(url, {"post": "yes"}, follow=True)
        assert office.messages(answer) == ["The column holds tasks."]
        assert Column.objects.filter(pk=board.columns[0].pk).exists()

    def test_a_taken_title_is_said_to_be_taken(self, office, board):
        errors = office.errors(office.add(Column, project=board.project.pk, title="Ready", task_limit=0))
        assert errors == {"__all__": ["Column with this Project and Title already exists."]}
        assert office.errors(office.change(board.columns[0], title="Ready")) == errors

    def test_a_swimlane_is_made_moved_and_switched(self, office, board):
        office.add(Swimlane, project=board.project.pk, name="Fast", task_limit=0)
        lane = Swimlane.objects.get(name="Fast")
        office.change(lane, position=1, name="Faster")
        lane.refresh_from_db()
        assert (lane.position, lane.name) == (1, "Faster")
        office.act("switch_off", lane)
        lane.refresh_from_db()
        assert (lane.is_active, lane.position) == (False, 0)
        office.act("switch_on", lane)
        lane.refresh_from_db()
        assert (lane.is_active, lane.position) == (True, 2)
        office.client.post(office.url(Swimlane, "delete", lane.pk), {"post": "yes"})
        assert Swimlane.objects.get() == board.lane

    def test_a_category_is_made_changed_and_removed(self, office, board):
        office.add(Category, project=board.project.pk, name="Beds")
        category = Category.objects.get()
        assert (category.name, category.color_id) == ("Beds", None)
        office.change(category, description="Flowers")
        category.refresh_from_db()
        assert (category.name, category.color_id, category.description) == ("Beds", None, "Flowers")
        answer = office.add(Category, project=board.project.pk, name="BEDS")
        assert office.errors(answer) == {"__all__": ["This name is taken."]}
        office.client.post(office.url(Category, "delete", category.pk), {"post": "yes"})
        assert Category.objects.count() == 0

    def test_a_tag_is_made_changed_promoted_and_removed(self, office, board):
        office.add(Tag, project=board.project.pk, name="wet")
        tag = Tag.objects.get()
        office.change(tag, color_id="red")
        office.act("promote", tag)
        tag.refresh_from_db()
        assert (tag.name, tag.color_id, tag.project) == ("wet", "red", None)
        office.add(Tag, project="", name="dry")
        errors = office.errors(office.add(Tag, project="", name="wet"))
        assert list(errors) == ["__all__"]
        office.client.post(office.url(Tag, "delete", tag.pk), {"post": "yes"})
        assert Tag.objects.get().name == "dry"


class TestProjects:
    def test_a_project_is_made_with_its_columns_and_changed(self, office):
        answer = office.add(Project, name="Garden", identifier="gdn", owner="")
        assert answer.status_code == 302
        project = Project.objects.get()
        assert (project.identifier, project.columns.count(), project.owner) == ("GDN", 4, office.user)
        office.change(project, task_limit=7, start_date="2026-07-01", owner="")
        project.refresh_from_db()
        assert (project.task_limit, project.start_date, project.owner) == (7, "2026-07-01", None)

    def test_wrong_values_are_refused_beside_their_fields(self, office, board):
        assert office.errors(office.change(board.project, identifier="a b")) == {
            "identifier": ["An identifier has letters and digits, at most 50."]
        }
        assert office.errors(office.change(board.project, start_date="soon")) == {"start_date": ["This is no date."]}

    def test_projects_are_closed_opened_and_made_public(self, office, board):
        def state():
            project = Project.objects.get()
            return project.is_active, project.is_public, bool(project.token)

        office.act("close", board.project)
        office.act("make_public", board.project)
        assert state() == (False, True, True)
        office.act("open_again", board.project)
        office.act("make_closed_to_public", board.project)
        assert state() == (True, False, False)

    def test_a_project_goes_with_everything(self, office, everything):
        office.client.post(office.url(Project, "delete", everything.project.pk), {"post": "yes"})
        assert (Project.objects.count(), Task.objects.count()) == (0, 0)

    def test_a_member_gets_a_role_that_exists(self, office, board):
        user = make_user()
        answer = office.add(ProjectUser, project=board.project.pk, user=user.pk, role="boss")
        assert office.errors(answer) == {"role": ["There is no such role in this project."]}
        office.add(ProjectUser, project=board.project.pk, user=user.pk, role="project-viewer")
        member = ProjectUser.objects.get()
        CustomRole.objects.create(project=board.project, role="boss")
        office.change(member, role="boss")
        assert ProjectUser.objects.get().role == "boss"
        again = office.add(ProjectUser, project=board.project.pk, user=user.pk, role="project-viewer")
        assert list(office.errors(again)) == ["__all__"]
        office.client.post(office.url(ProjectUser, "delete", member.pk), {"post": "yes"})
        assert ProjectUser.objects.count() == 0

    def test_custom_roles_are_made_renamed_restricted_and_removed(self, office, board):
        office.add(CustomRole, project=board.project.pk, role="intern")
        role = CustomRole.objects.get()
        assert list(office.errors(office.change(role, role="project-member"))) == ["role"]
        office.change(role, role="trainee")
        first, second = board.columns[:2]
        answer = office.add(MoveRestriction, role=role.pk, src_column=first.pk, dst_column=first.pk)
        assert office.errors(answer) == {"dst_column": ["A move goes to another column."]}
        office.add(MoveRestriction, role=role.pk, src_column=first.pk, dst_column=second.pk)
        restriction = MoveRestriction.objects.get()
        office.client.post(office.url(MoveRestriction, "delete", restriction.pk), {"post": "yes"})
        assert MoveRestriction.objects.count() == 0
        office.client.post(office.url(CustomRole, "delete", role.pk), {"post": "yes"})
        assert CustomRole.objects.count() == 0

    def test_what_a_role_may_not_do_is_added_once(self, office, board):
        role = CustomRole.objects.create(project=board.project, role="intern")
        column = board.columns[0].pk
        assert office.add(ProjectRestriction, role=role.pk, rule="task_move").status_code == 302
        assert office.add(ColumnRestriction, role=role.pk, column=column, rule="block.task_creation").status_code == 302
        for again in (
            office.add(ProjectRestriction, role=role.pk, rule="task_move"),
            office.add(ColumnRestriction, role=role.pk, column=column, rule="block.task_creation"),
        ):
            assert list(office.errors(again)) == ["__all__"]
        assert (ProjectRestriction.objects.count(), ColumnRestriction.objects.count()) == (1, 1)

    def test_a_group_in_a_project(self, office, board):
        group = Group.objects.create(name="Gardeners")
        office.add(ProjectGroup, project=board.project.pk, group=group.pk, role="project-viewer")
        row = ProjectGroup.objects.get()
        assert list(office.errors(office.change(row, role="boss"))) == ["role"]
        office.change(row, role="project-manager")
        assert ProjectGroup.objects.get().role == "project-manager"
        office.act("delete_selected", row, post="yes")
        assert ProjectGroup.objects.count() == 0

    def test_a_personal_project_keeps_its_one_member(self, office, board):
        Project.objects.filter(pk=board.project.pk).update(is_private=True)
        answer = office.add(ProjectUser, project=board.project.pk, user=make_user().pk, role="project-viewer")
        assert office.errors(answer) == {"__all__": ["A personal project has one member."]}

    def test_the_parts_of_a_project_are_a_click_away(self, office, everything):
        page = office.client.get(office.url(Project, "change", everything.project.pk)).content.decode()
        addresses = re.findall(r'href="(/admin/boards/\w+/\?project__id__exact=\d+)"', page)
        assert len(addresses) == 9
        assert {office.client.get(address).status_code for address in addresses} == {200}

    def test_groups_and_members(self, office):
        office.add(Group, name="Gardeners")
        group = Group.objects.get()
        office.change(group, external_id="x1")
        group.refresh_from_db()
        assert (group.name, group.external_id) == ("Gardeners", "x1")
        assert list(office.errors(office.add(Group, name="Gardeners"))) == ["name"]
        office.add(GroupMember, group=group.pk, user=office.user.pk)
        member = GroupMember.objects.get()
        assert office.client.post(office.url(GroupMember, "change", member.pk), {}).status_code == 403
        office.act("delete_selected", member, post="yes")
        office.act("delete_selected", group, post="yes")
        assert (Group.objects.count(), GroupMember.objects.count()) == (0, 0)


class TestOnTasks:
    def test_subtasks(self, office, board):
        task = board.tasks[0]
        for title in ("dig", "sow"):
            office.add(Subtask, task=task.pk, title=title, status=0, time_estimated=1, time_spent=0, user="")
        first, second = Subtask.objects.order_by("position")
        office.change(second, position=1, time_spent=2.5, status=2)
        second.refresh_from_db()
        assert (second.position, second.time_spent, second.status) == (1, 2.5, 2)
        task.refresh_from_db()
        assert (task.time_spent, task.time_estimated) == (2.5, 2)
        office.client.post(office.url(Subtask, "delete", first.pk), {"post": "yes"})
        assert Subtask.objects.get() == second

    def test_an_operator_writes_his_own_comments_and_mends_those_of_others(self, office, board):
        office.add(Comment, task=board.tasks[0].pk, comment="Hello", visibility="app-user", reference="")
        mine = Comment.objects.get()
        assert mine.user == office.user
        other = Comment.objects.create(
            task=board.tasks[0], user=make_user(), comment="Rude", date_creation=1, date_modification=1
        )
        for comment in (mine, other):
            assert office.change(comment, comment="Kind").status_code == 302
            comment.refresh_from_db()
            assert comment.comment == "Kind"
            office.client.post(office.url(Comment, "delete", comment.pk), {"post": "yes"})
        assert Comment.objects.count() == 0

    def test_links_between_tasks_and_their_mirrors(self, office, board):
        first, second, third = board.tasks
        blocks = Link.objects.get(label="blocks")
        office.add(TaskLink, task=first.pk, link=blocks.pk, opposite_task=second.pk)
        row = TaskLink.objects.get(task=first)
        assert TaskLink.objects.get(task=second).link == blocks.opposite
        office.change(row, opposite_task=third.pk)
        assert TaskLink.objects.get(task=third).opposite_task == first
        answer = office.act("delete_selected", *TaskLink.objects.all(), post="yes")
        assert (office.messages(answer)[-1], TaskLink.objects.count()) == ("Removed: 2", 0)

    def test_kinds_of_links(self, office):
        office.add(Link, label="feeds", opposite_label="eats from")
        link = Link.objects.get(label="feeds")
        assert Link.objects.get(opposite=link).label == "eats from"
        office.change(link, label="nourishes", opposite="")
        link.refresh_from_db()
        assert (link.label, link.opposite) == ("nourishes", None)
        assert list(office.errors(office.change(link, label="blocks"))) == ["label"]
        office.client.post(office.url(Link, "delete", link.pk), {"post": "yes"})
        assert not Link.objects.filter(label="nourishes").exists()

    def test_external_links(self, office, board):
        values = {"task": board.tasks[0].pk, "title": "Page", "dependency": "related", "link_type": "auto"}
        answer = office.add(ExternalLink, url="nonsense", **values)
        assert office.errors(answer) == {"url": ["This is no address."]}
        answer = office.add(ExternalLink, url="https://example.org/", **{**values, "link_type": "attachment"})
        assert office.errors(answer) == {"link_type": ["No kind of link fits this address."]}
        office.add(ExternalLink, url="https://example.org/", **values)
        link = ExternalLink.objects.get()
        assert (link.link_type, link.creator) == ("weblink", office.user)
        office.change(link, title="Site")
        link.refresh_from_db()
        assert (link.title, link.url) == ("Site", "https://example.org/")
        office.client.post(office.url(ExternalLink, "delete", link.pk), {"post": "yes"})
        assert ExternalLink.objects.count() == 0

    def test_metadata(self, office, board):
        cases = ((TaskMetadata, "task", board.tasks[0]), (ProjectMetadata, "project", board.project))
        for model, owner, obj in (*cases, (UserMetadata, "user", office.user)):
            office.add(model, name="a", value="1", **{owner: obj.pk})
            row = model.objects.get()
            assert office.errors(office.add(model, name="a", value="2", **{owner: obj.pk})) == {
                "name": ["This name is taken."]
            }
            office.change(row, value="3")
            row.refresh_from_db()
            assert (row.name, row.value, row.changed_by) == ("a", "3", office.user)
            office.client.post(office.url(model, "delete", row.pk), {"post": "yes"})
            assert model.objects.count() == 0

    def test_files_are_removed(self, office, everything):
        for model in (TaskFile, ProjectFile):
            assert office.client.post(office.url(model, "delete", model.objects.get().pk), {"post": "yes"})
            assert model.objects.count() == 0


class TestActions:
    CLOSE = "\\Kanboard\\Action\\TaskCloseColumn"

    @pytest.mark.parametrize(
        ("params", "error"),
        [
            ("[]", "This is no JSON object."),
            ("{}", "This action has the parameters column_id."),
            ('{"column_id": null}', "Each parameter is one line of text."),
            ('{"column_id": "\\u0000"}', "Each parameter is one line of text."),
            ('{"column_id": "\\ud800"}', "Each parameter is one line of text."),
            ("{", "Enter a valid JSON."),
        ],
    )
    def test_wrong_parameters_are_refused_beside_their_field(self, office, board, params, error):
        answer = office.add(
            Action, project=board.project.pk, action_name=self.CLOSE, event_name="task.move.column", params=params
        )
        assert office.errors(answer) == {"params": [error]}
        assert Action.objects.count() == 0

    def test_an_event_that_does_not_fit_is_refused(self, office, board):
        params = json.dumps({"column_id": "1"})
        answer = office.add(
            Action, project=board.project.pk, action_name=self.CLOSE, event_name="task.create", params=params
        )
        assert office.errors(answer) == {"action_name": ["This action can not have this event."]}

    def test_an_action_is_made_and_removed(self, office, board):
        params = json.dumps({"column_id": board.columns[3].pk})
        office.add(
            Action, project=board.project.pk, action_name=self.CLOSE, event_name="task.move.column", params=params
        )
        action = Action.objects.get()
        assert action.params == {"column_id": str(board.columns[3].pk)}
        assert office.client.get(office.url(Action, "change", action.pk)).status_code == 200
        office.client.post(office.url(Action, "delete", action.pk), {"post": "yes"})
        assert Action.objects.count() == 0


class TestSettings:
    def test_the_list_shows_all_options_with_what_counts(self, office):
        save_settings(actor=APPLICATION, values={"default_color": "red"})
        Setting.objects.create(option="of_a_plugin", value="x")
        rows = {row["name"]: row for row in office.client.get(office.url(Setting, "changelist")).context["rows"]}
        assert (rows["default_color"]["value"], rows["default_color"]["is_default"]) == ("red", False)
        assert (rows["application_language"]["value"], rows["application_language"]["is_default"]) == ("en_US", True)
        assert rows["of_a_plugin"]["value"] == "x"

    def test_a_value_that_is_not_possible_is_refused_beside_the_field(self, office):
        setting = Setting(option="application_url")
        answer = office.change(setting, value="nonsense")
        assert office.errors(answer) == {"value": ["Write an address that begins with http:// or https://."]}
        assert not Setting.objects.filter(option="application_url").exists()

    def test_an_option_is_stored_and_cleared(self, office, django_capture_on_commit_callbacks):
        setting = Setting(option="application_url")
        with django_capture_on_commit_callbacks(execute=True):
            assert office.change(setting, value="https://example.org").status_code == 302
        assert get_setting(options.URL) == "https://example.org/"
        assert Setting.objects.get(pk="application_url").changed_by == office.user
        with django_capture_on_commit_callbacks(execute=True):
            office.change(setting, value="")
        assert get_setting(options.URL) == ""

    def test_a_token_is_only_replaced(self, office):
        Setting.objects.update_or_create(option="api_token", defaults={"value": "old"})
        setting = Setting.objects.get(pk="api_token")
        office.change(setting, value="mine")
        assert Setting.objects.get(pk="api_token").value == "old"
        office.change(setting, new_token="on")
        assert len(Setting.objects.get(pk="api_token").value) == 60

    def test_a_kept_token_is_shown_nowhere_and_a_new_one_once(self, office):
        Setting.objects.update_or_create(option="webhook_token", defaults={"value": "s3cret"})
        page = office.url(Setting, "change", "webhook_token")
        assert "s3cret" not in office.client.get(office.url(Setting, "changelist")).content.decode()
        assert "s3cret" not in office.client.get(page).content.decode()
        office.change(Setting.objects.get(pk="webhook_token"), new_token="on")
        token = Setting.objects.get(pk="webhook_token").value
        assert token in office.client.get(page).content.decode()
        assert token not in office.client.get(page).content.decode()

    def test_unknown_options_have_no_page_and_can_not_be_changed(self, office):
        assert office.client.get(office.url(Setting, "change", "nothing")).status_code == 302
        setting = Setting.objects.create(option="of_a_plugin", value="x")
        assert office.errors(office.change(setting, value="y")) == {"value": ["There is no such option."]}


class TestJobs:
    def test_a_job_that_was_given_up_is_tried_again(self, office):
        job = Job.objects.create(name="mail.send", run_after=1, attempts=8, is_dead=True, error="no")
        assert office.messages(office.act("try_again", job)) == ["Will be tried again: 1"]
        job.refresh_from_db()
        assert (job.is_dead, job.attempts, job.error, now() - job.run_after < 60) == (False, 0, "no", True)

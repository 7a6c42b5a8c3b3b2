"""An operator who is signed in, and one row of everything to look at."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from boards.actors import APPLICATION
from boards.models import (
    Activity,
    AnsweredRequest,
    BrowserSession,
    Change,
    CustomFilter,
    DailyColumnStatistics,
    DailyProjectStatistics,
    DailyRun,
    Invitation,
    Job,
    KeptFile,
    LastLogin,
    Link,
    Notification,
    Operation,
    PasswordProof,
    PasswordReset,
    PersonalToken,
    PredefinedDescription,
    RecoveryCode,
    RememberedBrowser,
    Setting,
    Subtask,
    SubtaskTimer,
    Transition,
    User,
    UserNotificationProject,
    UserNotificationType,
    WebhookAttempt,
)
from boards.services.actions import store_action
from boards.services.categories import create_category
from boards.services.comments import create_comment
from boards.services.currencies import set_rate
from boards.services.custom_roles import create_custom_role, restrict_column, restrict_moves, restrict_project
from boards.services.external_links import create_external_link
from boards.services.files import create_project_file, create_task_file
from boards.services.groups import add_group_member, create_group
from boards.services.memberships import add_project_group, add_project_user
from boards.services.metadata import save_project_metadata, save_task_metadata, save_user_metadata
from boards.services.projects import create_project
from boards.services.subtasks import create_subtask
from boards.services.task_links import create_task_link
from boards.services.tasks.create import NewTask, create_task
from boards.services.users import create_user
from boards.services.webhook_deliveries import send_webhook_test
from boards.services.webhooks import create_webhook

BACKEND = "boards.authentication.backends.PasswordBackend"


class Office:
    """The pages of operators as a browser uses them: a form is sent with all its fields as they were shown."""

    def __init__(self, client: Client, user: User) -> None:
        self.client, self.user = client, user

    @staticmethod
    def url(model: type, page: str, *args: Any) -> str:
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)  # type: ignore[attr-defined]

    def add(self, model: type, /, **values: Any) -> Any:
        return self.send(self.url(model, "add"), **values)

    def change(self, obj: Any, /, **values: Any) -> Any:
        return self.send(self.url(type(obj), "change", obj.pk), **values)

    def filled(self, url: str) -> dict[str, Any]:
        """What the form of a page holds when nobody touches it."""
        page = self.client.get(url)
        assert page.status_code == 200, url
        data = {}
        for bound in page.context["adminform"].form:
            value = bound.field.prepare_value(bound.value())
            if value is None or value is False:
                value = ""
            data[bound.html_name] = value
            if bound.field.show_hidden_initial:
                data[bound.html_initial_name] = value
        return data

    def send(self, url: str, /, **values: Any) -> Any:
        return self.client.post(url, {**self.filled(url), **values})

    def act(self, action: str, *objects: Any, **values: Any) -> Any:
        data = {"action": action, "_selected_action": [one.pk for one in objects], **values}
        return self.client.post(self.url(type(objects[0]), "changelist"), data, follow=True)

    @staticmethod
    def errors(response: Any) -> dict[str, list[str]]:
        assert response.status_code == 200, response.status_code
        return {name: list(errors) for name, errors in response.context["adminform"].form.errors.items()}

    @staticmethod
    def messages(response: Any) -> list[str]:
        return [str(one) for one in response.context["messages"]]


@pytest.fixture
def office(db):
    user = create_user(actor=APPLICATION, username="root", password="secret-pw", role="app-admin")
    client = Client()
    client.force_login(user, backend=BACKEND)
    return Office(client, user)


@pytest.fixture
def board(db):
    """A project with four columns and three tasks in the first one."""
    project = create_project(actor=APPLICATION, name="Garden")
    columns = list(project.columns.order_by("position"))
    lane = project.swimlanes.get()
    tasks = [create_task(actor=APPLICATION, task=NewTask(title=one, project_id=project.pk)) for one in "abc"]
    return SimpleNamespace(
        project=project, columns=columns, lane=lane, tasks=[project.tasks.get(pk=pk) for pk in tasks]
    )


@pytest.fixture
def everything(office, board, tmp_path, settings):
    """At least one row of every table."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    user, project, task = office.user, board.project, board.tasks[0]
    first, second = board.columns[:2]
    add_project_user(actor=APPLICATION, project=project, user_id=user.pk, role="project-manager")
    group = create_group(actor=APPLICATION, name="Gardeners")
    add_group_member(actor=APPLICATION, group=group, user_id=user.pk)
    set_rate(actor=APPLICATION, currency="EUR", rate=Decimal("1.08"))
    add_project_group(actor=APPLICATION, project=project, group_id=group.pk, role="project-member")
    role = create_custom_role(actor=APPLICATION, project=project, name="intern")
    restrict_project(actor=APPLICATION, role=role, rule="task_remove")
    restrict_column(actor=APPLICATION, role=role, column=first, rule="block.task_creation")
    restrict_moves(actor=APPLICATION, role=role, source=first, target=second)
    create_category(actor=APPLICATION, project=project, name="Beds")
    create_task(actor=APPLICATION, task=NewTask(title="tagged", project_id=project.pk, tags=["wet"]))
    subtask_id = create_subtask(actor=APPLICATION, task_id=task.pk, title="dig")
    create_comment(actor=APPLICATION, task_id=task.pk, content="Hello", user_id=user.pk)
    link = Link.objects.get(label="blocks")
    create_task_link(actor=APPLICATION, task_id=task.pk, opposite_task_id=board.tasks[1].pk, link_id=link.pk)
    create_external_link(
        actor=APPLICATION, task_id=task.pk, url="https://example.org/", dependency="related", title="A page"
    )
    create_task_file(actor=APPLICATION, project_id=project.pk, task_id=task.pk, name="a.txt", content=b"words")
    create_project_file(actor=APPLICATION, project_id=project.pk, name="b.txt", content=b"words")
    save_task_metadata(actor=APPLICATION, task_id=task.pk, values={"a_b": "1"})
    save_project_metadata(actor=APPLICATION, project_id=project.pk, values={"a": "1"})
    save_user_metadata(actor=APPLICATION, user_id=user.pk, values={"a": "1"})
    store_action(actor=APPLICATION, project=project, event_name="task.close", action_name="\\Old", params={"a": "1"})
    CustomFilter.objects.create(project=project, user=user, name="Mine", filter="assignee:me")
    PredefinedDescription.objects.create(project=project, title="Bug", description="Steps")
    Activity.objects.create(date_creation=1, event_name="task.close", creator=user, project=project, task=task)
    Transition.objects.create(user=user, project=project, task=task, src_column=first, dst_column=second, date=1)
    SubtaskTimer.objects.create(user=user, subtask=Subtask.objects.get(pk=subtask_id), start=1_750_000_000)
    DailyColumnStatistics.objects.get_or_create(day="2026-07-01", project=project, column=first)
    DailyProjectStatistics.objects.get_or_create(day="2026-07-01", project=project)
    DailyRun.objects.create(part="statistics", day="2026-07-01", finished=10**15)
    Job.objects.create(name="mail.send", run_after=1, attempts=8, is_dead=True, error="no")
    LastLogin.objects.create(auth_type="Database", user=user, date_creation=1)
    Change.objects.create(project_id=project.pk, task_id=task.pk, kind="task.move.column", date=1)
    operation = Operation.objects.create(user=user, project=project, label="moved", date=1)
    KeptFile.objects.create(operation=operation, kind="taskfile", number=1, path="tasks/1/a")
    AnsweredRequest.objects.create(op=uuid4(), user=user, answer={}, date=1)
    RecoveryCode.objects.create(user=user, digest="digest-3")
    PersonalToken.objects.create(user=user, name="script", digest="digest-2", date_creation=1)
    PasswordProof.objects.create(digest="digest-1", password_tag="tag-of-hash", session_key="key-of-session", user=user)
    BrowserSession.objects.create(user=user, session_key="key-of-browser", date_creation=1)
    RememberedBrowser.objects.create(
        user=user, token_digest="digest-2", sequence_digest="digest-3", expiration=2, date_creation=1
    )
    Invitation.objects.create(email="ida@example.org", token_digest="digest-9", date_expiration=2, date_creation=1)
    PasswordReset.objects.create(user=user, token_digest="digest-4", date_expiration=2, date_creation=1)
    Notification.objects.create(user=user, date_creation=1, event_name="task.close")
    UserNotificationType.objects.create(user=user, notification_type="web")
    UserNotificationProject.objects.create(user=user, project=project)
    webhook = create_webhook(actor=APPLICATION, project_id=project.pk, name="Chat", url="https://chat.example/hook")
    delivery = send_webhook_test(actor=APPLICATION, webhook=webhook)
    WebhookAttempt.objects.create(delivery=delivery, date=1, status=500)
    Setting.objects.update_or_create(option="application_language", defaults={"value": "de_DE"})
    return board

"""Every table has its pages, for administrators and for nobody else, at a constant price."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.contrib.auth.models import Group as DjangoGroup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.models import PersonalToken, Task, User
from boards.services.tasks.create import NewTask, create_task
from boards.services.users import create_user
from tests.admin.conftest import BACKEND, Office

OURS = [model for model in admin.site._registry if model._meta.app_label == "boards"]
names = pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)


def test_every_table_is_registered_and_django_groups_are_not():
    assert set(OURS) == set(apps.get_app_config("boards").get_models())
    assert not admin.site.is_registered(DjangoGroup)


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_every_list_opens_and_can_be_searched(office, everything, model):
    url = office.url(model, "changelist")
    assert office.client.get(url).status_code == 200
    assert office.client.get(url, {"q": "a"}).status_code == 200


@names
def test_every_add_page_opens_where_people_may_add(office, everything, rf, model):
    request = rf.get("/")
    request.user = office.user
    may = admin.site._registry[model].has_add_permission(request)
    assert office.client.get(office.url(model, "add")).status_code == (200 if may else 403)


@names
def test_every_row_has_its_pages(office, everything, model):
    obj = model._default_manager.first()
    assert obj is not None
    key = quote(obj.pk)
    assert office.client.get(office.url(model, "change", key)).status_code == 200
    assert office.client.get(office.url(model, "history", key)).status_code == 200


@names
def test_every_removal_asks_first_or_is_not_there(office, everything, rf, model):
    request = rf.get("/")
    request.user = office.user
    obj = model._default_manager.first()
    may = admin.site._registry[model].has_delete_permission(request, obj)
    answer = office.client.get(office.url(model, "delete", quote(obj.pk)))
    assert answer.status_code == (200 if may else 403)


@names
def test_nobody_but_an_administrator_comes_in(everything, model):
    user = create_user(actor=APPLICATION, username="anna", password="secret-pw", role="app-manager")
    client = Client()
    client.force_login(user, backend=BACKEND)
    obj = model._default_manager.first()
    for page, args in (("changelist", ()), ("add", ()), ("change", (quote(obj.pk),))):
        answer = client.get(Office.url(model, page, *args))
        assert (answer.status_code, answer.headers["Location"][:14]) == (302, "/admin/login/?")


@pytest.mark.parametrize("url", ["project", "user", "task", "group", "link", "customrole"])
def test_references_are_found_by_typing(office, everything, url):
    field = {
        "project": ("column", "project"),
        "user": ("groupmember", "user"),
        "task": ("subtask", "task"),
        "group": ("groupmember", "group"),
        "link": ("tasklink", "link"),
        "customrole": ("projectrestriction", "role"),
    }[url]
    params = {"app_label": "boards", "model_name": field[0], "field_name": field[1], "term": ""}
    answer = office.client.get("/admin/autocomplete/", params)
    assert answer.status_code == 200
    assert answer.json()["results"]


def count_statements(office: Office, model: type) -> int:
    with CaptureQueriesContext(connection) as statements:
        assert office.client.get(office.url(model, "changelist")).status_code == 200
    return len(statements)


def test_the_list_of_tasks_costs_the_same_at_any_size(office, board):
    counts = []
    for number in (10, 100):
        while Task.objects.count() < number:
            create_task(actor=APPLICATION, task=NewTask(title="x", project_id=board.project.pk))
        Task.objects.update(owner=office.user)
        office.client.get(office.url(Task, "changelist"))
        counts.append(count_statements(office, Task))
    assert counts[0] == counts[1]


def test_the_list_of_users_costs_the_same_at_any_size(office):
    counts = []
    for number in (10, 100):
        User.objects.bulk_create(User(username=f"u{number}-{i}") for i in range(number))
        office.client.get(office.url(User, "changelist"))
        counts.append(count_statements(office, User))
    assert counts[0] == counts[1]


def test_the_question_before_a_removal_costs_the_same_at_any_size(office, board):
    counts = []
    for number in (3, 30):
        while Task.objects.count() < number:
            create_task(actor=APPLICATION, task=NewTask(title="x", project_id=board.project.pk))
        with CaptureQueriesContext(connection) as statements:
            page = office.client.get(office.url(type(board.project), "delete", board.project.pk))
        assert ("tasks", number) in page.context["model_count"]
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_secrets_are_never_shown(office, everything):
    User.objects.filter(pk=office.user.pk).update(twofactor_secret="second-factor", token="feed-token")
    user = User.objects.get(pk=office.user.pk)
    token = PersonalToken.objects.create(user=user, name="script", digest="digest-of-token", date_creation=1)
    page = office.client.get(office.url(User, "change", user.pk)).content.decode()
    for secret in (user.password, "digest-of-token", "second-factor", "feed-token"):
        assert secret not in page
    assert "digest-of-token" not in office.client.get(office.url(PersonalToken, "change", token.pk)).content.decode()
    proof = user.password_proofs.get()
    page = office.client.get(office.url(type(proof), "change", proof.pk)).content.decode()
    assert (proof.session_key not in page, proof.password_tag not in page) == (True, True)

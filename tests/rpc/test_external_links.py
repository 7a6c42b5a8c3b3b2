"""The procedures of links to addresses outside."""

from __future__ import annotations

import pytest

from boards.models import ExternalLink
from boards.queries.external_links import get_external_link_object, list_external_link_objects
from tests.conftest import Rpc


@pytest.fixture
def project_id(rpc: Rpc):
    return rpc.createProject("P")


@pytest.fixture
def task_id(rpc: Rpc, project_id):
    return rpc.createTask("t", project_id)


def test_the_kinds_of_links_have_labels(rpc: Rpc):
    types = rpc.getExternalTaskLinkTypes()
    assert types == {"auto": "Auto", "attachment": "Attachment", "file": "Local File", "weblink": "Web Link"}
    assert list(types) == ["auto", "attachment", "file", "weblink"]
    for name in ("attachment", "file", "weblink"):
        assert rpc.getExternalTaskLinkProviderDependencies(name) == {"related": "Related"}
    for unknown in ("auto", "nothing", "", None):
        assert rpc.getExternalTaskLinkProviderDependencies(unknown) is False


def test_a_link_comes_back_as_it_was_made(rpc: Rpc, task_id):
    link_id = rpc.createExternalTaskLink(task_id, " http://example.org/a.pdf ", "related", "weblink", "Title")
    link = rpc.getExternalTaskLinkById(task_id, link_id)
    stored = ExternalLink.objects.get()
    assert link == {
        "id": link_id,
        "link_type": "weblink",
        "dependency": "related",
        "title": "Title",
        "url": "http://example.org/a.pdf",
        "date_creation": stored.date_creation,
        "date_modification": stored.date_modification,
        "task_id": task_id,
        "creator_id": 0,
    }
    (listed,) = rpc.getAllExternalTaskLinks(task_id)
    assert listed == {
        **link,
        "creator_name": None,
        "creator_username": None,
        "dependency_label": "Related",
        "type": "Web Link",
    }
    assert list(listed) == [*link, "creator_name", "creator_username", "dependency_label", "type"]


def test_a_private_page_is_not_asked_for_its_title(rpc: Rpc, task_id):
    link_id = rpc.createExternalTaskLink(task_id, "http://127.0.0.1:9/some/page.html", "related")
    link = rpc.getExternalTaskLinkById(task_id, link_id)
    assert (link["link_type"], link["title"]) == ("weblink", "http://127.0.0.1:9/some/page.html")


def test_a_free_dependency_is_its_own_label(rpc: Rpc, task_id):
    rpc.createExternalTaskLink(task_id, "http://example.org/a.pdf", "hard")
    (listed,) = rpc.getAllExternalTaskLinks(task_id)
    assert (listed["dependency_label"], listed["type"], listed["title"]) == ("hard", "Attachment", "a.pdf")


@pytest.mark.parametrize(
    "values",
    [
        {"url": "nothing"},
        {"url": ""},
        {"url": None},
        {"dependency": ""},
        {"dependency": None},
        {"type": "parchment"},
        {"type": None},
        {"type": "file"},
        {"url": "ftp://example.org/x"},
        {"task_id": 99999999},
        {"task_id": "x"},
    ],
)
def test_a_refused_link_leaves_nothing(rpc: Rpc, task_id, values):
    good = {"task_id": task_id, "url": "http://example.org/a", "dependency": "related", "title": "T"}
    assert rpc.createExternalTaskLink(**{**good, **values}) is False
    assert not ExternalLink.objects.exists()


@pytest.mark.parametrize("name", ["url", "dependency", "title"])
def test_a_list_is_no_text(rpc: Rpc, task_id, name):
    good = {"task_id": task_id, "url": "http://example.org/a", "dependency": "related", "title": "T"}
    assert rpc.error("createExternalTaskLink", **{**good, name: ["x"]}) == -32602
    assert not ExternalLink.objects.exists()


def test_an_update_leaves_alone_what_is_null(rpc: Rpc, task_id):
    link_id = rpc.createExternalTaskLink(task_id, "http://example.org/a.pdf", "related", "auto", "T")
    refused: list[dict[str, str]] = [{"title": ""}, {"url": ""}, {"url": "x"}, {"dependency": ""}]
    assert rpc.updateExternalTaskLink(task_id, link_id, "New") is True
    assert rpc.updateExternalTaskLink(task_id=task_id, link_id=link_id, url="ftp://example.org/b", title=None) is True
    for values in refused:
        assert rpc.updateExternalTaskLink(task_id=task_id, link_id=link_id, **values) is False
    link = rpc.getExternalTaskLinkById(task_id, link_id)
    assert (link["title"], link["url"], link["dependency"], link["link_type"]) == (
        "New",
        "ftp://example.org/b",
        "related",
        "attachment",
    )


def test_a_link_is_found_at_its_own_task_only(rpc: Rpc, project_id, task_id):
    link_id = rpc.createExternalTaskLink(task_id, "http://example.org/a.pdf", "related")
    other = rpc.createTask("other", project_id)
    for wrong_task, wrong_link in ((other, link_id), (task_id, 99999999), (99999999, link_id), (task_id, None)):
        assert rpc.getExternalTaskLinkById(wrong_task, wrong_link) is False
        assert rpc.updateExternalTaskLink(wrong_task, wrong_link, "New") is False
        assert rpc.removeExternalTaskLink(wrong_task, wrong_link) is False
    assert rpc.getAllExternalTaskLinks(other) == []
    assert rpc.getExternalTaskLinkById(task_id, link_id)["title"] == "a.pdf"
    assert rpc.removeExternalTaskLink(task_id, link_id) is True
    assert rpc.removeExternalTaskLink(task_id, link_id) is False


def test_links_are_listed_bytewise_by_title(rpc: Rpc, task_id):
    for title in ("b", "Z", "a"):
        rpc.createExternalTaskLink(task_id, "http://example.org/a.pdf", "related", "auto", title)
    assert [link["title"] for link in rpc.getAllExternalTaskLinks(task_id)] == ["Z", "a", "b"]


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [("", 403, 403), ("project-viewer", 200, 403), ("project-member", 200, 200), ("project-manager", 200, 200)],
)
def test_who_may_read_and_write(rpc: Rpc, project_id, task_id, role, reads, writes):
    link_id = rpc.createExternalTaskLink(task_id, "http://example.org/a.pdf", "related")
    user_id = rpc.createUser("anna", "secret-pw", "Anna")
    if role:
        rpc.addProjectUser(project_id, user_id, role)
    anna = rpc.user("anna")
    assert anna.answer("getExternalTaskLinkTypes")[0] == 200
    assert anna.answer("getExternalTaskLinkProviderDependencies", "file")[0] == 200
    assert anna.answer("getExternalTaskLinkById", task_id, link_id)[0] == reads
    assert anna.answer("getAllExternalTaskLinks", task_id)[0] == reads
    assert anna.answer("createExternalTaskLink", task_id, "http://example.org/b.pdf", "related")[0] == writes
    people = [link["creator_username"] for link in rpc.getAllExternalTaskLinks(task_id)]
    assert people == ([None, "anna"] if writes == 200 else [None])
    assert anna.answer("updateExternalTaskLink", task_id, link_id, "New")[0] == writes
    assert anna.answer("removeExternalTaskLink", task_id, link_id)[0] == writes
    assert anna.answer("getAllExternalTaskLinks", 99999999)[0] == 403
    assert ExternalLink.objects.filter(pk=link_id, title="a.pdf").exists() is (writes == 403)


@pytest.mark.parametrize("size", [10, 200])
def test_a_list_costs_one_statement(rpc: Rpc, task_id, django_assert_num_queries, size):
    links = ExternalLink.objects.bulk_create(
        ExternalLink(
            task_id=task_id,
            link_type="weblink",
            dependency="related",
            title=f"title{number}",
            url="http://example.org/",
            date_creation=1,
            date_modification=1,
        )
        for number in range(size)
    )
    with django_assert_num_queries(1):
        assert len(list_external_link_objects(task_id, types={}, dependencies={})) == size
    with django_assert_num_queries(1):
        assert get_external_link_object(task_id=task_id, link_id=links[0].pk).title == "title0"

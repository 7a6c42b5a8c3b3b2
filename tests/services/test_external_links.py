"""Links to addresses outside: which kind fits, and the title that a link gets by itself (domain.md 16)."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connection

from boards.actors import APPLICATION, Actor, ActorKind
from boards.errors import Invalid, NotFound
from boards.models import ExternalLink
from boards.outgoing import PrivateAddressError, Reply, UnreachableError
from boards.services import external_links
from boards.services.external_links import (
    create_external_link,
    fetch_title,
    find_title,
    is_url,
    list_dependencies,
    list_link_types,
    remove_external_link,
    update_external_link,
)
from boards.services.projects import create_project
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.remove import remove_task
from boards.services.users import create_user


@pytest.fixture
def task_id(db) -> int:
    project = create_project(actor=APPLICATION, name="P")
    return create_task(actor=APPLICATION, task=NewTask(title="t", project_id=project.pk))


@pytest.fixture
def web(monkeypatch):
    """Answers the pages that a test puts into it; other addresses do not answer."""
    pages: dict[str, Reply] = {}

    def ask(url: str, **options: bool) -> Reply:
        if "private" in url:
            raise PrivateAddressError(url)
        if url not in pages:
            raise UnreachableError(url)
        return pages[url]

    monkeypatch.setattr(external_links, "request_public", ask)
    return pages


def link(task_id: int, url: str, link_type: str | None = "auto", title: str = "", dependency: str = "related"):
    return create_external_link(
        actor=APPLICATION, task_id=task_id, url=url, dependency=dependency, link_type=link_type, title=title
    )


@pytest.mark.parametrize(
    "text",
    [
        "http://example.org",
        "https://example.org:8080/a?b=c#d",
        "HTTP://EXAMPLE.ORG/",
        "ftp://example.org/x",
        "http://[::1]/",
        "http://user:pw@127.0.0.1:9/a",
        "file:///home/anna/a.txt",
        "smb://server/share",
        "mailto:a@example.org",
    ],
)
def test_an_address_has_a_scheme(text):
    assert is_url(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "//example.org/a",
        "http:",
        "http://",
        "http:///a",
        "http://exa mple.org",
        "http://example.org/a b",
        "http://exa<mple.org/",
        "http://example.org:port/",
        "http://[::1/",
        "http://example.org/\n",
        "1http://example.org",
        "file:///",
        "mailto:",
        "javascript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "JavaScript://example.org/%0aalert(1)",
        "data:text/html,x",
        "data://example.org/x",
    ],
)
def test_other_texts_are_no_addresses(text):
    assert not is_url(text)


@pytest.mark.parametrize(
    ("url", "link_type", "title"),
    [
        ("http://example.org/a/report.pdf", "attachment", "report.pdf"),
        ("https://example.org/REPORT.TAR.GZ?v=2", "attachment", "REPORT.TAR.GZ"),
        ("http://example.org/page.HTML", "weblink", "example.org/page.HTML"),
        ("http://example.org/index.php", "weblink", "example.org/index.php"),
        ("http://example.org", "weblink", "example.org"),
        ("http://example.org/a.b/c", "weblink", "example.org/a.b/c"),
        ("http://example.org/a.", "weblink", "example.org/a."),
        ("http://user:pw@example.org:81/a", "weblink", "example.org/a"),
        ("http://private/a", "weblink", "http://private/a"),
        ("file:///home/anna/notes.txt", "file", "notes.txt"),
        ("smb://server/share/", "file", "share"),
        ("HTTP://example.org/a.pdf", "file", "a.pdf"),
    ],
)
def test_auto_picks_the_kind_and_the_title(task_id, web, url, link_type, title):
    made = link(task_id, f"  {url} ")
    made.refresh_from_db()
    assert (made.url, made.link_type, made.title, made.dependency) == (url, link_type, title, "related")
    assert (made.creator_id, made.task_id) == (None, task_id)
    assert made.date_creation == made.date_modification > 0


@pytest.mark.parametrize(
    ("url", "link_type"),
    [
        ("ftp://example.org/a", "auto"),
        ("mailto:a@example.org", "auto"),
        ("http://example.org/a.html", "attachment"),
        ("ftp://example.org/a", "weblink"),
        ("http://example.org/a", "file"),
        ("http://example.org/a", "parchment"),
        ("http://example.org/a", None),
        ("not an address", "weblink"),
        ("", "weblink"),
        ("http://example.org/" + "a" * 65535, "weblink"),
    ],
)
def test_an_address_that_fits_no_kind_is_refused(task_id, web, url, link_type):
    with pytest.raises(Invalid):
        link(task_id, url, link_type, title="given")
    assert not ExternalLink.objects.exists()


@pytest.mark.parametrize("dependency", ["", "d" * 101])
def test_a_dependency_is_any_short_text(task_id, web, dependency):
    with pytest.raises(Invalid):
        link(task_id, "http://example.org/a", title="given", dependency=dependency)
    assert link(task_id, "http://example.org/a", title="given", dependency="hard").dependency == "hard"


@pytest.mark.parametrize("unknown", [None, 10**12])
def test_an_unknown_task_gets_no_link(db, web, unknown):
    with pytest.raises(NotFound):
        link(unknown, "http://example.org/a", title="given")


def test_it_is_known_who_made_a_link(task_id):
    user = create_user(actor=APPLICATION, username="anna", password="secret-pw")
    made = create_external_link(
        actor=Actor(ActorKind.USER, user.pk, "anna"),
        task_id=task_id,
        url="http://example.org/a",
        dependency="related",
        title="given",
    )
    assert made.creator_id == user.pk


@pytest.mark.django_db(transaction=True)
def test_the_page_is_asked_outside_the_transaction(monkeypatch):
    project = create_project(actor=APPLICATION, name="P")
    task_id = create_task(actor=APPLICATION, task=NewTask(title="t", project_id=project.pk))
    inside = []

    def ask(url: str, **options: bool) -> Reply:
        inside.append(connection.in_atomic_block)
        return Reply(200, "text/html", b"<title>T</title>")

    monkeypatch.setattr(external_links, "request_public", ask)
    assert link(task_id, "http://example.org/").title == "T"
    assert inside == [False]


def test_a_task_that_vanishes_meanwhile_gets_no_link(task_id, monkeypatch):
    def ask(url: str, **options: bool) -> Reply:
        remove_task(actor=APPLICATION, task_id=task_id)
        return Reply(200, "text/html", b"<title>T</title>")

    monkeypatch.setattr(external_links, "request_public", ask)
    with pytest.raises(NotFound):
        link(task_id, "http://example.org/")


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<html><TITLE lang=en>\n A &amp; B\t C </TITLE>", "A & B C"),
        ("<title>first</title><title>second</title>", "first"),
        ("<title></title>", ""),
        ("<title>&#12644;</title>", ""),
        ("<title>open", ""),
        ("<title", ""),
        ("<titles>x</titles>", ""),
        ("no title", ""),
        ("<title>a\x00b&#8203;c</title>", "abc"),
        (f"<title>{'t' * 300}</title>", "t" * 255),
        ("<title" * 50_000, ""),
    ],
)
def test_a_page_tells_its_title(page, title):
    assert find_title(page) == title


@pytest.mark.parametrize(
    ("reply", "title"),
    [
        (Reply(200, "text/html; charset=ISO-8859-1", "<title>Ü</title>".encode("latin-1")), "Ü"),
        (Reply(200, "text/html", '<meta charset="latin-1"><title>Ü</title>'.encode("latin-1")), "Ü"),
        (Reply(200, "text/html", "<title>Ü</title>".encode()), "Ü"),
        (Reply(200, "text/html; charset=klingon", "<title>Ü</title>".encode()), "Ü"),
        (Reply(200, "text/html; charset=base64", b"<title>x</title>"), "x"),
        (Reply(200, "text/html", b"no title"), "example.org/a"),
        (Reply(404, "text/html", b"<title>Not found</title>"), "example.org/a"),
        (Reply(302, "text/html", b"<title>Moved</title>"), "example.org/a"),
    ],
)
def test_a_title_is_read_in_the_charset_of_its_page(web, reply, title):
    web["http://example.org/a"] = reply
    assert fetch_title("http://example.org/a") == title


def test_a_page_is_not_asked_while_enough_others_are(web):
    web["http://example.org/a"] = Reply(200, "text/html", b"<title>A page</title>")
    with external_links.COUNTERS.take(5):
        assert fetch_title("http://example.org/a", 5) == "example.org/a"
    assert fetch_title("http://example.org/a", 5) == "A page"


def test_private_networks_are_asked_only_when_the_operator_says_so(monkeypatch):
    asked = []

    def ask(url: str, *, allow_private: bool) -> Reply:
        asked.append(allow_private)
        return Reply(200, "", b"<title>x</title>")

    monkeypatch.setattr(external_links, "request_public", ask)
    fetch_title("http://example.org/")
    monkeypatch.setitem(settings.ENV, "EXTERNAL_LINK_ALLOW_PRIVATE_NETWORKS", True)
    fetch_title("http://example.org/")
    assert asked == [False, True]


def test_an_update_changes_what_is_given_and_keeps_the_kind(task_id):
    made = link(task_id, "http://example.org/a.pdf", title="given")
    ExternalLink.objects.update(date_creation=5, date_modification=5)
    update_external_link(actor=APPLICATION, link=made, url=" ftp://example.org/b ")
    made.refresh_from_db()
    assert (made.title, made.url, made.dependency) == ("given", "ftp://example.org/b", "related")
    assert (made.link_type, made.date_creation) == ("attachment", 5)
    assert made.date_modification > 5
    update_external_link(actor=APPLICATION, link=made, title="new", dependency="hard")
    made.refresh_from_db()
    assert (made.title, made.url, made.dependency) == ("new", "ftp://example.org/b", "hard")


@pytest.mark.parametrize("values", [{"title": ""}, {"url": ""}, {"url": "x"}, {"dependency": ""}])
def test_a_refused_update_changes_nothing(task_id, values):
    made = link(task_id, "http://example.org/a.pdf", title="given")
    with pytest.raises(Invalid):
        update_external_link(actor=APPLICATION, link=made, **values)
    made.refresh_from_db()
    assert (made.title, made.url, made.dependency) == ("given", "http://example.org/a.pdf", "related")


def test_a_removed_link_is_gone(task_id):
    remove_external_link(actor=APPLICATION, link=link(task_id, "http://example.org/a.pdf"))
    assert not ExternalLink.objects.exists()


def test_the_kinds_are_listed_by_label():
    assert list(list_link_types().items()) == [
        ("auto", "Auto"),
        ("attachment", "Attachment"),
        ("file", "Local File"),
        ("weblink", "Web Link"),
    ]
    assert list_dependencies("file") == {"related": "Related"}
    assert list_dependencies("auto") is None

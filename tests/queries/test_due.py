"""A date without a time of day is a day: the same for every reader, over when it ends (decisions.md 4)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from boards.actors import Actor, ActorKind
from boards.dates import find_zone, midnight
from boards.models import Setting, Task, User
from boards.queries import due
from boards.queries.search import open_search
from boards.queries.settings import forget_settings
from boards.queries.task_lists import DUE
from boards.search.compiler import to_q
from tests.conftest import Rpc

ZONES = ("UTC", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin")
HOMES = ("UTC", "America/Los_Angeles", "Pacific/Auckland", "Africa/Cairo")


def instant(text: str, zone: str = "UTC") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=find_zone(zone)).timestamp())


@pytest.fixture
def at(monkeypatch):
    def set_clock(moment: int) -> None:
        monkeypatch.setattr(due, "now", lambda: moment)

    return set_clock


@pytest.fixture
def at_home(db):
    """Say in which zone the application is."""

    def set_home(zone: str) -> None:
        Setting.objects.update_or_create(option="application_timezone", defaults={"value": zone})
        forget_settings()

    return set_home


@pytest.fixture
def project(rpc: Rpc) -> int:
    return rpc.createProject("P")


def test_a_day_is_over_when_it_ends_at_home(rpc, project, at):
    task = rpc.createTask(title="t", project_id=project, date_due="2026-12-10")
    for moment, is_over in (("2026-12-10 00:00", False), ("2026-12-10 23:59:59", False), ("2026-12-11 00:00", True)):
        at(instant(moment))
        assert [row["id"] for row in rpc.getOverdueTasks()] == ([task] if is_over else [])
        stored = Task.objects.get()
        for zone in ZONES:
            assert (due.due_state(stored, zone) == "overdue") is is_over
            assert due.due_day(stored.date_due, zone) == date(2026, 12, 10)


def test_a_time_is_over_at_its_second(rpc, project, at):
    rpc.createTask(title="t", project_id=project, date_due="2026-12-10 14:30")
    for moment, n in (("2026-12-10 14:29:59", 0), ("2026-12-10 14:30", 1)):
        at(instant(moment))
        assert len(rpc.getOverdueTasks()) == n


@pytest.mark.parametrize("home", HOMES)
def test_the_database_groups_as_a_page_marks(rpc, project, at, at_home, home):
    """Every hour of two days, for readers all around the world."""
    at_home(home)
    column, lane = rpc.getColumns(project)[0]["id"], rpc.getActiveSwimlanes(project)[0]["id"]
    first = midnight(date(2026, 10, 24), home)
    days = [midnight(date(2026, 10, day), home) for day in range(22, 29)]
    Task.objects.bulk_create(
        Task(
            title="t", project_id=project, column_id=column, swimlane_id=lane, position=number + 1, date_due=moment,
            date_creation=1, date_modification=1, date_moved=1,
        )
        for number, moment in enumerate([*days, *range(first - 90_000, first + 180_000, 9_001)])
    )  # fmt: skip
    for moment in range(first, first + 48 * 3600, 7 * 3600):
        at(moment)
        for zone in ZONES:
            find_heap = due.due_heaps(zone)
            for task in Task.objects.annotate(heap=due.due_heap(zone), week=due.due_week(zone)):
                assert find_heap(task.date_due) == task.heap, (home, zone, moment, task.date_due)
                state = due.due_state(task, zone)
                heap = DUE[task.heap]
                assert (state if state != "later" else heap) == heap, (home, zone, moment, task.date_due)
                assert (task.week == "overdue") == (state == "overdue")


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("zone", ZONES)
def test_a_search_knows_days(rpc, project, at_home, home, zone):
    at_home(home)
    day = date(2026, 12, 10)
    whole = [midnight(date(2026, 12, number), home) for number in range(7, 14)]
    timed = [midnight(day, zone) + hours * 3600 + 1 for hours in (-30, -1, 0, 5, 23, 24, 50)]
    column, lane = rpc.getColumns(project)[0]["id"], rpc.getActiveSwimlanes(project)[0]["id"]
    Task.objects.bulk_create(
        Task(
            title="t", project_id=project, column_id=column, swimlane_id=lane, position=number + 1, date_due=moment,
            date_started=moment, date_creation=1, date_modification=1, date_moved=1,
        )
        for number, moment in enumerate([*whole, *timed])
    )  # fmt: skip
    actor = Actor(ActorKind.USER, 1, "a", "", "app-user", zone, "")
    wanted = {
        "": lambda one: one == day,
        ">": lambda one: one > day,
        ">=": lambda one: one >= day,
        "<": lambda one: one < day,
        "<=": lambda one: one <= day,
    }
    for name in ("due", "started"):
        for operator, fits in wanted.items():
            parsed, context = open_search(actor=actor, query=f"{name}:{operator}2026-12-10", zone=zone)
            found = set(Task.objects.filter(to_q(parsed, context)).values_list("date_due", flat=True))
            assert found == {one for one in (*whole, *timed) if fits(due.due_day(one, zone))}, (name, operator)
    parsed, context = open_search(actor=actor, query="due:>=2026-12-09 due:<2026-12-11", zone=zone)
    found = set(Task.objects.filter(to_q(parsed, context)).values_list("date_due", flat=True))
    assert found == {one for one in (*whole, *timed) if due.due_day(one, zone).day in (9, 10)}


@pytest.fixture
def reader(rpc: Rpc, project: int) -> Client:
    """A member in New York; the application is in UTC."""
    user = User.objects.create(username="ny", timezone="America/New_York")
    rpc.addProjectUser(project, user.pk, "project-member")
    client = Client()
    client.force_login(user, backend="boards.authentication.backends.PasswordBackend")
    return client


def pages(project: int, task: int) -> list[str]:
    return [
        f"/board/{project}",
        f"/list/{project}",
        f"/task/{task}",
        f"/task/{task}/edit",
        f"/project/{project}/overview",
    ]


def test_every_reader_sees_the_day_that_was_given(rpc, project, reader):
    year = datetime.now(tz=UTC).year + 2
    task = rpc.createTask(title="t", project_id=project, date_due=f"{year}-12-10", owner_id=User.objects.get().pk)
    for url in [*pages(project, task), "/dashboard"]:
        html = reader.get(url).content.decode()
        assert f"10 Dec {year}" in html or f"12/10/{year}" in html, url
        assert f"9 Dec {year}" not in html, url
        assert f"12/09/{year}" not in html, url
        assert "19:00" not in html, url


def test_a_day_that_is_typed_is_a_day_and_a_time_is_the_readers(rpc, project, reader):
    task = rpc.createTask(title="t", project_id=project)
    url = f"/?controller=TaskModificationController&action=update&task_id={task}"
    for text, stored in (
        ("2030-12-10", "2030-12-10 00:00"),
        ("12/10/2030", "2030-12-10 00:00"),
        ("12/10/2030 19:00", "2030-12-11 00:00"),
        ("12/10/2030 08:15", "2030-12-10 13:15"),
    ):
        assert reader.post(url, {"title": "t", "date_due": text}).status_code == 302
        assert Task.objects.get().date_due == instant(stored), text


def test_a_date_beyond_the_calendar_is_refused(rpc, project, reader):
    assert rpc.createTask(title="t", project_id=project, date_due="9999-12-31 23:59") is False
    task = rpc.createTask(title="t", project_id=project, date_due="9998-12-31 23:59")
    assert rpc.updateTask(id=task, date_started="9999-01-01") is False
    url = f"/?controller=TaskModificationController&action=update&task_id={task}"
    response = reader.post(url, {"title": "t", "date_due": "9999-12-31"})
    assert (response.status_code, "year 9998" in response.content.decode()) == (422, True)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
@pytest.mark.parametrize("seconds", [instant("9999-12-31 23:59"), 2**62, 253402300800])
def test_a_date_that_is_stored_beyond_it_stops_no_page(rpc, project, reader, zone, seconds):
    user = User.objects.get()
    User.objects.update(timezone=zone)
    task = rpc.createTask(title="t", project_id=project, owner_id=user.pk)
    Task.objects.update(date_due=seconds, date_started=seconds)
    others = [
        "/dashboard",
        f"/dashboard/{user.pk}/tasks",
        "/search?search=t",
        f"/board/{project}?group=due",
        f"/board/{project}/change/date_due?ids={task}",
        f"/board/{project}/change/date_started?ids={task}",
        f"/list/{project}?group=due",
    ]
    for url in [*pages(project, task), *others]:
        assert reader.get(url).status_code == 200, url
    Task.objects.update(recurrence_status=1, recurrence_trigger=2, recurrence_factor=10, recurrence_timeframe=2)
    assert rpc.closeTask(task) is True


CLOCK = [
    ("11/05/2026 2:30 PM", "2026-11-05 14:30"),
    ("11/05/2026 2:30pm", "2026-11-05 14:30"),
    ("11/05/2026 2:30 pm", "2026-11-05 14:30"),
    ("11/05/2026 0:30 am", "2026-11-05 00:30"),
    ("11/05/2026 12:30 AM", "2026-11-05 00:30"),
    ("11/05/2026 12:00 pm", "2026-11-05 12:00"),
    ("11/05/2026 14:30", "2026-11-05 14:30"),
    ("2026-11-05 14:30", "2026-11-05 14:30"),
]


@pytest.fixture
def twelve_hours(db):
    Setting.objects.update_or_create(option="application_time_format", defaults={"value": "g:i a"})
    forget_settings()


@pytest.mark.parametrize(("text", "stored"), CLOCK)
def test_the_twelve_hour_clock_is_read_in_all_spellings(rpc, project, reader, twelve_hours, text, stored):
    User.objects.update(timezone="")
    task = rpc.createTask(title="t", project_id=project, date_due=text)
    assert Task.objects.get(pk=task).date_due == instant(stored)
    other = rpc.createTask(title="t", project_id=project)
    url = f"/?controller=TaskModificationController&action=update&task_id={other}"
    assert reader.post(url, {"title": "t", "date_due": text}).status_code == 302
    assert Task.objects.get(pk=other).date_due == instant(stored)


@pytest.mark.parametrize("text", ["11/05/2026 13:30 pm", "11/05/2026 2:60 pm", "11/05/2026 2:30 xm", "11/05/2026 2 pm"])
def test_what_is_no_time_of_the_twelve_hour_clock_is_refused(rpc, project, twelve_hours, text):
    assert rpc.createTask(title="t", project_id=project, date_due=text) is False


def test_what_is_shown_is_written_as_it_is_typed(rpc, project, reader, twelve_hours):
    task = rpc.createTask(title="t", project_id=project, date_due="2030-11-05 19:05", date_started="2030-11-05 05:30")
    edit = reader.get(f"/task/{task}/edit").content.decode()
    assert ('value="11/05/2030 2:05 pm"' in edit, 'value="11/05/2030 12:30 am"' in edit) == (True, True)
    assert "12/31/2026 2:30 pm" in edit
    page = reader.get(f"/task/{task}").content.decode()
    assert ("11/05/2030 2:05 pm" in page, "11/05/2030 12:30 am" in page) == (True, True)
    assert "5 Nov 2030 2:05 pm" in reader.get(f"/board/{project}").content.decode()
    change = reader.get(f"/board/{project}/change/date_due?ids={task}").content.decode()
    assert 'value="11/05/2030 2:05 pm"' in change
    before = Task.objects.get().date_due
    reader.post(f"/board/{project}/change/date_due", {"ids": task, "date_due": "11/05/2030 2:05 pm"})
    assert Task.objects.get().date_due == before

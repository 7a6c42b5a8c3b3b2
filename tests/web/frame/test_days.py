"""Dates in the fields of all forms: in words, in the reader's language and zone (ux.md 4.2)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from boards.actors import APPLICATION
from boards.models import Project, Task
from boards.services.users import update_user
from boards.web.frame import fields

#: A Saturday in Greenwich, and Sunday already on Kiritimati.
EVENING = int(datetime(2026, 11, 28, 23, 30, tzinfo=UTC).timestamp())


@pytest.fixture(autouse=True)
def evening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "now", lambda: EVENING)


def utc(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())


def live_in(world: Any, zone: str = "UTC", language: str = "en_US") -> None:
    """The member reads in this zone and language."""
    update_user(actor=APPLICATION, user=world.people["member"], changes={"timezone": zone, "language": language})


def understood(world: Any, text: str, kind: str = "moment") -> str:
    label: str = world.member.get("/day", {"text": text, "kind": kind}).json()["label"]
    return label


class TestUnderstood:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("25 dec", "Fri 25 Dec 2026"),
            (" tomorrow 14:00 ", "Sun 29 Nov 2026, 14:00"),
            ("friday", "Fri 4 Dec 2026"),
            ("12/31/2026", "Thu 31 Dec 2026"),
            ("31.12.2026", "Thu 31 Dec 2026"),
            ("через 3 дня", "Tue 1 Dec 2026"),
            ("31.12.1960", ""),
            ("soonish", ""),
            ("", ""),
        ],
    )
    def test_a_text_is_told_as_the_day_that_it_means(self, world, text, label):
        assert understood(world, text) == label

    def test_in_the_language_of_the_reader(self, world):
        live_in(world, language="ru_RU")
        assert understood(world, "завтра в 14:00") == "Вс 29 ноя 2026, 14:00"
        live_in(world, language="de_DE")
        assert understood(world, "übermorgen") == "Mon 30 Nov 2026"

    def test_today_is_the_readers(self, world):
        live_in(world, "Pacific/Kiritimati")
        assert understood(world, "today") == "Sun 29 Nov 2026"

    def test_a_whole_day_has_no_time(self, world):
        assert understood(world, "25 dec", "day") == "Fri 25 Dec 2026"
        assert understood(world, "25 dec 14:00", "day") == ""


class TestForms:
    def set_due(self, world: Any, text: str, name: str = "date_due") -> tuple[Any, int]:
        task = world.task()
        answer = world.member.post(f"/board/{world.project.pk}/change/{name}?ids={task.pk}", {name: text})
        return answer, getattr(Task.objects.get(pk=task.pk), name) or 0

    @pytest.mark.parametrize("name", ["date_due", "date_started"])
    @pytest.mark.parametrize(
        ("text", "seconds"),
        [
            ("in 3 days", utc(2026, 12, 1)),
            ("25 December, 14:30", utc(2026, 12, 25, 14, 30)),
            ("next month", utc(2026, 12, 1)),
            ("", 0),
        ],
    )
    def test_a_picker_reads_words(self, world, name, text, seconds):
        assert self.set_due(world, text, name)[1] == seconds

    def test_words_and_times_are_those_of_the_readers_zone(self, world):
        live_in(world, "Pacific/Kiritimati")
        assert self.set_due(world, "tomorrow")[1] == utc(2026, 11, 30)
        assert self.set_due(world, "tomorrow 15:00")[1] == utc(2026, 11, 30, 1)

    def test_words_are_those_of_the_readers_language(self, world):
        live_in(world, language="fr_FR")
        assert self.set_due(world, "dans 2 semaines")[1] == utc(2026, 12, 12)

    @pytest.mark.parametrize("text", ["25 decembrrr", "25"])
    def test_what_is_no_date_stays_with_a_sentence_beside_it(self, world, text):
        answer, seconds = self.set_due(world, text)
        html = answer.content.decode()
        assert (answer.status_code, seconds) == (422, 0)
        assert f'value="{text}"' in html
        assert 'id="id_date_due_error"' in html
        assert "Write it like 12/31/2026, 2026-12-31, 25 dec, tomorrow or in 3 days." in html

    def test_the_form_of_a_task_and_the_fields_of_many_read_words(self, world):
        url = f"/project/{world.project.pk}/task/create"
        world.member.post(url, {"title": "x", "date_due": "fri", "date_started": "yesterday"})
        task = Task.objects.get()
        assert (task.date_due, task.date_started) == (utc(2026, 12, 4), utc(2026, 11, 27))
        url = f"/?controller=TaskBulkChangePropertyController&action=save&project_id={world.project.pk}"
        world.member.post(url, {"task_ids": str(task.pk), "change_due_date": "1", "date_due": "+2w"})
        task.refresh_from_db()
        assert task.date_due == utc(2026, 12, 12)

    def test_the_days_of_a_project(self, world):
        values = {"name": "Port", "priority_default": "1", "priority_start": "0", "priority_end": "5"}
        url = f"/project/{world.project.pk}/edit"
        world.manager.post(url, {**values, "start_date": "tomorrow", "end_date": "31.12.2026"})
        project = Project.objects.get()
        assert (project.start_date, project.end_date) == ("2026-11-29", "2026-12-31")
        refused = world.manager.post(url, {**values, "end_date": "tomorrow 14:00"})
        assert refused.status_code == 422
        assert 'value="tomorrow 14:00"' in refused.content.decode()
        assert 'id="id_end_date_error"' in refused.content.decode()

    def test_what_another_has_set_meanwhile_is_told_as_dates_are_written(self, world):
        task = world.task(date_due=utc(2026, 12, 1))
        url = f"/board/{world.project.pk}/change/date_due?ids={task.pk}"
        answer = world.member.post(url, {"date_due": "25 dec", "initial": "11/30/2026", "answer": "json"}).json()
        assert "“12/01/2026” meanwhile; it is “12/25/2026” now." in answer["overwrote"]


def test_quick_add_reads_the_same_words_and_keeps_the_time(world, monkeypatch):
    monkeypatch.setattr("boards.web.page_models.lines.now", lambda: EVENING)
    live_in(world, "Europe/Berlin")
    columns = {"column_id": world.columns["Backlog"].pk, "swimlane_id": world.swimlane.pk}
    world.member.post(f"/board/{world.project.pk}/add", {"text": 'Sail ^"tomorrow 14:00"', **columns})
    task = Task.objects.get()
    assert (task.title, task.date_due) == ("Sail", utc(2026, 11, 30, 13))
    marks = world.member.get(f"/board/{world.project.pk}/marks", {"text": '^"через 3 дня"'}).json()
    assert [one["label"] for one in marks] == ["Wed 2 Dec"]

"""Making tasks."""

from __future__ import annotations

from typing import Any

import pytest

from boards.models import Task, TaskTag


class TestCreating:
    def url(self, world: Any) -> str:
        return f"/project/{world.project.pk}/task/create"

    def test_a_form_makes_a_task_with_everything(self, world):
        data = {
            "title": "Sail", "description": "d", "tags": "a, b", "color_id": "red",
            "owner_id": world.people["member"].pk,
            "column_id": world.columns["Ready"].pk, "swimlane_id": world.swimlane.pk, "priority": "2",
            "date_due": "2030-01-31", "date_started": "2030-01-01 10:00", "score": "5", "time_estimated": "1.5",
            "time_spent": "0.5", "reference": "R-1",
        }  # fmt: skip
        response = world.member.post(self.url(world), data)
        assert response.status_code == 302
        task = Task.objects.get()
        assert (task.title, task.color_id, task.column.title, task.priority) == ("Sail", "red", "Ready", 2)
        assert (task.score, task.time_estimated, task.reference, task.date_due) == (5, 1.5, "R-1", 1_896_048_000)
        assert list(TaskTag.objects.values_list("tag__name", flat=True)) == ["a", "b"]

    def test_the_page_of_the_form_says_whose_task_it_is(self, world):
        head = world.member.get(self.url(world)).content.decode().partition("<header")[2].partition("</header>")[0]
        assert world.project.name in head

    def test_tags_may_come_one_by_one(self, world):
        world.member.post(self.url(world), {"title": "x", "tags[]": ["", "a", "b, c"]})
        assert list(TaskTag.objects.values_list("tag__name", flat=True)) == ["a", "b, c"]

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("title", "", "This field is required"),
            ("date_due", "31st of Moon", "This is no date"),
            ("owner_id", "999999", "Select a valid choice"),
            ("column_id", "999999", "Select a valid choice"),
            ("score", "many", "Enter a whole number"),
            ("time_estimated", "-1", "greater than or equal to 0"),
            ("reference", "x" * 192, "at most 191"),
        ],
    )
    def test_wrong_values_are_told_and_nothing_is_lost(self, world, field, value, sentence):
        response = world.member.post(self.url(world), {"title": "Kept", "description": "Kept too", field: value})
        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert "Kept too" in response.content.decode()
        assert not Task.objects.exists()

    def test_the_start_may_not_come_after_the_end(self, world):
        data = {"title": "x", "date_due": "2030-01-01", "date_started": "2030-01-02"}
        response = world.member.post(self.url(world), data)
        assert "The start comes after the due date." in response.content.decode()

    def test_another_one_keeps_the_choices(self, world):
        data = {"title": "x", "color_id": "red", "another_task": "1"}
        response = world.member.post(self.url(world), data)
        assert response.status_code == 200
        assert '<option value="red" selected>' in response.content.decode()
        assert Task.objects.count() == 1

    def test_several_lines_make_several_tasks(self, world):
        cell = f"swimlane/{world.swimlane.pk}/column/{world.columns['Ready'].pk}"
        url = f"/board/{world.project.pk}/task/bulk/create/{cell}"
        assert world.member.get(url).status_code == 200
        world.member.post(url, {"tasks": "a\n\n b \nc", "color_id": "blue"})
        assert list(Task.objects.order_by("pk").values_list("title", "color_id")) == [(t, "blue") for t in "abc"]
        assert world.member.post(url, {"tasks": " "}).status_code == 422
        assert world.viewer.post(url, {"tasks": "d"}).status_code == 403

    @pytest.mark.parametrize("who", ["viewer", "outsider", "chief"])
    def test_others_may_not(self, world, who):
        assert world.client(who).get(self.url(world)).status_code == 403
        assert world.client(who).post(self.url(world), {"title": "x"}).status_code == 403
        assert not Task.objects.exists()

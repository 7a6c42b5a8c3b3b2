"""Changing one property of one card, or of many."""

from __future__ import annotations

from typing import Any

import pytest

from boards.models import Task, TaskTag


class TestProperties:
    def change(self, world: Any, name: str, value: str, *ids: int, who: str = "member", **more: str) -> Any:
        url = f"/board/{world.project.pk}/change/{name}?ids={','.join(map(str, ids))}"
        return world.client(who).post(url, {name: value, **more})

    def test_one_value_for_all_selected_and_one_undo(self, world):
        a, b = world.task("a"), world.task("b", priority=2)
        self.change(world, "priority", "3", a.pk, b.pk)
        assert set(Task.objects.values_list("priority", flat=True)) == {3}
        world.member.post(f"/undo?project_id={world.project.pk}")
        assert list(Task.objects.order_by("pk").values_list("priority", flat=True)) == [0, 2]

    def test_a_script_gets_the_result_in_words(self, world):
        a, b = world.task("a", priority=3), world.task("b")
        answer = self.change(world, "priority", "3", a.pk, b.pk, answer="json").json()
        assert answer["message"] == "1 task changed, 1 unchanged."

    @pytest.mark.parametrize(
        ("name", "value", "sentence"),
        [
            ("date_due", "someday", "Write it like 12/31/2026, 2026-12-31, 25 dec, tomorrow or in 3 days."),
            ("owner_id", "999999", "Select a valid choice"),
            ("color_id", "mauve", "Select a valid choice"),
            ("priority", "99", "Select a valid choice"),
            ("title", " ", "This field is required"),
        ],
    )
    def test_wrong_values_are_told_beside_the_field(self, world, name, value, sentence):
        task = world.task()
        response = self.change(world, name, value, task.pk)
        assert response.status_code == 422
        assert sentence in response.content.decode()

    def test_every_property_has_a_form_and_a_member_may_use_it(self, world):
        task = world.task()
        for name in ("title", "owner_id", "category_id", "priority", "color_id", "date_due", "tags", "add_tags"):
            url = f"/board/{world.project.pk}/change/{name}?ids={task.pk}"
            assert world.member.get(url).status_code == 200, name
            assert world.viewer.get(url).status_code == 403, name
        assert world.member.get(f"/board/{world.project.pk}/change/id?ids={task.pk}").status_code == 404

    def test_a_task_of_another_project_is_unknown(self, world):
        assert self.change(world, "title", "x", 999_999).status_code == 404

    def test_tags_are_added_and_removed(self, world):
        task = world.task(tags=["a", "b"])
        self.change(world, "add_tags", "c, d", task.pk)
        self.change(world, "remove_tags", "a", task.pk)
        assert list(TaskTag.objects.filter(task=task).values_list("tag__name", flat=True)) == ["b", "c", "d"]

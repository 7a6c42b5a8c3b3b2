"""The command palette."""

from __future__ import annotations

import re

import pytest

from boards.models import User
from tests.web.asking import text


class TestPalette:
    def find(self, world, term="", who="member"):
        return world.client(who).get("/palette", {"term": term}).json()

    def test_projects_and_pages_come_at_once(self, world):
        labels = [item["label"] for item in self.find(world)]
        assert {"My work", "Harbour", "Keyboard shortcuts"} <= set(labels)
        assert "Harbour" not in [item["label"] for item in self.find(world, who="outsider")]

    def test_tasks_and_people_are_found(self, world):
        task = world.task("Paint the boat")
        assert self.find(world, "paint")[0]["url"] == f"/task/{task.pk}"
        assert self.find(world, f"#{task.pk}")[0]["label"] == f"#{task.pk} Paint the boat"
        assert self.find(world, "@chie")[0]["label"] == "Chief"
        assert self.find(world, "paint", who="outsider") == []

    def test_a_task_is_moved_by_a_sentence(self, world):
        task = world.task()
        (item,) = self.find(world, f"move #{task.pk} to do")
        assert item["label"] == f"Move #{task.pk} to Done"
        html = text(world.member.get(item["url"]))
        (chosen,) = re.findall(r'<input type="radio" name="column_id" value="(\d+)"[^>]*checked', html)
        assert int(chosen) == world.columns["Done"].pk

    @pytest.mark.parametrize(
        "words",
        ["move #{} to do", "move {} to “Done”", "переместить #{} в Done", "Перенести {} в «do»", "в #{} done"],
    )
    def test_a_sentence_of_ones_own_language_is_understood_as_well(self, world, words):
        task = world.task()
        User.objects.update(language="ru_RU")
        (item,) = self.find(world, words.format(task.pk))
        assert item["label"] == f"Переместить #{task.pk} в «Done»"

    def test_who_reads_english_is_offered_nothing_for_other_words(self, world):
        assert self.find(world, f"переместить #{world.task().pk} в Done") == []

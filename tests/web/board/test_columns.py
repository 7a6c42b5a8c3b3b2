"""Closing, sorting and collapsing columns and lanes."""

from __future__ import annotations

import re

import pytest

from boards.actors import APPLICATION
from boards.models import Task
from boards.services.swimlanes import create_swimlane
from tests.web.board.asking import board, titles


class TestColumns:
    def test_a_cell_is_closed_after_a_question_and_reopened_by_undo(self, world):
        for name in "ab":
            world.task(name)
        column = world.columns["Backlog"]
        url = f"/board/{world.project.pk}/close-tasks/swimlane/{world.swimlane.pk}/column/{column.pk}"
        assert "2 open tasks of “Backlog” will be closed." in world.member.get(url).content.decode()
        assert Task.objects.filter(is_active=True).count() == 2
        world.member.post(url)
        assert not Task.objects.filter(is_active=True).exists()
        world.member.post(f"/undo?project_id={world.project.pk}")
        assert titles(world, "Backlog") == ["a", "b"]

    def test_several_closed_tasks_are_opened_again_at_once(self, world):
        ids = ",".join(str(world.task(name).pk) for name in "ab")
        world.member.post(f"/board/{world.project.pk}/close?ids={ids}")
        assert not Task.objects.filter(is_active=True).exists()
        world.member.post(f"/board/{world.project.pk}/reopen?ids={ids}")
        assert titles(world, "Backlog") == ["a", "b"]
        world.member.post(f"/undo?project_id={world.project.pk}")
        assert not Task.objects.filter(is_active=True).exists()

    def test_closing_a_column_closes_what_the_filter_shows_and_says_what_it_hides(self, world):
        column = world.columns["Backlog"]
        shown = [world.task("Apple red", column="Backlog"), world.task("Apple green", column="Backlog")]
        hidden = world.task("Pear", column="Backlog")
        where = f"/board/{world.project.pk}/close-tasks/swimlane/{world.swimlane.pk}/column/{column.pk}"
        url = f"{where}?search=status%3Aopen+apple"
        question = world.member.get(url).content.decode()
        assert "2 open tasks of “Backlog” will be closed. 1 that the filter hides stays open." in question
        assert world.member.post(url).status_code == 302
        assert not Task.objects.filter(pk__in=[task.pk for task in shown], is_active=True).exists()
        assert Task.objects.get(pk=hidden.pk).is_active

    def test_a_column_of_another_project_is_unknown(self, world):
        url = f"/board/{world.project.pk}/close-tasks/swimlane/{world.swimlane.pk}/column/999999"
        assert world.member.post(url).status_code == 404

    @pytest.mark.parametrize(
        ("sort", "direction", "order"),
        [("id", "desc", "cba"), ("priority", "desc", "bca"), ("due-date", "asc", "bac"), ("nonsense", "asc", "abc")],
    )
    def test_a_cell_is_sorted_once(self, world, sort, direction, order):
        world.task("a", priority=0, date_due=200)
        world.task("b", priority=2, date_due=100)
        world.task("c", priority=1, date_due=300)
        query = {
            "controller": "TaskReorderController", "action": "reorderColumn", "project_id": world.project.pk,
            "column_id": world.columns["Backlog"].pk, "swimlane_id": world.swimlane.pk,
            "sort": sort, "direction": direction,
        }  # fmt: skip
        url = "/?" + "&".join(f"{name}={value}" for name, value in query.items())
        assert world.member.get(url).status_code == 200
        assert titles(world, "Backlog") == ["a", "b", "c"]
        world.member.post(url)
        assert titles(world, "Backlog") == list(order)
        assert world.viewer.post(url).status_code == 403

    def test_collapsed_columns_and_lanes_follow_the_person(self, world):
        create_swimlane(actor=APPLICATION, project=world.project, name="Second")
        column = world.columns["Done"].pk
        world.member.post(f"/board/{world.project.pk}/view", {"toggle_hidden_columns": column, "colors": "filled"})
        html = board(world)
        assert "Expand" in html
        assert "board comfortable filled" in html
        assert "Expand" not in board(world, "manager")
        world.member.post(f"/board/{world.project.pk}/view", {"toggle_hidden_columns": column, "colors": "nonsense"})
        assert "Expand" not in board(world)

    def test_more_cards_of_a_cell_come_when_they_are_asked_for(self, world):
        tasks = [world.task(f"Task {number}") for number in range(60)]
        html = board(world)
        assert "Show 10 more (10 left)" in html
        (url,) = re.findall(r'href="([^"]+)"[^>]*>Show 10 more', html)
        more = world.member.get(url.replace("&amp;", "&")).content.decode()
        assert [int(pk) for pk in re.findall(r'data-task-id="(\d+)"', more)] == [task.pk for task in tasks[50:]]

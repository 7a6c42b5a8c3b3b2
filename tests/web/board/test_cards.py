"""What a card offers: details behind its badges, its check-box, pickers, quick add (ux.md 3.3 to 3.7)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from boards.actors import APPLICATION
from boards.models import Tag, Task, TaskTag
from boards.services.categories import create_category
from boards.services.columns import update_column
from boards.services.files import create_task_file
from boards.services.memberships import add_project_user
from boards.services.projects import create_project
from boards.services.subtasks import create_subtask
from boards.services.tasks.create import NewTask, create_task
from tests.web.board.asking import board
from tests.web.files.test_attach import make_picture
from tests.web.test_budget import Counter

SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


def step(world: Any, task: Task, title: str = "Sand it") -> int:
    return create_subtask(actor=world.actor(), task_id=task.pk, title=title)


class TestCovers:
    def attach(self, world: Any, task: Task, name: str) -> int:
        return create_task_file(
            actor=APPLICATION, project_id=world.project.pk, task_id=task.pk, name=name, content=make_picture()
        )

    def covers(self, world: Any) -> list[str]:
        return re.findall(r'class="card-cover" src="([^"]+)" alt=""', board(world))

    def test_the_picture_that_came_last_covers_the_card(self, world):
        task = world.task()
        world.task()
        assert self.covers(world) == []
        first = self.attach(world, task, "a.png")
        assert self.covers(world) == [f"/task/{task.pk}/file/{first}/thumbnail"]
        last = self.attach(world, task, "b.png")
        self.attach(world, task, "c.txt")
        assert self.covers(world) == [f"/task/{task.pk}/file/{last}/thumbnail"]
        assert world.viewer.get(self.covers(world)[0]).status_code == 200
        assert world.outsider.get(self.covers(world)[0]).status_code == 403

    def test_a_person_leaves_covers_out(self, world):
        self.attach(world, world.task(), "a.png")
        assert re.search(r'value="cover"\s*checked', board(world))
        world.member.post(f"/board/{world.project.pk}/view", {"fields": "1", "shows": ["tags"]})
        assert re.search(r'data-hides="cover ', board(world))


class TestDetails:
    def test_badges_lead_to_what_they_stand_for(self, world):
        task = world.task(description="Words", recurrence_status=1)
        step(world, task)
        html = board(world, "viewer")
        for name, words in (
            ("subtasks", "0 of 1 sub-tasks done"),
            ("description", "Description"),
            ("recurrence", "Repeats"),
        ):
            link = re.search(rf'<a class="badge f-{name}" href="/board/tooltip/{task.pk}/{name}"[^>]*>', html)
            assert link, name
            assert "data-detail" in link[0]
            assert f'aria-label="{words}"' in link[0]

    @pytest.mark.parametrize(
        "part", ["subtasks", "description", "tasklinks", "externallinks", "attachments", "recurrence"]
    )
    def test_without_scripts_a_badge_opens_a_page(self, world, part):
        task = world.task(description="# Plan")
        page = world.viewer.get(f"/board/tooltip/{task.pk}/{part}").content.decode()
        assert re.search(rf"<h1>\s*#{task.pk} Paint the boat", page)
        assert '<h2 id="details-title"' in page
        inside = world.viewer.get(f"/board/tooltip/{task.pk}/{part}", headers=SCRIPT).content.decode()
        assert "<h1" not in inside
        assert f'<h2 id="details-title" class="tooltip-title">#{task.pk} ' in inside

    def test_a_full_card_has_at_most_45_elements(self, world):
        task = world.task(
            description="Words", recurrence_status=1, owner_id=world.people["member"].pk, priority=3, date_due=1,
            tags=["a", "b", "c", "d"], score=3, time_estimated=2, reference="HULL-1",
        )  # fmt: skip
        step(world, task)
        html = board(world)
        card = html[html.index('<div role="listitem"') : html.index("add-row")]
        assert Counter(card).elements <= 45

    def test_no_comment_of_a_template_is_sent(self, world):
        world.task(description="Words")
        assert "{#" not in board(world)


class TestMarks:
    def read(self, world: Any, text: str, who: str = "member") -> Any:
        return world.client(who).get(f"/board/{world.project.pk}/marks", {"text": text})

    def test_each_mark_says_what_it_stands_for(self, world):
        create_category(actor=APPLICATION, project=world.project, name="Hull")
        found = self.read(world, "Fix !2 @memb #rig ^2030-01-31 ~hu @nobody #12 ^someday a@b.c").json()
        assert [(one["mark"], one["label"]) for one in found] == [
            ("!2", "Priority 2"), ("@memb", "Member"), ("#rig", "#rig"), ("^2030-01-31", "Thu 31 Jan 2030"),
            ("~hu", "Hull"), ("@nobody", ""), ("#12", ""), ("^someday", ""),
        ]  # fmt: skip

    def test_what_stays_in_the_title_stands_for_nothing(self, world):
        found = self.read(world, "!2 !1 @memb @manager #a\n!1").json()
        assert [one["label"] for one in found] == ["Priority 2", "", "Member", "", "#a", "Priority 1"]

    def test_only_who_may_add_is_told(self, world):
        assert self.read(world, "@memb", "viewer").status_code == 403
        assert self.read(world, "@memb", "outsider").status_code == 403


class TestPickers:
    def ask(self, world: Any, name: str, *ids: int) -> str:
        return world.member.get(
            f"/board/{world.project.pk}/change/{name}?ids={','.join(map(str, ids))}"
        ).content.decode()

    def test_tags_to_remove_are_those_that_are_there(self, world):
        one, two = world.task(tags=["a", "b"]), world.task(tags=["b", "c"])
        world.task(tags=["z"])
        offered = re.findall(r'<option value="(\w)">', self.ask(world, "remove_tags", one.pk, two.pk))
        assert offered == ["a", "b", "c"]
        assert 'value="a, b"' in self.ask(world, "tags", one.pk)

    def test_a_tag_with_a_comma_stays_one_tag(self, world):
        task = world.task()
        url = f"/board/{world.project.pk}/change/tags?ids={task.pk}"
        world.member.post(url, {"tags": '"a, b", c'})
        assert list(TaskTag.objects.filter(task=task).values_list("tag__name", flat=True)) == ["a, b", "c"]
        world.member.post(url, {"tags": '"a, b"'})
        assert list(TaskTag.objects.filter(task=task).values_list("tag__name", flat=True)) == ["a, b"]

    def test_a_save_without_a_change_leaves_untidy_tags_alone(self, world):
        task = world.task()
        for name in ("  sp  ", "new\nline", "sp"):
            task.task_tags.create(tag=Tag.objects.create(project=world.project, name=name))
        before = list(TaskTag.objects.values_list("pk", "tag__name"))
        (shown,) = re.findall(r'name="tags" value="([^"]*)"', self.ask(world, "tags", task.pk))
        assert shown == "sp, new line, sp"
        url = f"/board/{world.project.pk}/change/tags?ids={task.pk}"
        answer = world.member.post(url, {"tags": shown, "answer": "json"}).json()
        assert (answer["changed"], list(TaskTag.objects.values_list("pk", "tag__name"))) == ([], before)
        world.member.post(url, {"tags": "new line, x"})
        assert sorted(TaskTag.objects.values_list("tag__name", flat=True)) == ["new\nline", "x"]

    def test_untidy_tags_are_taken_and_added_by_the_names_that_are_shown(self, world):
        task = world.task()
        task.task_tags.create(tag=Tag.objects.create(project=world.project, name=" sp "))
        url = f"/board/{world.project.pk}/change"
        add = world.member.post(f"{url}/add_tags?ids={task.pk}", {"add_tags": "sp", "answer": "json"}).json()
        assert (add["changed"], task.task_tags.count()) == ([], 1)
        world.member.post(f"{url}/remove_tags?ids={task.pk}", {"remove_tags": "sp"})
        assert not task.task_tags.exists()

    def test_a_filter_comes_with_eight_choices(self, world):
        task = world.task()
        assert "data-picker-filter" not in self.ask(world, "priority", task.pk)
        assert "data-picker-filter" in self.ask(world, "color_id", task.pk)

    @pytest.mark.parametrize(("value", "is_set"), [("today", True), ("mon", True), ("", False)])
    def test_usual_days_are_one_press(self, world, value, is_set):
        task = world.task(date_due=86_400)
        assert f'name="date_due" value="{value}"' in self.ask(world, "date_due", task.pk)
        world.member.post(f"/board/{world.project.pk}/change/date_due?ids={task.pk}", {"date_due": value})
        task.refresh_from_db()
        assert bool(task.date_due) is is_set
        assert task.date_due != 86_400


class TestMoveTo:
    def url(self, world: Any, *ids: int) -> str:
        return f"/board/{world.project.pk}/place?ids={','.join(map(str, ids))}"

    def move(self, world: Any, *ids: int, **more: Any) -> Any:
        data = {"column_id": world.columns["Done"].pk, "swimlane_id": world.swimlane.pk, **more}
        return world.member.post(self.url(world, *ids), data)

    def order(self, world: Any, column: str) -> list[str]:
        tasks = Task.objects.filter(column=world.columns[column], is_active=True).order_by("position")
        return list(tasks.values_list("title", flat=True))

    def test_columns_say_what_is_in_them(self, world):
        update_column(actor=APPLICATION, column=world.columns["Done"], title="Done", task_limit=1, description="")
        for name in "ab":
            world.task(name, column="Done")
        html = world.member.get(self.url(world, world.task().pk)).content.decode()
        assert re.search(r'<span>Done</span><span class="count over">2 of 1 · over limit</span>', html)

    def test_before_and_after_another_task_in_its_own_cell(self, world):
        one, two = world.task("one"), world.task("two")
        a, b = (world.task(name, column="Ready") for name in "ab")
        assert self.move(world, one.pk, at="before", beside=f"#{b.pk} b").status_code == 302
        assert self.order(world, "Ready") == ["a", "one", "b"]
        self.move(world, two.pk, at="after", beside=str(a.pk))
        assert self.order(world, "Ready") == ["a", "two", "one", "b"]
        self.move(world, a.pk, b.pk, at="top")
        assert self.order(world, "Done") == ["a", "b"]

    def test_a_neighbour_must_be_on_the_board_and_stay(self, world):
        one, two = world.task("one"), world.task("two")
        for beside in ("", "999999", "nonsense"):
            response = self.move(world, one.pk, at="before", beside=beside)
            assert response.status_code == 422
            assert "number of a" in response.content.decode()
        assert "stays where it is" in self.move(world, one.pk, two.pk, at="after", beside=two.pk).content.decode()
        assert self.order(world, "Backlog") == ["one", "two"]

    def test_one_task_can_go_to_another_project(self, world):
        one, two = world.task("one"), world.task("two")
        assert "To another project…" in world.member.get(self.url(world, one.pk)).content.decode()
        assert "To another project…" not in world.member.get(self.url(world, one.pk, two.pk)).content.decode()

    def test_only_open_tasks_of_the_board_are_offered(self, world):
        one = world.task("Paint here")
        other = create_project(actor=APPLICATION, name="Elsewhere", owner_id=None)
        add_project_user(actor=APPLICATION, project=other, user_id=world.people["member"].pk, role="project-member")
        create_task(actor=world.actor("admin"), task=NewTask(title="Paint there", project_id=other.pk))
        query = {"controller": "TaskAjaxController", "action": "autocomplete", "term": "paint"}
        assert len(world.member.get("/", query).json()) == 2
        found = world.member.get("/", {**query, "on_board": world.project.pk}).json()
        assert [task["id"] for task in found] == [one.pk]


class TestTail:
    def test_the_end_of_a_cell_comes_alone_with_a_button_for_what_lies_between(self, world):
        tasks = [world.task(f"Task {number}").pk for number in range(120)]
        column, lane = world.columns["Backlog"].pk, world.swimlane.pk
        url = f"/board/{world.project.pk}/cell?column_id={column}&swimlane_id={lane}&search=status:open"
        html = world.member.get(f"{url}&after={tasks[49]}&tail=1").content.decode()
        assert [int(pk) for pk in re.findall(r'data-task-id="(\d+)"', html)] == tasks[-25:]
        assert html.index("Show 25 more (45 left)") < html.index("data-task-id")
        (between,) = re.findall(r'data-between\s+href="([^"]+)"', html)
        assert f"until={tasks[95]}" in between
        html = world.member.get(between.replace("&amp;", "&")).content.decode()
        assert [int(pk) for pk in re.findall(r'data-task-id="(\d+)"', html)] == tasks[50:75]
        (rest,) = re.findall(r'data-between\s+href="([^"]+)"', html)
        html = world.member.get(rest.replace("&amp;", "&")).content.decode()
        assert [int(pk) for pk in re.findall(r'data-task-id="(\d+)"', html)] == tasks[75:95]
        assert "data-more" not in html

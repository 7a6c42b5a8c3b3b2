"""What the page of a task offers beside its facts: ticks, fields that are empty, everything that happened (ux.md 4)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.errors import Conflict, Invalid
from boards.models import Activity, Comment, Operation, Project, Task
from boards.services.comments import create_comment
from boards.services.custom_roles import create_custom_role, restrict_project
from boards.services.memberships import change_project_user_role
from boards.services.tasks.status import close_task
from boards.services.tasks.ticks import tick_line
from boards.services.tasks.update import update_task
from boards.texts.ticks import name_line, split_markdown_lines

AJAX = {"X-Requested-With": "XMLHttpRequest"}
LIST = "Before:\n\n- [ ] sand\n- [x] prime\n  1. [ ] twice\n- [ ] sand\n\n> - [ ] quoted\n\n```\n- [ ] code\n```"


def page(world: Any, task: Task, who: str = "member", **query: str) -> str:
    return world.client(who).get(f"/task/{task.pk}", query).content.decode()


def tick(world: Any, task: Task, line: int, who: str = "member", text: str = ""):
    name = name_line(split_markdown_lines(text or task.description), line)
    return world.client(who).post(f"/task/{task.pk}/check", {"line": name})


class TestTicks:
    def test_each_item_of_a_list_has_a_box_with_its_words(self, world):
        html = page(world, world.task(description=LIST))
        boxes = re.findall(r'<button class="tick" id="tick-(\d+)".*?aria-checked="(\w+)" aria-label="([^"]*)"', html)
        assert boxes == [
            ("2", "false", "sand"),
            ("3", "true", "prime"),
            ("4", "false", "twice"),
            ("5", "false", "sand"),
            ("7", "false", "quoted"),
        ]
        assert "- [ ] code" in html

    def test_who_may_not_edit_sees_them_only(self, world):
        html = page(world, world.task(description=LIST), "viewer")
        assert '<button class="tick"' not in html
        assert html.count('<span class="tick"') == 5

    def test_boxes_of_other_texts_are_there_to_be_looked_at(self, world):
        task = world.task(description="- [x] first")
        member = world.people["member"].pk
        create_comment(actor=world.actor("member"), task_id=task.pk, user_id=member, content="1. [ ] second")
        shown = re.compile(r'<span class="tick" role="img" aria-label="([^"]*)"')
        assert shown.findall(page(world, task, "manager")) == ["To do"]
        assert shown.findall(world.member.get(f"/board/tooltip/{task.pk}/description").content.decode()) == ["Done"]
        comments = f"/?controller=CommentListController&action=show&task_id={task.pk}"
        assert shown.findall(world.member.get(comments).content.decode()) == ["To do"]
        Project.objects.update(is_public=True, token="t0ken")
        assert shown.findall(world.anonymous.get(f"/public/task/{task.pk}/t0ken").content.decode()) == ["Done", "To do"]

    def test_who_wrote_a_comment_ticks_its_boxes(self, world):
        task = world.task()
        content = "Before:\n\n- [ ] sand\n- [ ] prime"
        pk = create_comment(
            actor=world.actor("member"), task_id=task.pk, user_id=world.people["member"].pk, content=content
        )
        name = name_line(content.split("\n"), 3)
        assert f'id="tick-{pk}-3" name="line" value="{name}"' in page(world, task)
        url = f"/task/{task.pk}/comment/{pk}/check"
        assert world.member.post(url, {"line": name})["Location"] == f"/task/{task.pk}#comment-{pk}"
        assert Comment.objects.get(pk=pk).comment == "Before:\n\n- [ ] sand\n- [x] prime"
        # The line is another one now: nothing is lost.
        assert world.member.post(url, {"line": name}, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 422
        for other in (world.manager, world.viewer):
            assert other.post(url, {"line": name_line(content.split("\n"), 2)}).status_code == 403
        assert Comment.objects.get(pk=pk).comment == "Before:\n\n- [ ] sand\n- [x] prime"

    def test_all_texts_of_a_page_share_what_is_bearable(self, world):
        hard = "[a](" * 12_000
        task = world.task(description="*first*")
        member = world.people["member"].pk
        for text in (hard, hard, hard, hard, "*last*"):
            create_comment(actor=world.actor("member"), task_id=task.pk, user_id=member, content=text)
        Project.objects.update(is_public=True, token="t0ken")
        for html in (page(world, task), world.anonymous.get(f"/public/task/{task.pk}/t0ken").content.decode()):
            assert "<em>first</em>" in html
            assert "<p>*last*</p>" in html

    @pytest.mark.parametrize("line", [2, 3, 4, 5, 7])
    def test_a_tick_changes_its_line_and_no_other(self, world, line):
        task = world.task(description=LIST.replace("\n", "\r\n"))
        tick(world, task, line)
        before, after = split_markdown_lines(LIST), split_markdown_lines(Task.objects.get(pk=task.pk).description)
        assert [at for at in range(len(before)) if before[at] != after[at]] == [line]
        assert Task.objects.get(pk=task.pk).description.count("\r\n") == LIST.count("\n")
        assert Activity.objects.filter(task=task, event_name="task.update").count() == 1
        tick(world, Task.objects.get(pk=task.pk), line)
        assert Task.objects.get(pk=task.pk).description.replace("\r\n", "\n") == LIST

    def test_it_can_be_undone_and_leads_back_to_the_description(self, world):
        task = world.task(description=LIST)
        assert tick(world, task, 2)["Location"] == f"/task/{task.pk}#description"
        assert Operation.objects.count() == 1
        world.member.post(f"/undo?project_id={world.project.pk}")
        assert Task.objects.get(pk=task.pk).description == LIST

    def test_a_line_that_moved_is_found_and_one_that_changed_is_not(self, world):
        task = world.task(description="- [ ] a\n- [ ] b")
        update_task(actor=world.actor(), task_id=task.pk, fields={"description": "New\n\n- [ ] a\n- [ ] c"})
        tick(world, task, 0, text="- [ ] a\n- [ ] b")
        assert Task.objects.get(pk=task.pk).description == "New\n\n- [x] a\n- [ ] c"
        response = tick(world, task, 1, text="- [ ] a\n- [ ] b")
        assert response.status_code == 422
        assert "Somebody has changed this line meanwhile." in response.content.decode()

    @pytest.mark.parametrize(
        ("name", "error"), [("", Invalid), ("0", Invalid), ("0.zz", Invalid), ("0.00000000", Conflict)]
    )
    def test_what_names_no_line_is_refused(self, world, name, error):
        task = world.task(description="- [ ] a")
        with pytest.raises(error):
            tick_line(actor=world.actor(), task_id=task.pk, name=name)

    def test_a_line_without_a_box_is_no_list(self, world):
        task = world.task(description="words")
        assert tick(world, task, 0).status_code == 422

    def test_viewers_and_roles_that_may_not_edit_are_refused(self, world):
        task = world.task(description="- [ ] a")
        assert tick(world, task, 0, "viewer").status_code == 403
        role = create_custom_role(actor=world.actor(), project=world.project, name="careful")
        restrict_project(actor=world.actor(), role=role, rule="task_update_assigned")
        change_project_user_role(
            actor=world.actor(), project_id=world.project.pk, user_id=world.people["member"].pk, role="careful"
        )
        assert tick(world, task, 0).status_code == 403
        assert Task.objects.get(pk=task.pk).description == "- [ ] a"

    def test_programs_get_what_they_always_got(self, world):
        task = world.task(description="- [ ] a")
        url = "/?controller=TaskAjaxController&action=preview"
        (html,) = world.member.post(url, {"text": task.description}, headers=AJAX).json()
        assert "[ ] a" in html
        assert "tick" not in html


class TestFields:
    def test_a_fresh_task_is_calm(self, world):
        html = page(world, world.task())
        facts = html[html.index('<dl class="facts">') : html.index("</dl>", html.index('<dl class="facts">'))]
        for word in ("Due date", "Started", "Tags", "Complexity", "Estimated", "Reference"):
            assert word not in facts
        for property_name in ("date_due", "date_started", "tags", "score", "time_estimated", "time_spent", "reference"):
            assert f"/change/{property_name}?ids=" in html
        assert "Add field" in html
        assert "Add field" not in page(world, world.task(), "viewer")

    @pytest.mark.parametrize(
        ("name", "value", "stored"),
        [
            ("score", "5", 5),
            ("score", "", 0),
            ("time_estimated", "1.5", 1.5),
            ("time_spent", "0.25", 0.25),
            ("reference", "R-1", "R-1"),
            ("date_started", "2030-01-01", 1_893_456_000),
        ],
    )
    def test_each_is_set_alone(self, world, name, value, stored):
        task = world.task(score=3)
        world.member.post(f"/board/{world.project.pk}/change/{name}?ids={task.pk}", {name: value})
        assert getattr(Task.objects.get(pk=task.pk), name) == stored

    @pytest.mark.parametrize(
        ("name", "value"), [("score", "x"), ("score", "99999999999"), ("time_spent", "-1"), ("date_started", "soonish")]
    )
    def test_what_is_no_value_is_refused(self, world, name, value):
        task = world.task()
        url = f"/board/{world.project.pk}/change/{name}?ids={task.pk}"
        assert world.member.post(url, {name: value}).status_code == 422

    def test_the_description_alone_is_saved_with_its_base(self, world):
        task = world.task(description="one\ntwo\nthree", priority=2)
        data = {
            "title": task.title, "initial-title": task.title, "description": "one\ntwo\nTHREE",
            "initial-description": "one\ntwo\nthree",
        }  # fmt: skip
        update_task(actor=world.actor(), task_id=task.pk, fields={"title": "New", "description": "ONE\ntwo\nthree"})
        assert world.member.post(f"/task/{task.pk}/update", data).status_code == 302
        task.refresh_from_db()
        assert (task.title, task.description, task.priority) == ("New", "ONE\ntwo\nTHREE", 2)


class TestConversation:
    def comment(self, world: Any, task: Task, text: str, who: str = "member", **more: str) -> int:
        person = world.people[who]
        return create_comment(actor=world.actor(who), task_id=task.pk, content=text, user_id=person.pk, **more)

    def test_everything_stands_in_one_line_of_time(self, world):
        task = world.task()
        self.comment(world, task, "First word")
        close_task(actor=world.actor(), task_id=task.pk)
        plain, everything = page(world, task), page(world, task, show="everything")
        assert "closed task" not in plain
        assert everything.index("created task") < everything.index("First word")
        assert "closed task" in everything
        assert "commented on task" not in everything
        assert 'data-shows="everything"' in everything

    def test_the_order_of_the_person_counts(self, world):
        task = world.task()
        Activity.objects.filter(task=task).update(date_creation=1000)
        self.comment(world, task, "Last word")
        world.member.post(f"/task/{task.pk}/comments/order", {"order": "DESC"})
        everything = page(world, task, show="everything")
        assert everything.index("Last word") < everything.index("created task")

    def test_restricted_comments_are_left_out(self, world):
        task = world.task()
        self.comment(world, task, "for chiefs", "admin", visibility="app-manager")
        assert "for chiefs" not in page(world, task, show="everything")

    def test_it_costs_the_same_however_much_happened(self, world):
        task = world.task()

        def count() -> int:
            page(world, task, show="everything")
            with CaptureQueriesContext(connection) as queries:
                page(world, task, show="everything")
            return len(queries)

        self.comment(world, task, "a")
        few = count()
        for number in range(15):
            update_task(actor=world.actor(), task_id=task.pk, fields={"score": number})
            self.comment(world, task, str(number))
        assert count() == few == 7

"""The board page: what it shows, what it costs, and what it refuses (web.md 6, ux.md 3)."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.models import Change, CustomRole, Operation, ProjectRestriction, ProjectUser, Task, TaskTag
from boards.services.columns import update_column
from boards.services.custom_roles import create_custom_role, restrict_moves, restrict_project
from boards.services.memberships import change_project_user_role
from boards.services.projects import create_project
from boards.services.swimlanes import create_swimlane
from boards.services.tasks.remove import remove_task
from boards.services.tasks.status import close_task, open_task
from boards.services.tasks.transfer import move_task_to_project


def move(world: Any, who: str, ids: list[int], column: str, **more: Any) -> Any:
    body = {
        "op": str(uuid.uuid4()),
        "ids": ids,
        "column_id": world.columns[column].pk,
        "swimlane_id": world.swimlane.pk,
        **more,
    }
    url = f"/board/{world.project.pk}/move"
    return world.client(who).post(url, json.dumps(body), content_type="application/json")


AJAX = {"X-Requested-With": "XMLHttpRequest"}


def turn(world: Any, direction: str) -> Any:
    url = f"/{direction}?project_id={world.project.pk}"
    return world.member.post(url, headers=AJAX)


def titles(world: Any, column: str) -> list[str]:
    tasks = Task.objects.filter(column=world.columns[column], is_active=True).order_by("position")
    return list(tasks.values_list("title", flat=True))


def board(world: Any, who: str = "member", query: str = "") -> str:
    response = world.client(who).get(f"/board/{world.project.pk}{query}")
    assert response.status_code == 200, response
    return response.content.decode()


class TestThePage:
    def test_a_card_carries_the_hooks_of_programs(self, world):
        task = world.task("Paint <b>it</b>")
        html = board(world)
        assert f'data-task-id="{task.pk}"' in html
        assert f'data-column-id="{task.column_id}"' in html
        assert f'data-swimlane-id="{task.swimlane_id}"' in html
        assert "Paint &lt;b&gt;it&lt;/b&gt;" in html
        assert "<b>it</b>" not in html

    @pytest.mark.parametrize(
        "path", ["/board/{0}", "/b/{0}", "/?controller=BoardViewController&action=show&project_id={0}"]
    )
    def test_all_addresses_show_it(self, world, path):
        response = world.viewer.get(path.format(world.project.pk))
        assert response.status_code == 200
        assert b'id="board"' in response.content

    def test_outsiders_are_refused_and_strangers_sent_to_the_form(self, world):
        url = f"/board/{world.project.pk}"
        assert world.outsider.get(url).status_code == 403
        assert world.chief.get(url).status_code == 403
        assert world.admin.get(url).status_code == 200
        assert world.anonymous.get(url)["Location"] == f"/login?next={url}"
        assert world.member.get("/board/999999").status_code == 404

    def test_a_filter_leaves_other_cards_out_and_says_so(self, world):
        world.task("Anchor")
        world.task("Boat")
        html = board(world, query="?search=anchor")
        assert "Anchor" in html
        assert ">Boat<" not in html
        assert "1 of 2 tasks shown." in html
        assert ">Boat<" in board(world, query="/search/Boat")

    def test_an_empty_filter_shows_closed_tasks_too(self, world):
        task = world.task("Gone")
        world.manager.post(f"/board/{world.project.pk}/close?ids={task.pk}")
        assert ">Gone<" not in board(world)
        assert ">Gone<" in board(world, query="?search=")

    def test_limits_speak_in_words(self, world):
        update_column(actor=APPLICATION, column=world.columns["Ready"], title="Ready", task_limit=2, description="")
        for number in range(2):
            world.task(str(number), column="Ready")
        assert "2 of 2 · at limit" in board(world)
        world.task("3", column="Ready")
        assert "3 of 2 · over limit" in board(world)

    def test_a_viewer_gets_no_control_that_changes_things(self, world):
        world.task()
        html = board(world, "viewer")
        assert "data-add=" not in html
        assert "data-card-menu" not in html
        assert "data-fixed" in html

    @pytest.mark.parametrize("who", ["member", "admin"])
    def test_it_costs_the_same_at_ten_tasks_and_at_a_thousand(self, world, who):
        def fill(number: int) -> None:
            one = world.task("one")
            Task.objects.bulk_create(
                Task(
                    title=f"Task {n}", project=world.project, column=list(world.columns.values())[n % 4],
                    swimlane=one.swimlane, color_id="blue", date_creation=1, date_modification=1, date_moved=1,
                    position=n + 2,
                )
                for n in range(number)
            )  # fmt: skip

        def count() -> tuple[int, int]:
            world.client(who).get(f"/board/{world.project.pk}")
            with CaptureQueriesContext(
                connection,
            ) as queries:
                html = world.client(who).get(f"/board/{world.project.pk}").content
            return len(queries), len(html)

        fill(10)
        few, _size = count()
        fill(1000)
        many, size = count()
        assert few == many
        assert many <= 12
        assert size < 350_000

    def test_the_elements_of_a_card_stay_few(self, world):
        for number in range(20):
            world.task(f"Task {number}", tags=["ios", "api"], owner_id=world.people["member"].pk, date_due=1_000_000)
        html = board(world)
        cards = html[html.index('<div role="listitem"') : html.rindex("add-row")]
        assert len(re.findall(r"<[a-z]", cards)) / 20 <= 30


class TestMoving:
    def test_a_card_goes_beside_its_neighbour(self, world):
        a, b, c = (world.task(name, column="Ready") for name in "abc")
        other = world.task("x")
        assert move(world, "member", [other.pk], "Ready", before_id=b.pk).status_code == 200
        assert titles(world, "Ready") == ["a", "x", "b", "c"]
        assert move(world, "member", [a.pk], "Ready", after_id=c.pk).status_code == 200
        assert titles(world, "Ready") == ["x", "b", "c", "a"]
        assert move(world, "member", [c.pk], "Ready", before_id=other.pk).status_code == 200
        assert titles(world, "Ready") == ["c", "x", "b", "a"]

    def test_without_a_swimlane_a_card_is_ordered_inside_its_own(self, world):
        a, b = (world.task(name, column="Ready") for name in "ab")
        response = move(world, "member", [b.pk], "Ready", swimlane_id=0, before_id=a.pk)
        assert (response.status_code, response.json()["message"]) == (200, f"#{b.pk} moved to Ready.")
        assert titles(world, "Ready") == ["b", "a"]

    def test_several_go_together_in_their_order(self, world):
        ids = [world.task(name).pk for name in "abc"]
        world.task("z", column="Done")
        response = move(world, "member", [ids[2], ids[0]], "Done", at="top")
        assert response.json()["message"] == "2 tasks moved to Done."
        assert titles(world, "Done") == ["c", "a", "z"]

    def test_the_answer_is_small(self, world):
        task = world.task()
        response = move(world, "member", [task.pk], "Done")
        assert len(response.content) <= 4096
        assert response.json()["placed"] == [
            {"id": task.pk, "column_id": world.columns["Done"].pk, "swimlane_id": world.swimlane.pk, "position": 1}
        ]

    def test_the_same_move_sent_twice_is_done_once(self, world):
        task = world.task()
        op = str(uuid.uuid4())
        first = move(world, "member", [task.pk], "Done", op=op)
        again = move(world, "member", [task.pk], "Done", op=op)
        assert first.json() == again.json()
        assert Change.objects.filter(task_id=task.pk, kind="task.move.column").count() == 1

    def test_a_neighbour_that_is_gone_means_the_end(self, world):
        a, b = world.task("a", column="Done"), world.task("b", column="Done")
        task = world.task("x")
        remove_task(actor=APPLICATION, task_id=b.pk)
        assert move(world, "member", [task.pk], "Done", before_id=b.pk).status_code == 200
        assert titles(world, "Done") == ["a", "x"]
        assert a

    @pytest.mark.parametrize("who", ["viewer", "outsider", "chief"])
    def test_others_may_not(self, world, who):
        task = world.task()
        assert move(world, who, [task.pk], "Done").status_code == 403
        assert titles(world, "Backlog") == ["Paint the boat"]

    def test_a_custom_role_moves_only_along_its_ways(self, world):
        role = create_custom_role(actor=APPLICATION, project=world.project, name="Mate")
        change_project_user_role(
            actor=APPLICATION, project_id=world.project.pk, user_id=world.people["member"].pk, role="Mate"
        )
        restrict_moves(actor=APPLICATION, role=role, source=world.columns["Backlog"], target=world.columns["Ready"])
        task = world.task()
        assert move(world, "member", [task.pk], "Done").status_code == 403
        assert move(world, "member", [task.pk], "Ready").status_code == 200

    @pytest.mark.parametrize(
        "body", [" ", "[]", "{", '{"op": "x", "ids": [1]}', '{"ids": "1"}', '{"ids": [[1]], "op": null}']
    )
    def test_rubbish_is_answered_with_a_sentence(self, world, body):
        response = world.member.post(f"/board/{world.project.pk}/move", body, content_type="application/json")
        assert response.status_code == 422
        assert response.json()["message"]

    def test_tasks_and_columns_of_other_projects_are_unknown(self, world):
        task = world.task()
        assert move(world, "member", [task.pk], "Done", column_id=999_999).status_code == 409
        assert move(world, "member", [999_999], "Done").status_code == 409
        assert titles(world, "Done") == []

    def test_a_post_without_its_token_is_refused(self, world):
        from django.test import Client

        client = Client(enforce_csrf_checks=True)
        client.force_login(world.people["member"], backend="boards.authentication.backends.PasswordBackend")
        task = world.task()
        body = {"op": str(uuid.uuid4()), "ids": [task.pk], "column_id": world.columns["Done"].pk, "swimlane_id": 1}
        url = f"/board/{world.project.pk}/move"
        assert client.post(url, json.dumps(body), content_type="application/json").status_code == 403
        assert titles(world, "Done") == []

    def test_the_drag_and_drop_of_kanboards_pages_still_works(self, world):
        task = world.task()
        url = f"/?controller=BoardAjaxController&action=save&project_id={world.project.pk}"
        body = {
            "task_id": str(task.pk), "src_column_id": task.column_id, "dst_column_id": world.columns["Done"].pk,
            "swimlane_id": world.swimlane.pk, "position": 1,
        }  # fmt: skip
        ajax = {"X-Requested-With": "XMLHttpRequest"}

        def save() -> Any:
            return world.member.post(url, json.dumps(body), content_type="application/json", headers=ajax)

        response = save()
        assert response.status_code == 201
        assert b'id="board"' in response.content
        assert save().status_code == 400
        assert world.member.post(url, json.dumps(body), content_type="application/json").status_code == 403
        assert (
            world.viewer.post(url, json.dumps(body), content_type="application/json", headers=ajax).status_code == 403
        )

    def test_the_sentence_names_what_has_changed(self, world):
        task, other = world.task("a"), world.task("b")
        lane = create_swimlane(actor=APPLICATION, project=world.project, name="Fast lane")
        answer = move(world, "member", [task.pk, other.pk], "Backlog", swimlane_id=lane.pk).json()
        assert answer["message"] == "2 tasks moved to Fast lane."
        assert move(world, "member", [task.pk], "Done").json()["message"] == f"#{task.pk} moved to Done."

    def test_a_move_that_is_refused_is_not_remembered_as_done(self, world):
        task = world.task()
        op = str(uuid.uuid4())
        close_task(actor=APPLICATION, task_id=task.pk)
        assert move(world, "member", [task.pk], "Done", op=op).status_code == 409
        open_task(actor=APPLICATION, task_id=task.pk)
        answers = [move(world, "member", [task.pk], "Done", op=op).json() for _ in range(2)]
        assert answers[0] == answers[1]
        assert Operation.objects.count() == 1


class TestUndo:
    def test_a_moved_card_goes_back_to_its_exact_place(self, world):
        a, b, c = (world.task(name) for name in "abc")
        move(world, "member", [b.pk], "Done")
        assert titles(world, "Backlog") == ["a", "c"]
        response = turn(world, "undo")
        assert response.json()["message"] == f"Undone: #{b.pk} is back in Backlog."
        assert titles(world, "Backlog") == ["a", "b", "c"]
        world.member.post(f"/redo?project_id={world.project.pk}")
        assert titles(world, "Done") == ["b"]
        assert a
        assert c

    def test_a_group_goes_back(self, world):
        tasks = [world.task(name) for name in "abcd"]
        move(world, "member", [tasks[0].pk, tasks[2].pk], "Done")
        world.member.post(f"/undo?project_id={world.project.pk}")
        assert titles(world, "Backlog") == ["a", "b", "c", "d"]

    def test_what_another_has_changed_since_is_left_alone(self, world):
        task = world.task()
        move(world, "member", [task.pk], "Done")
        move(world, "manager", [task.pk], "Ready")
        response = turn(world, "undo")
        assert response.status_code == 409
        assert response.json()["message"] == f"Manager has changed #{task.pk} meanwhile. This step is left out."
        assert titles(world, "Ready") == ["Paint the boat"]

    def test_one_undoes_only_what_is_ones_own(self, world):
        task = world.task()
        move(world, "member", [task.pk], "Done")
        operation = Operation.objects.get()
        assert (
            world.manager.post(
                f"/undo?operation={operation.pk}", headers={"X-Requested-With": "XMLHttpRequest"}
            ).status_code
            == 409
        )
        assert titles(world, "Done") == ["Paint the boat"]

    @pytest.mark.parametrize("role", ["project-viewer", ""])
    def test_who_may_not_change_tasks_any_more_may_not_undo_either(self, world, role):
        a, b = world.task("a"), world.task("b")
        move(world, "member", [a.pk], "Done")
        move(world, "member", [b.pk], "Ready")
        world.member.post(f"/undo?project_id={world.project.pk}")
        ProjectUser.objects.filter(user=world.people["member"]).delete()
        if role:
            ProjectUser.objects.create(project=world.project, user=world.people["member"], role=role)
        for direction in ("undo", "redo"):
            response = turn(world, direction)
            assert response.status_code == 403
        assert (titles(world, "Done"), titles(world, "Backlog")) == (["a"], ["b"])

    @pytest.mark.parametrize(
        ("rule", "work"),
        [
            ("task_move", lambda world, pk: move(world, "member", [pk], "Done")),
            ("task_open_close", lambda world, pk: world.member.post(f"/board/{world.project.pk}/close?ids={pk}")),
            (
                "task_change_assignee",
                lambda world, pk: world.member.post(
                    f"/board/{world.project.pk}/change/owner_id?ids={pk}", {"owner_id": world.people["manager"].pk}
                ),
            ),
            (
                "task_remove",
                lambda world, pk: world.member.post(
                    f"/board/{world.project.pk}/add",
                    {"text": "New", "column_id": world.columns["Done"].pk, "swimlane_id": world.swimlane.pk},
                ),
            ),
        ],
    )
    def test_a_role_that_forbids_a_change_forbids_its_undoing(self, world, rule, work):
        work(world, world.task().pk)
        before = list(Task.objects.order_by("pk").values("column_id", "is_active", "owner_id"))
        role = CustomRole.objects.create(project=world.project, role="apprentice")
        ProjectRestriction.objects.create(role=role, rule=rule)
        ProjectUser.objects.filter(user=world.people["member"]).update(role="apprentice")
        response = turn(world, "undo")
        assert response.status_code == 403
        assert list(Task.objects.order_by("pk").values("column_id", "is_active", "owner_id")) == before
        ProjectRestriction.objects.all().delete()
        assert turn(world, "undo").json()["message"] == "There is nothing to undo."

    def test_only_the_project_on_the_screen_is_touched(self, world):
        task = world.task()
        move(world, "member", [task.pk], "Done")
        operation = Operation.objects.get()
        for where in ("", "?project_id=0", f"?project_id={world.project.pk + 1}"):
            assert world.member.post(f"/undo{where}", headers=AJAX).json()["message"] == "There is nothing to undo."
        assert titles(world, "Done") == ["Paint the boat"]
        assert world.member.post(f"/undo?operation={operation.pk}", headers=AJAX).status_code == 200
        assert titles(world, "Backlog") == ["Paint the boat"]
        assert world.member.post("/redo", headers=AJAX).json()["message"] == "There is nothing to redo."

    def test_the_role_in_the_project_where_the_task_is_now_decides(self, world):
        task = world.task()
        move(world, "member", [task.pk], "Done")
        other = create_project(actor=APPLICATION, name="Secret")
        move_task_to_project(actor=APPLICATION, task_id=task.pk, project=other)
        before = Task.objects.values().get()
        assert turn(world, "undo").status_code == 403
        assert Task.objects.values().get() == before

    def test_a_task_that_was_added_comes_back_under_its_number(self, world):
        url = f"/board/{world.project.pk}/add"
        place = {"column_id": world.columns["Ready"].pk, "swimlane_id": world.swimlane.pk}
        added = world.member.post(url, {"text": "a #rig\nb", **place}, headers=AJAX).json()["created"]
        assert turn(world, "undo").json()["tasks"] == added
        assert not Task.objects.exists()
        assert turn(world, "redo").status_code == 200
        assert list(Task.objects.order_by("pk").values_list("pk", "title")) == list(zip(added, "ab", strict=True))
        assert titles(world, "Ready") == ["a", "b"]

    def test_who_may_not_create_may_not_bring_an_added_task_back(self, world):
        url = f"/board/{world.project.pk}/add"
        place = {"column_id": world.columns["Ready"].pk, "swimlane_id": world.swimlane.pk}
        world.member.post(url, {"text": "a", **place})
        turn(world, "undo")
        role = create_custom_role(actor=APPLICATION, project=world.project, name="Mate")
        restrict_project(actor=APPLICATION, role=role, rule="task_creation")
        ProjectUser.objects.filter(user=world.people["member"]).update(role="Mate")
        assert turn(world, "redo").status_code == 403
        assert not Task.objects.exists()


class TestQuickAdd:
    def add(self, world: Any, text: str, who: str = "member", **more: Any) -> Any:
        data = {"text": text, "column_id": world.columns["Ready"].pk, "swimlane_id": world.swimlane.pk, **more}
        url = f"/board/{world.project.pk}/add"
        return world.client(who).post(url, data, headers={"X-Requested-With": "XMLHttpRequest"})

    def test_a_line_becomes_a_task_with_what_its_marks_say(self, world):
        response = self.add(world, "Fix the mast !2 @memb #rig ^2030-01-31 see #12 a@b.c")
        task = Task.objects.get(pk=response.json()["created"][0])
        assert (task.title, task.priority, task.owner_id) == (
            "Fix the mast see #12 a@b.c",
            2,
            world.people["member"].pk,
        )
        assert list(TaskTag.objects.filter(task=task).values_list("tag__name", flat=True)) == ["rig"]
        assert task.date_due == 1_896_048_000

    def test_lines_become_tasks_in_their_order_and_one_undo_removes_them(self, world):
        self.add(world, "a\n\nb\nc")
        self.add(world, "x\ny", at="top")
        assert titles(world, "Ready") == ["x", "y", "a", "b", "c"]
        world.member.post(f"/undo?project_id={world.project.pk}")
        assert titles(world, "Ready") == ["a", "b", "c"]

    def test_the_filter_gives_its_values_so_that_the_card_stays_in_sight(self, world):
        response = self.add(world, "Mine", search="status:open assignee:me priority:2")
        task = Task.objects.get(pk=response.json()["created"][0])
        assert (task.owner_id, task.priority, response.json()["hidden"]) == (world.people["member"].pk, 2, [])
        assert self.add(world, "Other", search="title:nothing").json()["hidden"]

    @pytest.mark.parametrize("text", ["", "  \n "])
    def test_nothing_typed_is_told(self, world, text):
        assert self.add(world, text).status_code == 422
        assert not Task.objects.exists()

    def test_who_may_not_create_is_refused(self, world):
        assert self.add(world, "a", who="viewer").status_code == 403
        role = create_custom_role(actor=APPLICATION, project=world.project, name="Mate")
        restrict_project(actor=APPLICATION, role=role, rule="task_creation")
        change_project_user_role(
            actor=APPLICATION, project_id=world.project.pk, user_id=world.people["member"].pk, role="Mate"
        )
        assert self.add(world, "a").status_code == 403
        assert not Task.objects.exists()


class TestChanges:
    def changes(self, world: Any, since: int, who: str = "member", search: str = "status:open") -> Any:
        return world.client(who).get(f"/board/{world.project.pk}/changes", {"since": since, "search": search})

    def revision(self) -> int:
        return Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def test_nothing_new_is_an_empty_answer(self, world):
        world.task()
        assert self.changes(world, self.revision()).status_code == 204

    def test_a_moved_card_comes_alone_with_the_order_of_its_cell(self, world):
        a, b = world.task("a"), world.task("b", column="Done")
        since = self.revision()
        move(world, "manager", [a.pk], "Done")
        answer = self.changes(world, since).json()
        assert [card["id"] for card in answer["cards"]] == [a.pk]
        assert answer["order"] == {f"{world.columns['Done'].pk}-{world.swimlane.pk}": [b.pk, a.pk]}
        assert answer["counts"]["columns"][str(world.columns["Done"].pk)]["words"] == "2"
        assert answer["news"] == [{"task": a.pk, "sentence": f"Manager moved task {a.pk} to “Done”."}]

    def test_a_card_that_no_longer_matches_is_gone(self, world):
        task = world.task("a")
        since = self.revision()
        world.manager.post(f"/board/{world.project.pk}/close?ids={task.pk}")
        assert self.changes(world, since).json()["gone"] == [task.pk]

    def test_another_order_of_columns_asks_for_a_reload(self, world):
        since = self.revision()
        update_column(actor=APPLICATION, column=world.columns["Done"], title="Finished", task_limit=0, description="")
        assert self.changes(world, since).json()["reload"] is True

    def test_outsiders_hear_nothing(self, world):
        world.task()
        assert self.changes(world, 0, who="outsider").status_code == 403


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
            ("date_due", "someday", "Write a date like 2026-12-31"),
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

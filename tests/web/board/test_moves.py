"""Moving cards."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest

from boards.actors import APPLICATION
from boards.models import Change, Operation
from boards.services.custom_roles import create_custom_role, restrict_moves
from boards.services.memberships import change_project_user_role
from boards.services.swimlanes import create_swimlane
from boards.services.tasks.remove import remove_task
from boards.services.tasks.status import close_task, open_task
from tests.web.board.asking import move, titles


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

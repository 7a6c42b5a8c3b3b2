"""The comments of a task in a dialog."""

from __future__ import annotations

from boards.models import (
    Comment,
)
from boards.services.comments import create_comment
from tests.web.tasks.parts import AJAX, act


class TestCommentList:
    def test_it_shows_what_one_may_read_and_takes_a_new_one(self, world):
        task = world.task()
        for text, visibility in (("seen", "app-user"), ("secret", "app-admin")):
            admin = world.people["admin"].pk
            create_comment(
                actor=world.actor("admin"), task_id=task.pk, content=text, user_id=admin, visibility=visibility
            )
        html = world.member.get(act("CommentList", "show", task_id=task.pk)).content.decode()
        assert "seen" in html
        assert "secret" not in html
        response = world.member.post(act("CommentList", "save", task_id=task.pk), {"comment": "mine"}, headers=AJAX)
        assert response.status_code == 200
        assert "<p>mine</p>" in response.content.decode()
        assert world.member.post(act("CommentList", "save", task_id=task.pk), {"comment": ""}).status_code == 422

    def test_a_viewer_reads_and_turns_only(self, world):
        task = world.task()
        assert world.viewer.post(act("CommentList", "save", task_id=task.pk), {"comment": "x"}).status_code == 403
        assert not Comment.objects.exists()
        assert world.viewer.post(act("CommentList", "toggleSorting", task_id=task.pk)).status_code == 302
        assert world.people["viewer"].metadata.get().value == "DESC"
        assert world.outsider.get(act("CommentList", "show", task_id=task.pk)).status_code == 403

    def test_an_order_turns_round_each_time(self, world):
        task = world.task()
        for value in ("DESC", "ASC", "DESC"):
            world.viewer.post(act("Comment", "toggleSorting", task_id=task.pk))
            assert world.people["viewer"].metadata.get().value == value

    def test_a_wish_above_ones_role_is_lowered_and_nonsense_is_told(self, world):
        task = world.task()
        url = f"/task/{task.pk}/comment/save"
        world.member.post(url, {"comment": "x", "visibility": "app-admin"})
        assert Comment.objects.get().visibility == "app-user"
        response = world.member.post(url, {"comment": "x", "visibility": "everybody"})
        assert response.status_code == 422
        assert "Select a valid choice" in response.content.decode()

    def test_an_administrator_changes_the_words_of_others(self, world):
        task = world.task()
        member = world.people["member"].pk
        pk = create_comment(actor=world.actor("member"), task_id=task.pk, content="bad", user_id=member)
        assert world.manager.post(f"/task/{task.pk}/comment/{pk}/update", {"comment": "x"}).status_code == 403
        assert world.admin.post(f"/task/{task.pk}/comment/{pk}/update", {"comment": "good"}).status_code == 302
        assert Comment.objects.get().comment == "good"
        world.admin.post(f"/task/{task.pk}/comment/{pk}/remove")
        assert not Comment.objects.exists()

"""Comments."""

from __future__ import annotations

from boards.models import Comment
from tests.web.tasks.asking import comment, page


class TestComments:
    def test_add_reply_edit_remove(self, world):
        task = world.task()
        response = world.member.post(f"/task/{task.pk}/comment/save", {"comment": "Hello"})
        one = Comment.objects.get()
        assert response["Location"] == f"/task/{task.pk}#comment-{one.pk}"
        form = world.manager.get(f"/task/{task.pk}/comment/create?reply_to={one.pk}").content.decode()
        assert "&gt; Hello" in form
        world.member.post(f"/task/{task.pk}/comment/{one.pk}/edit", {"comment": "Changed"})
        one.refresh_from_db()
        assert one.comment == "Changed"
        assert world.manager.post(f"/task/{task.pk}/comment/{one.pk}/edit", {"comment": "x"}).status_code == 403
        assert world.manager.post(f"/task/{task.pk}/comment/{one.pk}/remove").status_code == 403
        world.member.post(f"/task/{task.pk}/comment/{one.pk}/remove")
        assert not Comment.objects.exists()

    def test_nothing_said_and_too_much_wanted_are_told(self, world):
        task = world.task()
        assert world.member.post(f"/task/{task.pk}/comment/save", {"comment": " "}).status_code in (302, 422)
        assert world.viewer.post(f"/task/{task.pk}/comment/save", {"comment": "x"}).status_code == 403
        world.admin.post(f"/task/{task.pk}/comment/save", {"comment": "x", "visibility": "app-admin"})
        assert Comment.objects.get(comment="x").visibility == "app-admin"

    def test_a_comment_of_another_task_is_unknown(self, world):
        task, other = world.task("a"), world.task("b")
        one = comment(world, task, "x")
        assert world.member.get(f"/task/{other.pk}/comment/{one}/edit").status_code == 404

    def test_the_order_is_kept_for_the_person(self, world):
        task = world.task()
        comment(world, task, "first words")
        comment(world, task, "second words")
        world.member.post(f"/task/{task.pk}/comments/order?order=DESC")
        html = page(world, task)
        assert html.index("second words") < html.index("first words")

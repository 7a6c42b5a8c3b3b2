"""Links between tasks."""

from __future__ import annotations

from boards.actors import APPLICATION
from boards.models import ExternalLink, Link, TaskLink
from boards.services.projects import create_project
from tests.web.tasks.asking import page


class TestLinks:
    def test_internal_links_are_added_changed_and_removed(self, world):
        a, b = world.task("a"), world.task("b")
        response = world.member.get(f"/task/{a.pk}/internal-link/create")
        assert "blocks" in response.content.decode()
        link_id = Link.objects.get(label="blocks").pk
        world.member.post(f"/task/{a.pk}/internal-link/save", {"link_id": link_id, "opposite_task_id": f"#{b.pk}"})
        assert TaskLink.objects.count() == 2
        again = world.member.post(f"/task/{a.pk}/internal-link/save", {"link_id": link_id, "opposite_task_id": b.pk})
        assert again.status_code == 422
        mine = TaskLink.objects.get(task=a)
        url = f"/?controller=TaskInternalLinkController&action=remove&task_id={a.pk}&link_id={mine.pk}"
        world.member.post(url)
        assert not TaskLink.objects.exists()

    def test_a_task_that_one_may_not_see_is_no_target(self, world):
        other = create_project(actor=APPLICATION, name="Other")
        hidden = world.task("hidden", project_id=other.pk, column_id=0)
        task = world.task()
        data = {"link_id": Link.objects.get(label="blocks").pk, "opposite_task_id": hidden.pk}
        response = world.member.post(f"/task/{task.pk}/internal-link/save", data)
        assert response.status_code in (403, 422)
        assert not TaskLink.objects.exists()

    def test_external_links(self, world):
        task = world.task()
        data = {"url": "https://example.com/x", "title": "X"}
        world.member.post(f"/task/{task.pk}/external-link/save", data)
        one = ExternalLink.objects.get()
        assert 'href="https://example.com/x"' in page(world, task)
        bad = world.member.post(f"/task/{task.pk}/external-link/save", {"url": "javascript:alert(1)", "title": "X"})
        assert bad.status_code == 422
        world.member.post(f"/?controller=TaskExternalLinkController&action=remove&task_id={task.pk}&link_id={one.pk}")
        assert not ExternalLink.objects.exists()

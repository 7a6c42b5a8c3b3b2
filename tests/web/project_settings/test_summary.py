"""The fields of a project."""

from __future__ import annotations

from boards.models import (
    Project,
)


class TestEditing:
    def test_the_fields_of_a_project(self, world):
        data = {
            "name": "Port", "identifier": "PORT", "description": "d", "owner_id": world.people["manager"].pk,
            "start_date": "2026-01-01", "task_limit": "", "priority_default": "1", "priority_start": "0",
            "priority_end": "5",
        }  # fmt: skip
        url = f"/project/{world.project.pk}/edit"
        assert world.manager.post(url, data).status_code == 302
        project = Project.objects.get()
        assert (project.name, project.owner_id, project.priority_end) == ("Port", world.people["manager"].pk, 5)
        assert world.manager.post(url, {**data, "start_date": "soon"}).status_code == 422
        assert world.manager.post(url, {**data, "email": "x"}).status_code == 422

    def test_closing_opening_removing(self, world):
        url = f"/project/{world.project.pk}"
        world.manager.post(f"{url}/disable")
        assert not Project.objects.get().is_active
        assert "This project is closed." in world.manager.get(f"/board/{world.project.pk}").content.decode()
        world.manager.post(f"{url}/enable")
        assert Project.objects.get().is_active
        world.manager.post(f"{url}/remove")
        assert not Project.objects.exists()

    def test_sharing(self, world):
        url = f"/project/{world.project.pk}/share"
        world.manager.post(url, {"switch": "enable"})
        token = Project.objects.get().token
        assert token in world.manager.get(url).content.decode()
        world.manager.post(url, {"switch": "disable"})
        assert Project.objects.get().token == ""

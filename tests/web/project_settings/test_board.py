"""Columns, swimlanes, categories and tags."""

from __future__ import annotations

from boards.actors import APPLICATION
from boards.models import (
    Category,
    Column,
    Project,
    Swimlane,
    Tag,
)
from boards.services.projects import create_project
from tests.web.project_settings.asking import query


class TestBoardSettings:
    def test_columns(self, world):
        world.manager.post(query("Column", "create", world), {"title": "Test", "task_limit": "3"})
        column = Column.objects.get(title="Test")
        assert (column.position, column.task_limit) == (5, 3)
        assert world.manager.post(query("Column", "create", world), {"title": "Test"}).status_code == 422
        world.manager.post(query("Column", "edit", world, column_id=column.pk), {"title": "Check"})
        world.manager.post(query("Column", "move", world, column_id=column.pk, position=1))
        column.refresh_from_db()
        assert (column.title, column.position) == ("Check", 1)
        for position, result in ((2, True), (99, False)):
            body = {"column_id": column.pk, "position": position}
            answer = world.manager.post(query("Column", "move", world), body, content_type="application/json")
            assert answer.json() == {"result": result}
        missing = world.manager.post(query("Column", "move", world), {}, content_type="application/json")
        assert missing.status_code == 403
        world.manager.post(query("Column", "remove", world, column_id=column.pk))
        assert not Column.objects.filter(pk=column.pk).exists()

    def test_a_new_column_is_as_its_form_says(self, world):
        world.manager.post(
            query("Column", "create", world),
            {"title": "Later", "task_limit": "", "hide_in_dashboard": "1", "description": "not now"},
        )
        column = Column.objects.get(title="Later")
        assert (column.task_limit, column.hide_in_dashboard, column.description) == (0, True, "not now")

    def test_a_column_with_tasks_stays(self, world):
        task = world.task()
        response = world.manager.post(query("Column", "remove", world, column_id=task.column_id))
        assert response.status_code == 422
        assert Column.objects.filter(pk=task.column_id).exists()

    def test_swimlanes(self, world):
        world.manager.post(query("Swimlane", "create", world), {"name": "Fast"})
        lane = Swimlane.objects.get(name="Fast")
        world.manager.post(query("Swimlane", "move", world, swimlane_id=lane.pk, position=1))
        lane.refresh_from_db()
        assert lane.position == 1
        world.manager.post(query("Swimlane", "disable", world, swimlane_id=lane.pk))
        lane.refresh_from_db()
        assert not lane.is_active
        assert "Fast" in world.manager.get(f"/project/{world.project.pk}/swimlanes").content.decode()
        world.manager.post(query("Swimlane", "enable", world, swimlane_id=lane.pk))
        world.manager.post(query("Swimlane", "edit", world, swimlane_id=lane.pk), {"name": "Faster"})
        world.manager.post(query("Swimlane", "remove", world, swimlane_id=lane.pk))
        assert not Swimlane.objects.filter(name="Faster").exists()

    def test_categories_and_tags(self, world):
        world.manager.post(query("Category", "create", world), {"name": "Bug", "color_id": "red"})
        category = Category.objects.get()
        assert world.manager.post(query("Category", "create", world), {"name": "BUG"}).status_code == 422
        world.manager.post(query("Category", "edit", world, category_id=category.pk), {"name": "Fault"})
        world.manager.post(query("ProjectTag", "create", world), {"name": "wood"})
        tag = Tag.objects.get()
        world.manager.post(query("ProjectTag", "edit", world, tag_id=tag.pk), {"name": "oak", "color_id": "brown"})
        assert world.manager.post(query("ProjectTag", "makeGlobalTag", world, tag_id=tag.pk)).status_code == 403
        for path in ("categories", "tags"):
            assert world.manager.get(f"/project/{world.project.pk}/{path}").status_code == 200
        world.manager.post(query("ProjectTag", "updateSettings", world), {})
        assert not Project.objects.get().enable_global_tags
        world.admin.post(query("ProjectTag", "makeGlobalTag", world, tag_id=tag.pk))
        assert Tag.objects.get().project_id is None
        world.manager.post(query("Category", "remove", world, category_id=category.pk))
        assert not Category.objects.exists()

    def test_parts_of_another_project_are_unknown(self, world):
        other = create_project(actor=APPLICATION, name="Other")
        column = Column.objects.filter(project=other).first()
        assert world.manager.post(query("Column", "remove", world, column_id=column.pk)).status_code == 404
        assert world.manager.get(query("Column", "edit", world, column_id=column.pk)).status_code == 404

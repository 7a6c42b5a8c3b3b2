"""Who may open the settings of a project."""

from __future__ import annotations

import pytest

from boards.models import (
    Project,
)

PAGES = (
    "edit", "share", "notifications", "integrations", "columns", "swimlanes", "categories", "tags", "permissions",
    "custom-roles", "actions", "predefined-contents", "duplicate", "import/tasks", "enable", "disable", "remove",
)  # fmt: skip


class TestAccess:
    @pytest.mark.parametrize("path", PAGES)
    def test_settings_are_for_managers(self, world, path):
        url = f"/project/{world.project.pk}/{path}"
        for who in ("viewer", "member", "outsider", "chief"):
            assert world.client(who).get(url).status_code == 403, who
            assert world.client(who).post(url).status_code in (403, 405), who
        assert world.manager.get(url).status_code == 200
        assert world.admin.get(url).status_code == 200
        assert world.anonymous.get(url).status_code == 302
        assert Project.objects.get().is_active

    def test_the_summary_is_for_viewers_and_filters_for_members(self, world):
        assert world.viewer.get(f"/project/{world.project.pk}").status_code == 200
        assert world.viewer.get(f"/project/{world.project.pk}/customer-filters").status_code == 403
        assert world.member.get(f"/project/{world.project.pk}/custom-filters").status_code == 200

    def test_a_personal_project_has_no_permissions(self, world):
        Project.objects.update(is_private=True)
        assert world.manager.get(f"/project/{world.project.pk}/permissions").status_code == 403
        assert world.manager.get(f"/project/{world.project.pk}/custom-roles").status_code == 403

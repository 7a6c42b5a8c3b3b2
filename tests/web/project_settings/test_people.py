"""Members, groups and custom roles."""

from __future__ import annotations

import pytest

from boards.models import (
    ColumnRestriction,
    CustomRole,
    Group,
    MoveRestriction,
    ProjectGroup,
    ProjectRestriction,
    ProjectUser,
    User,
)
from tests.web.project_settings.asking import query

AJAX = {"X-Requested-With": "XMLHttpRequest"}


class TestPeople:
    def test_people_come_change_and_go(self, world):
        outsider = world.people["outsider"].pk
        data = {"user_id": outsider, "role": "project-viewer"}
        world.manager.post(query("ProjectPermission", "addUser", world), data)
        assert world.outsider.get(f"/board/{world.project.pk}").status_code == 200
        body = {"id": outsider, "role": "project-member"}
        url = query("ProjectPermission", "changeUserRole", world)
        answer = world.manager.post(url, body, content_type="application/json", headers=AJAX)
        assert answer.json() == {"status": "ok"}
        assert world.manager.post(url, body, content_type="application/json").status_code == 400
        world.manager.post(query("ProjectPermission", "removeUser", world, user_id=outsider))
        assert world.outsider.get(f"/board/{world.project.pk}").status_code == 403

    @pytest.mark.parametrize("typed", ["outsider", "OUTSIDER", "Out", "Outsider (outsider)"])
    def test_people_are_added_by_a_name(self, world, typed):
        page = world.manager.get(f"/project/{world.project.pk}/permissions").content.decode()
        assert '<option value="Outsider (outsider)">' in page
        data = {"user_id": typed, "role": "project-member"}
        world.manager.post(query("ProjectPermission", "addUser", world), data)
        assert world.outsider.get(f"/board/{world.project.pk}").status_code == 200

    @pytest.mark.parametrize("typed", ["", "  ", "Nobody", "Otto", "ot"])
    def test_nobody_is_added_by_a_name_that_is_not_clear(self, world, typed):
        """Two are called Otto; members are there already."""
        for username in ("otto1", "otto2"):
            User.objects.create(username=username, name="Otto")
        before = ProjectUser.objects.count()
        url = query("ProjectPermission", "addUser", world)
        world.manager.post(url, {"user_id": typed, "role": "project-member"})
        assert ProjectUser.objects.count() == before
        page = world.manager.get(f"/project/{world.project.pk}/permissions").content.decode()
        assert "is nobody, or several, who can be added." in page
        world.manager.post(url, {"user_id": "Otto (otto2)", "role": "project-member"})
        assert ProjectUser.objects.filter(user__username="otto2").exists()

    def test_thousands_who_can_be_added_are_neither_all_shown_nor_all_read(self, world):
        User.objects.bulk_create(User(username=f"p{n}", name=f"Мария {n}", password="!") for n in range(1_200))
        Group.objects.bulk_create(Group(name=f"Экипаж {n}") for n in range(1_200))
        page = world.manager.get(f"/project/{world.project.pk}/permissions").content.decode()
        assert page.count('<option value="Мария') <= 500
        assert page.count('<option value="Экипаж') == 500
        for kind, typed in (("user", "мария 1199"), ("user", "МАРИЯ 1198 (p1198)"), ("group", "экипаж 1199")):
            data = {f"{kind}_id": typed, "role": "project-member"}
            world.manager.post(query("ProjectPermission", f"add{kind.title()}", world), data)
        assert set(ProjectUser.objects.values_list("user__username", flat=True)) >= {"p1199", "p1198"}
        assert ProjectGroup.objects.get().group.name == "Экипаж 1199"

    def test_groups_are_added_by_a_name(self, world):
        Group.objects.create(name="Crew")
        data = {"group_id": "crew", "role": "project-member"}
        world.manager.post(query("ProjectPermission", "addGroup", world), data)
        assert ProjectGroup.objects.get().group.name == "Crew"

    def test_only_known_roles_are_taken(self, world):
        body = {"id": world.people["member"].pk, "role": "project-emperor"}
        url = query("ProjectPermission", "changeUserRole", world)
        assert world.manager.post(url, body, content_type="application/json", headers=AJAX).status_code == 422
        assert ProjectUser.objects.get(user=world.people["member"]).role == "project-member"

    def test_the_last_manager_stays(self, world):
        manager = world.people["manager"].pk
        body = {"id": manager, "role": "project-member"}
        url = query("ProjectPermission", "changeUserRole", world)
        assert world.admin.post(url, body, content_type="application/json", headers=AJAX).status_code == 422
        world.admin.post(query("ProjectPermission", "removeUser", world, user_id=manager))
        world.manager.post(query("ProjectPermission", "removeUser", world, user_id=manager))
        assert ProjectUser.objects.get(user_id=manager).role == "project-manager"

    def test_groups(self, world):
        group = Group.objects.create(name="Crew")
        data = {"group_id": group.pk, "role": "project-member"}
        world.manager.post(query("ProjectPermission", "addGroup", world), data)
        world.manager.post(query("ProjectPermission", "changeGroupRole", world), {**data, "role": "project-viewer"})
        assert ProjectGroup.objects.get().role == "project-viewer"
        world.manager.post(query("ProjectPermission", "removeGroup", world, group_id=group.pk))
        assert not ProjectGroup.objects.exists()

    def test_a_custom_role_without_restrictions_is_shown(self, world):
        project = world.project.pk
        assert world.manager.post(query("ProjectRole", "save", world), {"role": "free"}).status_code == 302
        page = world.manager.get(f"/project/{project}/custom-roles")
        assert (page.status_code, "free" in page.content.decode()) == (200, True)

    def test_custom_roles_and_what_they_restrict(self, world):
        world.manager.post(query("ProjectRole", "create", world), {"role": "Mate"})
        role = CustomRole.objects.get()
        assert world.manager.post(query("ProjectRole", "create", world), {"role": "Mate"}).status_code == 422
        world.manager.post(query("ProjectRole", "edit", world, role_id=role.pk), {"role": "Cook"})
        done, ready = world.columns["Done"].pk, world.columns["Ready"].pk
        rule = {"rule": "task_remove"}
        world.manager.post(query("ProjectRoleRestriction", "save", world, role_id=role.pk), rule)
        rule = {"rule": "block.task_creation", "column_id": done}
        world.manager.post(query("ColumnRestriction", "save", world, role_id=role.pk), rule)
        pair = {"src_column_id": ready, "dst_column_id": done, "only_assigned": "1"}
        world.manager.post(query("ColumnMoveRestriction", "save", world, role_id=role.pk), pair)
        html = world.manager.get(f"/project/{world.project.pk}/custom-roles").content.decode()
        assert "Cook" in html
        assert "Ready ↔ Done" in html
        for controller, model in (
            ("ProjectRoleRestriction", ProjectRestriction), ("ColumnRestriction", ColumnRestriction),
            ("ColumnMoveRestriction", MoveRestriction),
        ):  # fmt: skip
            url = query(controller, "remove", world, restriction_id=model.objects.get().pk)
            assert world.member.post(url).status_code == 403
            world.manager.post(url)
            assert not model.objects.exists()
        world.manager.post(query("ProjectRole", "remove", world, role_id=role.pk))
        assert not CustomRole.objects.exists()

"""What fields ask while one types."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from boards.models import User


class TestLookups:
    def test_only_what_one_may_see_is_found(self, world):
        task = world.task("Anchor")
        url = "/?controller=TaskAjaxController&action=autocomplete&term=anch"
        assert [one["id"] for one in world.viewer.get(url).json()] == [task.pk]
        assert world.outsider.get(url).json() == []
        url = f"/?controller=TaskAjaxController&action=suggest&search={task.pk}"
        assert world.member.get(url).json()[0]["value"] == str(task.pk)

    @pytest.mark.parametrize("typed", ["jos", "José", "@jose", "ñan", "Nandu", "NÁN", "mary", "O'R"])
    def test_people_are_found_by_any_of_their_names_without_accents(self, world, typed):
        User.objects.filter(pk=world.people["member"].pk).update(username="jose", name="José Mary-Ann Ñandú O'Rourke")
        url = f"/?controller=UserAjaxController&action=mention&project_id={world.project.pk}"
        assert [one["value"] for one in world.manager.get(f"{url}&search={quote(typed)}").json()] == ["jose"]
        assert world.manager.get(f"{url}&search=ann").json() == []

    def test_tasks_are_found_by_their_first_digits(self, world):
        tasks = [world.task(str(number)).pk for number in range(12)]
        first = str(tasks[-1])[0]
        url = f"/?controller=TaskAjaxController&action=suggest&search={first}"
        found = [one["value"] for one in world.member.get(url).json()]
        assert found == [str(pk) for pk in tasks if str(pk).startswith(first)]

    def test_people_and_previews(self, world):
        url = f"/?controller=UserAjaxController&action=mention&project_id={world.project.pk}&search=mem"
        assert world.member.get(url).json() == [{"value": "member", "html": "member Member"}]
        assert world.viewer.get(url).status_code == 403
        preview = "/?controller=TaskAjaxController&action=preview"
        assert world.member.post(preview, {"text": "**x**"}).json() == [
            '<div class="markdown"><p><strong>x</strong></p>\n</div>'
        ]
        assert world.member.post(preview, {"text": ""}).json() == []

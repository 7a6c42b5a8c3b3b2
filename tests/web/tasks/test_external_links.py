"""Links to elsewhere."""

from __future__ import annotations

import pytest

from boards.models import (
    ExternalLink,
)


class TestExternalLinks:
    def test_the_first_step_finds_kind_and_title(self, world):
        task = world.task()
        url = f"/task/{task.pk}/external-link/create"
        html = world.member.post(url, {"text": "https://example.com/plan.pdf", "type": "auto"}).content.decode()
        assert 'value="plan.pdf"' in html
        assert 'value="attachment"' in html
        assert not ExternalLink.objects.exists()
        data = {"url": "https://example.com/plan.pdf", "title": "The plan", "link_type": "attachment"}
        world.member.post(f"/task/{task.pk}/external-link/save", data)
        link = ExternalLink.objects.get()
        assert (link.title, link.link_type, link.dependency) == ("The plan", "attachment", "related")

    @pytest.mark.parametrize("text", ["nonsense", "javascript:alert(1)", ""])
    def test_what_fits_nothing_is_told(self, world, text):
        task = world.task()
        response = world.member.post(f"/task/{task.pk}/external-link/create", {"text": text, "type": "auto"})
        assert response.status_code == 422
        data = {"url": text, "title": "x", "link_type": "weblink"}
        assert world.member.post(f"/task/{task.pk}/external-link/save", data).status_code == 422
        assert not ExternalLink.objects.exists()

    def test_an_address_that_no_browser_should_follow_is_text(self, world):
        task = world.task()
        ExternalLink.objects.create(
            task=task, link_type="weblink", dependency="related", title="Trap", url="javascript:alert(1)",
            date_creation=1, date_modification=1,
        )  # fmt: skip
        html = world.member.get(f"/task/{task.pk}").content.decode()
        assert "Trap" in html
        assert 'href="javascript' not in html

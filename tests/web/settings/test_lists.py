"""Link labels, global tags, rates of currencies (web.md 9.6)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from boards.actors import APPLICATION
from boards.models import AuditEntry, CurrencyRate, Link, Tag, TaskLink, TaskTag
from boards.services.tags import create_tag
from boards.services.task_links import create_task_link
from tests.web.asking import text


def kinds(subject: str) -> list[str]:
    """What the log has of labels or tags."""
    return list(AuditEntry.objects.filter(kind__startswith=subject).order_by("pk").values_list("kind", flat=True))


class TestLabels:
    def test_a_pair_is_made_changed_and_removed(self, world, post, told):
        assert post("Link.save", {"label": "eats", "opposite_label": "is eaten by"}).status_code == 302
        eats = Link.objects.get(label="eats")
        assert eats.opposite.label == "is eaten by"
        assert "is eaten by" in text(world.admin.get("/settings/links/labels"))
        edit = world.admin.get(f"/settings/links/labels/edit/{eats.pk}")
        assert edit.context["form"].initial == {"label": "eats", "opposite_id": eats.opposite_id}
        post("Link.update", {"label": "devours", "opposite_id": "0"}, link_id=eats.pk)
        eats.refresh_from_db()
        assert (eats.label, eats.opposite_id) == ("devours", None)
        post("Link.remove", link_id=eats.pk)
        assert not Link.objects.filter(pk=eats.pk).exists()
        assert told() == "Label “devours” changed. | Label “devours” removed."
        assert kinds("link.") == ["link.created", "link.changed", "link.removed"]

    @pytest.mark.parametrize("label", ["blocks", "", " ", "x" * 192])
    def test_a_wrong_label_is_refused_in_words(self, post, label):
        page = post("Link.save", {"label": label, "opposite_label": "is eaten by"})
        assert page.status_code == 422
        assert page.context["form"].errors
        assert not Link.objects.filter(label="is eaten by").exists()

    def test_a_removal_says_how_many_links_go(self, world, post):
        blocks, relates = Link.objects.get(label="blocks"), Link.objects.get(label="relates to")
        tasks = [world.task(str(number)) for number in range(3)]
        for other in tasks[1:]:
            for kind in (blocks, relates):
                create_task_link(
                    actor=APPLICATION, task_id=tasks[0].pk, opposite_task_id=other.pk, link_id=kind.pk
                )  # fmt: skip
        for kind in (blocks, relates):
            question = world.admin.get(f"/settings/links/labels/confirm/{kind.pk}")
            assert f"“{kind.label}” goes, and with it 2 links between tasks." in text(question)
        assert [n for one, n in world.admin.get("/settings/links").context["labels"] if one.pk == blocks.pk] == [2]
        post("Link.remove", link_id=blocks.pk)
        assert not TaskLink.objects.filter(link_id=blocks.pk).exists()


class TestTags:
    def test_one_is_made_changed_and_removed(self, world, post, told):
        post("Tag.save", {"name": "urgent", "color_id": "red"})
        tag = Tag.objects.get()
        assert (tag.project_id, tag.name, tag.color_id) == (None, "urgent", "red")
        post("Tag.update", {"name": "later", "color_id": ""}, tag_id=tag.pk)
        tag.refresh_from_db()
        assert (tag.name, tag.color_id) == ("later", None)
        task = world.task(tags=["later"])
        assert TaskTag.objects.get(task=task).tag_id == tag.pk
        question = world.admin.get(f"/?controller=TagController&action=confirm&tag_id={tag.pk}")
        assert "“later” is taken from 1 task." in text(question)
        post("Tag.remove", tag_id=tag.pk)
        assert not Tag.objects.exists()
        assert told() == "Tag “later” removed."
        assert kinds("tag.") == ["tag.created", "tag.changed", "tag.removed"]

    @pytest.mark.parametrize("name", ["", "old", "x" * 192])
    def test_a_wrong_name_is_refused_in_words(self, post, name):
        create_tag(actor=APPLICATION, project_id=None, name="old")
        page = post("Tag.save", {"name": name, "color_id": ""})
        assert page.status_code == 422
        assert page.context["form"].errors
        assert Tag.objects.count() == 1

    def test_the_tags_of_projects_are_not_touched_here(self, world, post):
        tag = create_tag(actor=APPLICATION, project_id=world.project.pk, name="wet")
        assert post("Tag.update", {"name": "dry"}, tag_id=tag.pk).status_code == 404
        assert post("Tag.remove", tag_id=tag.pk).status_code == 404
        assert Tag.objects.get().name == "wet"


class TestCurrencies:
    def test_a_rate_is_set_again_and_removed(self, world, post, told):
        post("Currency.save", {"currency": "EUR", "rate": "1.0800"})
        assert CurrencyRate.objects.get().rate == Decimal("1.08")
        assert "1.08 USD" in text(world.admin.get("/settings/currencies"))
        assert 'value="1.08"' in text(world.admin.get("/settings/currencies/create?currency=EUR"))
        post("Currency.save", {"currency": "EUR", "rate": "1.1"})
        assert told() == "EUR: rate 1.1"
        post("Currency.save", {"currency": "EUR", "rate": "1.10"})
        assert world.admin.get("/settings/currencies/EUR/remove").status_code == 200
        world.admin.post("/settings/currencies/EUR/remove")
        assert not CurrencyRate.objects.exists()
        assert told() == "Rate of EUR removed."
        changes = AuditEntry.objects.filter(kind="currency.set").order_by("pk").values_list("changes", flat=True)
        assert [one["rate"] for one in changes] == [["", "1.08"], ["1.08", "1.1"], ["1.1", ""]]
        assert world.admin.post("/settings/currencies/EUR/remove").status_code == 404

    def test_the_currency_of_reference_has_no_rate(self, post):
        page = post("Currency.save", {"currency": "USD", "rate": "2"})
        assert page.context["form"].errors == {
            "currency": ["This is the currency of reference: it is worth 1 of itself."]
        }
        assert not CurrencyRate.objects.exists()

    @pytest.mark.parametrize(
        ("currency", "rate"),
        [("EUR", "0"), ("EUR", "-1"), ("EUR", "x"), ("EUR", "NaN"), ("EUR", "1e30"), ("EUR", "1e-30"), ("XXX", "1")],
    )
    def test_a_wrong_rate_is_refused_in_words(self, post, currency, rate):
        page = post("Currency.save", {"currency": currency, "rate": rate})
        assert page.status_code == 422
        assert set(page.context["form"].errors) == {"currency" if currency == "XXX" else "rate"}
        assert not CurrencyRate.objects.exists()

    def test_the_currency_of_reference_is_one_of_the_list(self, post):
        page = post("Currency.update", {"application_currency": "XXX"})
        assert page.status_code == 422
        assert page.context["form"].errors["application_currency"]

"""A page is in one language."""

from __future__ import annotations

import re

from boards.actors import APPLICATION
from boards.services.users import update_user
from tests.web.asking import text


def test_who_has_chosen_a_language_without_a_catalogue_reads_english_only(world):
    update_user(actor=APPLICATION, user=world.people["member"], changes={"language": "de_DE"})
    answer = world.member.post(f"/user/{world.people['member'].pk}/edit", {"username": ""})
    page = text(answer)
    assert '<html lang="en"' in page
    assert "This field is required." in page
    assert not re.search(r"erforderlich|Dieses Feld", page)

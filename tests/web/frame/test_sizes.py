"""How big a file is, in words."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from boards.web.jinja.words import size


@pytest.mark.parametrize(
    ("octets", "written"),
    [
        (None, "0 B"),
        (6, "6 B"),
        (1023, "1023 B"),
        (1024, "1.0 kB"),
        (3502, "3.4 kB"),
        (10_189, "10 kB"),
        (1_048_575, "1.0 MB"),
        (1_048_576, "1.0 MB"),
        (125_829_120, "120 MB"),
        (5 * 1024**4, "5120 GB"),
    ],
)
def test_a_size_is_short(octets, written):
    assert size(octets) == written.replace(" ", "\u00a0")


def test_a_size_is_written_as_the_language_does():
    with override("de"):
        assert size(3502) == "3,4\u00a0kB"

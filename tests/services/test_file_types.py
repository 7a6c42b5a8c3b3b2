"""What a file is, by its name (boards/file_types.py)."""

from __future__ import annotations

import pytest

from boards.file_types import CONTENT_TYPES, HARDLY_PLAYED, PICTURES, extension, file_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Holiday.JPG", "picture"),
        ("a.b.png", "picture"),
        ("png", "other"),
        ("drawing.svg", "other"),
        ("page.html", "other"),
        ("notes.MD", "text"),
        ("report.pdf", "media"),
        ("film.mp4", "media"),
        ("film.avi", "other"),
        ("archive.tar.gz", "other"),
        ("ends.", "other"),
        ("", "other"),
    ],
)
def test_a_file_is_known_by_its_extension(name: str, kind: str):
    assert file_kind(name) == kind


def test_an_extension_is_what_stands_behind_the_last_point():
    assert [extension(name) for name in ("A.Tar.GZ", "none", "ends.", ".hidden")] == ["gz", "", "", "hidden"]


def test_all_pictures_and_films_have_a_content_type():
    assert CONTENT_TYPES.keys() >= PICTURES | HARDLY_PLAYED

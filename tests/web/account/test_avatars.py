"""Pictures of people."""

from __future__ import annotations

import hashlib
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from boards.models import (
    User,
)
from tests.web.account.asking import query
from tests.web.asking import text


class TestPicture:
    @pytest.fixture(autouse=True)
    def storage(self, settings, tmp_path):
        storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
        settings.STORAGES = {**settings.STORAGES, "default": storage}

    def picture(self, kind: str = "PNG", size: tuple[int, int] = (200, 100)) -> bytes:
        content = io.BytesIO()
        Image.new("RGB", size, "red").save(content, kind)
        return content.getvalue()

    def upload(self, world, name: str, content: bytes) -> Any:
        pk = world.people["member"].pk
        return world.member.post(query("AvatarFile.upload", user_id=pk), {"avatar": SimpleUploadedFile(name, content)})

    def test_it_is_shown_in_the_size_that_is_asked_for(self, world):
        self.upload(world, "me.png", self.picture())
        user = User.objects.get(username="member")
        (url,) = re.findall(
            r'<img class="avatar avatar-96" src="([^"]+)"', text(world.member.get(f"/user/{user.pk}/avatar"))
        )
        response = world.anonymous.get(url.replace("&amp;", "&"))
        assert Image.open(io.BytesIO(response.content)).size == (96, 96)
        assert response["X-Content-Type-Options"] == "nosniff"
        etag = response["ETag"]
        again = world.anonymous.get(url.replace("&amp;", "&"), headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
        digest = hashlib.md5(f"{user.avatar_path}48".encode()).hexdigest()
        wanted = query("AvatarFile.image", user_id=user.pk, hash=digest)
        assert world.anonymous.get(wanted).status_code == 200
        assert world.anonymous.get(f"{wanted}&size=101").status_code == 400
        assert world.anonymous.get(query("AvatarFile.image", user_id=user.pk, hash="x")).status_code == 404

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("me.svg", b"<svg onload='alert(1)' xmlns='http://www.w3.org/2000/svg'/>"),
            ("me.png", b"<script>alert(1)</script>"),
            ("me.png", b"\x89PNG\r\n\x1a\n broken"),
            ("me.html", b"<p>"),
        ],
    )
    def test_what_is_no_picture_is_refused(self, world, name, content):
        response = self.upload(world, name, content)
        assert response.status_code == 422
        assert "This is no picture." in text(response)
        assert not User.objects.get(username="member").avatar_path

    def test_it_is_removed_after_a_question(self, world):
        self.upload(world, "me.jpg", self.picture("JPEG"))
        url = query("AvatarFile.remove", user_id=world.people["member"].pk)
        world.member.get(url)
        assert User.objects.get(username="member").avatar_path
        world.member.post(url)
        assert not User.objects.get(username="member").avatar_path

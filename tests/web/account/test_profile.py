"""The profile, and what guards it."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from boards.actors import Actor, ActorKind
from boards.authentication.lockout import count_failures
from boards.errors import Conflict
from boards.models import (
    User,
    UserNotificationProject,
    UserNotificationType,
)
from boards.services.users import disable_user, remove_user, update_user
from tests.conftest import Rpc
from tests.web.account.asking import PASSWORD, is_in, query, sign_in
from tests.web.asking import text


class TestProfile:
    def url(self, world, rest="edit", who="member") -> str:
        return f"/user/{world.people[who].pk}/{rest}"

    def fields(self, **changes: str) -> dict[str, str]:
        usual = {"username": "member", "name": "Member", "email": "member@example.com", "theme": "auto"}
        return {**usual, **changes}

    def test_everything_but_the_role_is_changed(self, world):
        fields = self.fields(
            name="Mo", theme="dark", timezone="Europe/Berlin", language="de_DE", filter="assignee:me", role="app-admin"
        )
        fields["task.search.all.fields"] = "1"
        world.member.post(self.url(world), fields)
        user = User.objects.get(username="member")
        assert (user.name, user.theme, user.timezone, user.language, user.filter, user.role) == (
            "Mo", "dark", "Europe/Berlin", "de_DE", "assignee:me", "app-user",
        )  # fmt: skip
        assert 'data-theme="dark"' in text(world.member.get("/dashboard"))

    def test_another_mail_address_needs_the_password(self, world):
        """A link for a forgotten password goes there: a session that was left open would give the account away."""
        fields = self.fields(name="Mo", email="new@example.com")
        for guess, sentence in (("", "your present password is needed"), ("wrong", "This is not your password.")):
            response = world.member.post(self.url(world), {**fields, "current_password": guess})
            assert (response.status_code, sentence in text(response)) == (422, True)
        user = User.objects.get(username="member")
        assert (user.name, user.email) == ("Member", "member@example.com")
        assert world.admin.post(self.url(world), fields).status_code == 422
        world.member.post(self.url(world), {**fields, "current_password": PASSWORD})
        assert User.objects.get(username="member").email == "new@example.com"
        world.member.post(self.url(world), self.fields(name="Mia", email="new@example.com"))
        assert User.objects.get(username="member").name == "Mia"

    def test_guesses_beside_a_change_are_counted(self, world):
        fields = self.fields(email="new@example.com", current_password="wrong")
        for _ in range(4):
            response = world.member.post(self.url(world), fields)
        assert "seconds before you try again" in text(response)
        assert count_failures("member") == 4

    def test_single_letters_can_be_switched_off(self, world):
        assert "data-keys" not in text(world.member.get("/dashboard"))
        world.member.post(self.url(world), self.fields(keys_off="1"))
        assert 'data-keys="off"' in text(world.member.get("/dashboard"))

    def test_an_administrator_changes_the_role(self, world):
        world.admin.post(self.url(world), self.fields(role="app-manager"))
        assert User.objects.get(username="member").role == "app-manager"

    @pytest.mark.parametrize(
        "change",
        [
            {"username": ""},
            {"username": "admin"},
            {"email": "nonsense"},
            {"theme": "pink"},
            {"timezone": "Mars/Sea"},
            {"language": "xx_XX"},
        ],
    )
    def test_a_bad_value_is_told_and_nothing_changes(self, world, change):
        response = world.member.post(self.url(world), self.fields(name="Other", **change))
        assert response.status_code == 422
        assert "Not saved:" in text(response)
        assert User.objects.get(pk=world.people["member"].pk).name == "Member"

    def test_the_password_needs_the_present_one_and_ends_other_sessions(self, anna):
        here, there = Client(), Client()
        sign_in(here)
        sign_in(there)
        url = f"/user/{anna.pk}/password"
        fields = {"current_password": "wrong", "password": "better-pw", "confirmation": "better-pw"}
        assert "This is not your password." in text(here.post(url, fields))
        assert here.post(url, {**fields, "current_password": PASSWORD}).status_code == 302
        assert (is_in(here), is_in(there)) == (True, False)
        assert sign_in(Client(), "better-pw").status_code == 302

    def test_an_administrator_proves_it_with_the_own_password(self, world):
        url = self.url(world, "password")
        User.objects.filter(username="admin").update(password=make_password("admin-pw"))
        admin = Client()
        admin.force_login(User.objects.get(username="admin"), backend="boards.authentication.backends.PasswordBackend")
        fields = {"password": "better-pw", "confirmation": "better-pw"}
        assert admin.post(url, {**fields, "current_password": PASSWORD}).status_code == 422
        assert admin.post(url, {**fields, "current_password": "admin-pw"}).status_code == 302
        assert User.objects.get(username="member").check_password("better-pw")

    def test_remote_accounts_have_no_password(self, world):
        User.objects.filter(username="member").update(is_ldap_user=True)
        assert world.member.get(self.url(world, "password")).status_code == 403

    def test_notifications_are_chosen(self, world):
        fields = {
            "notification_types[web]": "1",
            "notifications_filter": "2",
            f"notification_projects[{world.project.pk}]": "1",
            "notification_projects[999]": "1",
        }
        world.member.post(self.url(world, "notifications"), fields)
        user = User.objects.get(username="member")
        assert (user.notifications_enabled, user.notifications_filter) == (True, 2)
        assert [one.notification_type for one in UserNotificationType.objects.all()] == ["web"]
        assert [one.project_id for one in UserNotificationProject.objects.all()] == [world.project.pk]
        world.member.post(self.url(world, "notifications"), {"notifications_filter": "4"})
        assert not User.objects.get(username="member").notifications_enabled

    def test_a_mail_address_is_shown_to_its_owner_and_to_administrators(self, world):
        member = world.people["member"]
        User.objects.filter(pk=member.pk).update(email="member@example.com")
        card = f"/user/profile/{member.pk}"
        for client in (world.member, world.admin):
            assert "member@example.com" in text(client.get(card))
        for client in (world.viewer, world.manager):
            assert "member@example.com" not in text(client.get(card))

    def test_accounts_elsewhere_are_shown_as_they_were(self, world):
        member = world.people["member"]
        page = f"/user/{member.pk}/accounts"
        assert "connected to no other one" in text(world.member.get(page))
        User.objects.filter(pk=member.pk).update(github_id="octo")
        assert "octo" in text(world.member.get(page))

    def test_a_token_is_shown_once(self, world):
        url = query("UserApiAccess.generate", user_id=world.people["member"].pk)
        world.member.get(url)
        member = User.objects.get(username="member")
        fields = {"name": "Backup", "scope": "read", "expiration": "in 3 months"}
        for wrong in ({"current_password": ""}, {"current_password": "wrong"}, {"name": ""}, {"expiration": "once"},
                      {"expiration": "2001-01-01"}, {"scope": "all"}):  # fmt: skip
            refused = world.member.post(url, {**fields, "current_password": PASSWORD, **wrong})
            assert refused.status_code == 422
            assert "form-errors" in text(refused)
        assert not member.personal_tokens.exists()
        made = text(world.member.post(url, {**fields, "current_password": PASSWORD}))
        (token,) = re.findall(r'<code class="secret">([0-9a-f]{60})</code>', made)
        assert token not in text(world.member.get(self.url(world, "api")))
        assert Rpc("member", token).getMe()["username"] == "member"
        shown = text(world.member.get(self.url(world, "api")))
        assert "Backup" in shown
        remove = query("UserApiAccess.remove", user_id=member.pk, token_id=member.personal_tokens.get().pk)
        assert world.admin.post(remove.replace(f"user_id={member.pk}", "user_id=1")).status_code == 404
        assert "shut out" in text(world.member.get(remove))
        world.member.post(remove)
        assert Rpc("member", token).answer("getMe")[0] == 401

    def test_an_administrator_sets_how_one_signs_in_and_unlocks(self, world, anna):
        world.admin.post(f"/user/{anna.pk}/authentication", {"disable_login_form": "1"})
        assert sign_in(Client()).status_code == 200
        world.admin.post(f"/user/{anna.pk}/authentication", {})
        for _ in range(3):
            sign_in(Client(), "wrong")
        assert Rpc("anna", PASSWORD).answer("getVersion")[0] == 401
        world.admin.post(query("UserCredential.unlock", user_id=anna.pk))
        assert Rpc("anna", PASSWORD).answer("getVersion")[0] == 200


@pytest.mark.parametrize("switch", ["is_ldap_user", "disable_login_form"])
def test_an_administrator_with_a_way_in_stays_over_every_door(world, switch):
    """Nobody takes the own sign-in away, and one who can still sign in is neither demoted nor disabled."""
    admin, chief = world.people["admin"], world.people["chief"]
    User.objects.filter(pk=chief.pk).update(role="app-admin")
    answer = world.admin.post(f"/user/{admin.pk}/authentication", {switch: "1"})
    assert answer.status_code == 422
    assert "With this you would lock yourself out." in text(answer)
    assert world.admin.post(f"/user/{chief.pk}/authentication", {switch: "1"}).status_code == 302
    application = Actor(ActorKind.APPLICATION, username="jsonrpc")
    with pytest.raises(Conflict, match="can sign in"):
        update_user(actor=application, user=admin, changes={switch: True})
    with pytest.raises(Conflict, match="can sign in"):
        update_user(actor=application, user=admin, changes={"role": "app-user"})
    with pytest.raises(Conflict, match="can sign in"):
        disable_user(actor=application, user=admin)
    with pytest.raises(Conflict, match="can sign in"):
        remove_user(actor=application, user=admin)
    admin.refresh_from_db()
    assert (admin.role, admin.is_active, getattr(admin, switch)) == ("app-admin", True, False)
    update_user(actor=application, user=User.objects.get(pk=chief.pk), changes={"role": "app-user"})

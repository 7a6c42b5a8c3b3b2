"""Inviting people by mail, and the form behind the link (web.md 3.6)."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.dates import DAY, now
from boards.models import AuditEntry, Invitation, Job, Project, ProjectUser, User
from boards.services.users import remove_user
from boards.workers.loop import run_due_jobs
from tests.web.asking import text

SAVE = "/?controller=UserInviteController&action=save"
SHOW = "/?controller=UserInviteController&action=show"
ACCOUNT = {"username": "ida", "name": "Ida", "email": "ida@example.org", "password": "secret-pw",
           "confirmation": "secret-pw"}  # fmt: skip
CONSOLE = "django.core.mail.backends.console.EmailBackend"


def invite(world, emails: str = "ida@example.org", **more):
    return world.admin.post(SAVE, {"emails": emails, "project_id": 0, **more})


def mailed() -> str:
    """The link of the last mail."""
    run_due_jobs()
    (path,) = re.findall(r"http://testserver(/invite/signup/[0-9a-f]+)", str(mail.outbox[-1].body))
    return path


def register(path: str, **more):
    return Client().post(f"/?controller=UserInviteController&action=register&token={path.rpartition('/')[2]}",
                         {**ACCOUNT, **more})  # fmt: skip


def test_a_mailed_link_leads_to_an_account_that_is_a_member(world):
    answer = invite(world, project_id=world.project.pk)
    assert (answer.status_code, answer["Location"]) == (302, SHOW)
    path = mailed()
    assert mail.outbox[0].to == ["ida@example.org"]
    assert "Admin invites you" in mail.outbox[0].body
    assert "“Harbour”" in mail.outbox[0].body
    page = text(Client().get(path))
    assert page.count('<option value="" selected>As the application</option>') == 2
    assert 'value="ida@example.org"' in page
    assert "“Harbour”" in page
    assert register(path, role="app-admin", is_ldap_user="1")["Location"] == "/login"
    user = User.objects.get(username="ida")
    assert (user.role, user.email, user.is_ldap_user, user.check_password("secret-pw")) == (
        "app-user", "ida@example.org", False, True,
    )  # fmt: skip
    assert ProjectUser.objects.get(user=user).role == "project-member"
    assert not Invitation.objects.exists()
    entry = AuditEntry.objects.get(kind="user.created", subject="ida")
    assert entry.actor_name == "ida@example.org"


@pytest.mark.parametrize("with_project", [True, False])
def test_the_mail_has_no_more_than_one_empty_line_in_a_row(world, with_project):
    invite(world, project_id=world.project.pk if with_project else 0)
    mailed()
    paragraphs = mail.outbox[0].body.strip().split("\n\n")
    assert [one.strip("\n") for one in paragraphs] == paragraphs
    assert len(paragraphs) == (5 if with_project else 4)


def test_only_the_digest_of_the_token_is_kept(world):
    invite(world)
    assert "token" not in str(list(Job.objects.values_list("payload", flat=True)))
    token = mailed().rpartition("/")[2]
    assert token not in str(list(Invitation.objects.values_list()))
    assert token not in str(list(AuditEntry.objects.values_list()))


def test_a_link_works_once(world):
    invite(world)
    invite(world)
    path = mailed()
    assert register(path).status_code == 302
    for again in (Client().get(path), register(path, username="other")):
        assert again.status_code == 404
        assert "It is used, withdrawn or too old." in text(again)
    assert not User.objects.filter(username="other").exists()


@pytest.mark.parametrize("taken", ["Admin", "ADMIN", "admin"])
def test_nobody_takes_the_name_of_somebody_else_in_other_case(world, taken):
    """Neither who signs up nor who renames the own account; administrators and programs may, as Kanboard lets them."""
    invite(world)
    refused = register(mailed(), username=taken)
    assert refused.status_code == 422
    assert "This user name is taken." in text(refused)
    member = world.people["member"]
    fields = {"username": taken, "name": "M", "email": member.email or "", "theme": "auto"}
    assert world.member.post(f"/user/{member.pk}/edit", fields).status_code == 422
    assert world.member.post(f"/user/{member.pk}/edit", {**fields, "username": "MEMBER"}).status_code == 302
    assert not User.objects.filter(username__iexact="admin").exclude(username="admin").exists()


def test_letters_of_all_scripts_count_in_any_case(world):
    User.objects.create(username="Мария.Ö+")
    invite(world)
    path = mailed()
    assert register(path, username="мария.ö+").status_code == 422
    assert register(path, username="мариях").status_code == 302


def test_a_new_invitation_takes_the_place_of_the_one_before(world):
    invite(world)
    old = mailed()
    invite(world, "Ida@Example.org")
    assert Client().get(old).status_code == 404
    assert Client().get(mailed()).status_code == 200
    assert Invitation.objects.count() == 1
    assert ["open", "replaced"] in [entry.changes.get("state") for entry in AuditEntry.objects.all()]


def test_a_link_ends_after_thirty_days(world):
    invite(world)
    path = mailed()
    assert Invitation.objects.get().date_expiration == pytest.approx(now() + 30 * DAY, abs=60)
    Invitation.objects.update(date_expiration=now() - 1)
    assert Client().get(path).status_code == 404
    assert register(path).status_code == 404
    assert "Too old" in text(world.admin.get(SHOW))
    assert Client().get("/invite/signup/x").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"username": "chief"}, "This user name is taken."),
        ({"password": "12345", "confirmation": "12345"}, "at least 6 characters"),
        ({"confirmation": "other"}, "The two are not the same."),
        ({"email": ""}, "This field is required"),
        ({"email": "nobody"}, "This is no address."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_link_stays_good(world, wrong, sentence):
    invite(world)
    path = mailed()
    answer = register(path, **wrong)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert register(path).status_code == 302


def test_each_address_is_invited_once_and_checked(world):
    answer = invite(world, "ida@example.org\n\n Ida@Example.org \nbo@example.org")
    assert answer.status_code == 302
    assert sorted(Invitation.objects.values_list("email", flat=True)) == ["bo@example.org", "ida@example.org"]
    assert AuditEntry.objects.filter(kind="user.invited").count() == 2
    for emails, sentence in (
        ("", "This field is required"),
        ("new@example.org\nnobody\na@b..c", "This is no address: nobody, a@b..c"),
        ("chief@example.com\nnew@example.org", "Somebody with this address is here already: chief@example.com"),
        ("\n".join(f"p{n}@example.org" for n in range(101)), "At most 100 addresses at once."),
    ):
        answer = invite(world, emails)
        assert answer.status_code == 422
        assert sentence in text(answer)
    assert Invitation.objects.count() == 2


def test_addresses_pasted_with_commas_or_semicolons_are_addresses(world):
    assert invite(world, "ida@example.org, bo@example.org;cy@example.org,\n").status_code == 302
    assert sorted(Invitation.objects.values_list("email", flat=True)) == [
        "bo@example.org", "cy@example.org", "ida@example.org",
    ]  # fmt: skip
    assert "3 invitations are on their way." in text(world.admin.get(SHOW))


def test_an_invitation_is_sent_again_with_another_link(world):
    invite(world)
    first = mailed()
    pk = Invitation.objects.get().pk
    Invitation.objects.update(date_expiration=now() - 1)
    assert world.admin.post(f"/users/invitation/{pk}/send").status_code == 302
    second = mailed()
    assert first != second
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_a_withdrawn_invitation_leads_nowhere_and_is_not_mailed(world):
    invite(world)
    pk = Invitation.objects.get().pk
    assert "ida@example.org" in text(world.admin.get(f"/users/invitation/{pk}/withdraw"))
    world.admin.post(f"/users/invitation/{pk}/withdraw")
    run_due_jobs()
    assert mail.outbox == []
    assert world.admin.get(f"/users/invitation/{pk}/withdraw").status_code == 404
    assert AuditEntry.objects.filter(changes__state=["open", "withdrawn"]).count() == 1


def test_without_mail_the_links_are_shown_once(world, settings):
    settings.EMAIL_BACKEND = CONSOLE
    assert "Mail is not set up here" in text(world.admin.get(SHOW))
    answer = invite(world, "ida@example.org\nbo@example.org")
    assert answer.status_code == 200
    found = re.findall(r"http://testserver(/invite/signup/[0-9a-f]+)", text(answer))
    assert len(found) == 2
    assert "no-store" in answer["Cache-Control"]
    assert not Job.objects.exists()
    assert "/invite/signup/" not in text(world.admin.get(SHOW))
    assert register(found[0]).status_code == 302
    pk = Invitation.objects.get().pk
    (renewed,) = re.findall(r"/invite/signup/[0-9a-f]+", text(world.admin.post(f"/users/invitation/{pk}/send")))
    assert Client().get(renewed).status_code == 200
    assert Client().get(found[1]).status_code == 404


@pytest.mark.parametrize("change", [{"is_private": True}, None])
def test_a_project_that_is_not_there_any_more_stops_nobody(world, change):
    invite(world, project_id=world.project.pk)
    path = mailed()
    if change:
        Project.objects.update(**change)
    else:
        Project.objects.all().delete()
    assert register(path).status_code == 302
    assert not ProjectUser.objects.filter(user__username="ida").exists()


def test_who_invited_may_be_gone(world):
    invite(world)
    world.people["chief"].role = "app-admin"
    world.people["chief"].save()
    remove_user(actor=world.actor("chief"), user=world.people["admin"])
    path = mailed()
    assert "You are invited to" in mail.outbox[-1].body
    assert register(path).status_code == 302


def test_the_page_costs_the_same_for_many_invitations(world):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            world.admin.get(SHOW)
        return len(queries)

    invite(world)
    world.admin.get(SHOW)
    few = count()
    for n in range(4):
        invite(world, "\n".join(f"p{n}-{m}@example.org" for m in range(60)), project_id=world.project.pk)
    assert count() == few
    assert text(world.admin.get(SHOW)).count("/withdraw") == 200

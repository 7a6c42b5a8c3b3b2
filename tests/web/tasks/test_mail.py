"""Sending tasks and comments by mail (web.md 7.7)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from boards.dates import now
from boards.models import Comment, Job
from boards.workers.loop import run_due_jobs


def send(world: Any, task: Any, who: str = "member", path: str = "email/send", **fields: str) -> Any:
    data = {"emails": "a@example.com, b@example.com", "subject": "Look at this", **fields}
    return world.client(who).post(f"/task/{task.pk}/{path}", data)


def test_a_summary_goes_to_each_address_and_a_comment_notes_it(world):
    task = world.task("Paint <b>")
    response = send(world, task)
    comment = Comment.objects.get(task=task)
    assert response["Location"] == f"/task/{task.pk}#comment-{comment.pk}"
    assert "a@example.com, b@example.com" in comment.comment
    assert "Look at this" in comment.comment
    run_due_jobs()
    assert [message.to for message in mail.outbox] == [["a@example.com"], ["b@example.com"]]
    message = mail.outbox[0]
    assert (message.subject, message.reply_to) == ("Look at this", ["member@example.com"])
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "Paint &lt;b&gt;" in str(message.alternatives[0][0])


def test_a_comment_goes_out_by_mail_and_stays_as_a_comment(world):
    task = world.task()
    url = f"/?controller=CommentMailController&action=save&task_id={task.pk}"
    fields = {"emails": "a@example.com", "subject": "News", "comment": "It is **red**.", "visibility": "app-user"}
    assert world.member.post(url, fields).status_code == 302
    assert Comment.objects.get(task=task).comment.startswith("It is **red**.\n\n")
    run_due_jobs()
    assert "It is **red**." in str(mail.outbox[0].body)


@pytest.mark.parametrize(
    ("emails", "sentence"),
    [
        ("nobody", "“nobody” is no mail address."),
        ("", "This field is required"),
        (" , ", "Write at least one address."),
    ],
)
def test_what_is_no_address_is_told_and_nothing_is_sent(world, emails, sentence):
    task = world.task()
    response = send(world, task, emails=emails)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Comment.objects.exists()
    assert not Job.objects.filter(name="mail.send_to_address").exists()


def many(n: int, start: int = 0) -> str:
    return ", ".join(f"p{number}@example.com" for number in range(start, start + n))


def test_a_mail_goes_to_twenty_addresses_at_most(world):
    task = world.task()
    response = send(world, task, emails=many(21))
    assert (response.status_code, "At most 20 addresses." in response.content.decode()) == (422, True)
    assert send(world, task, emails=many(20)).status_code == 302


def test_a_person_writes_to_sixty_addresses_in_an_hour(world, monkeypatch):
    task = world.task()
    for start in (0, 20, 40):
        assert send(world, task, emails=many(20, start)).status_code == 302
    response = send(world, task, emails="one@example.com")
    assert (response.status_code, "At most 60 addresses in an hour." in response.content.decode()) == (422, True)
    assert (Comment.objects.count(), Job.objects.filter(name="mail.send_to_address").count()) == (3, 60)
    assert send(world, task, who="manager", emails="one@example.com").status_code == 302
    later = now() + 3600
    monkeypatch.setattr("boards.services.mail.now", lambda: later)
    assert send(world, task, emails="one@example.com").status_code == 302


def test_a_line_end_in_the_subject_starts_no_header(world):
    task = world.task()
    send(world, task, subject="Hi\r\nBcc: c@example.com", emails="a@example.com")
    run_due_jobs()
    assert mail.outbox[0].bcc == []
    assert "\n" not in mail.outbox[0].subject


def test_members_and_subjects_are_offered(world):
    world.project.predefined_email_subjects = "Please review\n\nDone"
    world.project.save()
    html = world.member.get(f"/task/{world.task().pk}/email/create").content.decode()
    assert '<option value="manager@example.com">Manager</option>' in html
    assert '<option value="Please review">' in html
    assert "outsider@example.com" not in html


@pytest.mark.parametrize("who", ["viewer", "outsider", "chief"])
def test_others_may_not(world, who):
    task = world.task()
    assert send(world, task, who).status_code == 403
    assert world.client(who).get(f"/task/{task.pk}/email/create").status_code == 403
    assert not Comment.objects.exists()

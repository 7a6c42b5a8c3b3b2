from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField


class AuditEntry(models.Model):
    """Who did what to people, groups, roles and settings, and who signed in. Written only by ``boards.services.audit``.

    Names are kept beside ids, as an entry outlives what it tells of. ``changes``: field to what was there before and
    what is there now, as texts, numbers or truths, without anything secret.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "user.signed_in", _("Signed in")
        USER_CREATED = "user.created", _("Account made")
        USER_INVITED = "user.invited", _("Invited")
        USER_CHANGED = "user.changed", _("Account changed")
        USER_ENABLED = "user.enabled", _("Account enabled")
        USER_DISABLED = "user.disabled", _("Account disabled")
        USER_REMOVED = "user.removed", _("Account removed")
        USER_UNLOCKED = "user.unlocked", _("Account unlocked")
        PASSWORD_CHANGED = "user.password", _("Password changed")
        SECOND_FACTOR_ON = "user.second_factor_on", _("Two-factor sign-in switched on")
        SECOND_FACTOR_OFF = "user.second_factor_off", _("Two-factor sign-in switched off")
        RECOVERY_CODES_MADE = "user.recovery_codes_made", _("Recovery codes made")
        RECOVERY_CODE_USED = "user.recovery_code_used", _("Recovery code used")
        TOKEN_MADE = "user.token_made", _("Personal token made")
        TOKEN_ENDED = "user.token_ended", _("Personal token ended")
        SESSION_ENDED = "user.session_ended", _("Session ended")
        FEED_OPENED = "user.feed_opened", _("Feed opened")
        FEED_CLOSED = "user.feed_closed", _("Feed closed")
        GROUP_CREATED = "group.created", _("Group made")
        GROUP_CHANGED = "group.changed", _("Group changed")
        GROUP_REMOVED = "group.removed", _("Group removed")
        MEMBER_ADDED = "group.member_added", _("Added to a group")
        MEMBER_REMOVED = "group.member_removed", _("Taken out of a group")
        ROLE_GIVEN = "project.role_given", _("Role in a project given")
        ROLE_CHANGED = "project.role_changed", _("Role in a project changed")
        ROLE_ENDED = "project.role_ended", _("Role in a project ended")
        CUSTOM_ROLE_CREATED = "custom_role.created", _("Custom role made")
        CUSTOM_ROLE_CHANGED = "custom_role.changed", _("Custom role changed")
        CUSTOM_ROLE_REMOVED = "custom_role.removed", _("Custom role removed")
        SETTING_CHANGED = "setting.changed", _("Setting changed")
        SETTING_RENEWED = "setting.renewed", _("Token renewed")
        LINK_CREATED = "link.created", _("Link label made")
        LINK_CHANGED = "link.changed", _("Link label changed")
        LINK_REMOVED = "link.removed", _("Link label removed")
        RATE_SET = "currency.set", _("Rate of a currency set")
        TAG_CREATED = "tag.created", _("Global tag made")
        TAG_CHANGED = "tag.changed", _("Global tag changed")
        TAG_REMOVED = "tag.removed", _("Global tag removed")
        WEBHOOK_CREATED = "webhook.created", _("Webhook made")
        WEBHOOK_CHANGED = "webhook.changed", _("Webhook changed")
        WEBHOOK_ENABLED = "webhook.enabled", _("Webhook switched on")
        WEBHOOK_DISABLED = "webhook.disabled", _("Webhook switched off")
        WEBHOOK_RENEWED = "webhook.renewed", _("Secret of a webhook renewed")
        WEBHOOK_REMOVED = "webhook.removed", _("Webhook removed")

    date = EpochField(_("when"), db_index=True)
    kind = models.CharField(_("what"), max_length=40, choices=Kind.choices)
    actor = models.ForeignKey(
        "boards.User", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    actor_name = models.CharField(_("name"), max_length=255)
    door = models.CharField(_("door"), max_length=20, default="", blank=True)
    ip = models.CharField(_("address"), max_length=45, default="", blank=True)
    user_agent = models.CharField(_("program"), max_length=255, default="", blank=True)
    subject_id = models.BigIntegerField(_("number"), default=0)
    subject = models.CharField(_("of"), max_length=255, default="", blank=True)
    changes = models.JSONField(_("changes"), default=dict, blank=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        indexes = (models.Index(fields=["kind", "subject_id"], name="audit_of_subject"),)

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.kind} {self.subject}"

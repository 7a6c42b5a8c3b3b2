"""The settings of the installation, and what else only administrators see (web.md 2.6): views, and who may."""

from __future__ import annotations

from boards.addresses import PATHS
from boards.web.frame.door import PUBLIC, READS, WRITES, Address, act, form, page
from boards.web.settings import about, currencies, link_labels, machines, tags, topics

ADDRESSES: tuple[Address, ...] = (
    page("Config.index", about.show_about, allows="setting.view"),
    page("Config.application", topics.show_application, allows="setting.view"),
    page("Config.email", topics.show_email, allows="setting.view"),
    page("Config.project", topics.show_project, allows="setting.view"),
    page("Config.board", topics.show_board, allows="setting.view"),
    page("Config.integrations", topics.show_integrations, allows="setting.view"),
    page("Config.webhook", topics.show_webhook, allows="setting.view"),
    page("Config.api", topics.show_api, allows="setting.view"),
    act("Config.save", topics.save, allows="setting.edit"),
    form("Config.token", topics.renew_token, allows="setting.edit"),
    page("settings.audit", about.show_audit, allows="audit.view"),
    act("settings.mail", about.mail_a_test, allows="setting.edit"),
    page("Link.show", link_labels.list_labels, allows="link.edit"),
    form("Link.create", link_labels.add_label, allows="link.edit"),
    act("Link.save", link_labels.add_label, allows="link.edit"),
    form("Link.edit", link_labels.edit_label, allows="link.edit"),
    form("Link.update", link_labels.edit_label, allows="link.edit"),
    form("Link.confirm", link_labels.drop_label, allows="link.edit"),
    form("Link.remove", link_labels.drop_label, allows="link.edit"),
    page("Currency.show", currencies.list_currencies, allows="currency.edit"),
    form("Currency.create", currencies.edit_rate, allows="currency.edit"),
    act("Currency.save", currencies.edit_rate, allows="currency.edit"),
    form("Currency.change", currencies.change_reference, allows="currency.edit"),
    act("Currency.update", currencies.change_reference, allows="currency.edit"),
    form("currency.confirm", currencies.drop_rate, allows="currency.edit"),
    page("Tag.index", tags.list_tags, allows="tag.edit_global"),
    form("Tag.create", tags.add_tag, allows="tag.edit_global"),
    act("Tag.save", tags.add_tag, allows="tag.edit_global"),
    form("Tag.edit", tags.edit_tag, allows="tag.edit_global"),
    act("Tag.update", tags.edit_tag, allows="tag.edit_global"),
    form("Tag.confirm", tags.drop_tag, allows="tag.edit_global"),
    form("Tag.remove", tags.drop_tag, allows="tag.edit_global"),
    page("Plugin.show", machines.show_extensions, allows="setting.view"),
    page("Plugin.directory", machines.show_extensions, allows="setting.view"),
    Address("Cronjob.run", machines.run_cronjob, PUBLIC, PATHS["Cronjob.run"], (*READS, *WRITES), csrf_exempt=True),
)

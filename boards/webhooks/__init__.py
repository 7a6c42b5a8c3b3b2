"""Telling other programs of events (feeds.md 4)."""

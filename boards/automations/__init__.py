"""The automatic actions (automation.md 6), one module a family. ``registry`` knows them all by name."""

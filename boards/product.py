"""What this program calls itself where people read it."""

NAME = "Kanboard"

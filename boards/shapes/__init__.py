"""Shapes of the wire, one module a noun; see ``boards.shapes.shape``."""

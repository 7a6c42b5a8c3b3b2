"""Writes: create_, update_, move_, remove_ ... Each is one transaction, and every door calls it."""

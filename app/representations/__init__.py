"""Answers in the forms that other programs read: tables, networks and places. Each writer knows only models."""

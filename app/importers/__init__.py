"""Importers: one small module per dataset over one pipeline – read, resolve, validate, write."""

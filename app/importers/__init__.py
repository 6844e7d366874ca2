"""Importers: one pipeline – read, resolve, validate, write – and one small module for each dataset."""

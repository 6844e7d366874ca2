"""Copies of the record that hold exactly what one viewer may see."""

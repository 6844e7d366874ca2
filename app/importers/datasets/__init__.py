"""The datasets of the field, one small module each: its layout, and how its lines become facts."""

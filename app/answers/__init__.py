"""What every question and every answer have in common: a day, a viewer, sources to rely on, and evidence."""

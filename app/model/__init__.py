"""The graph model, declared once as data: labels, relationships, and what each property means."""

"""Jobs: imports that a service does while it answers others."""

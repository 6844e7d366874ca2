"""What needs attention: what ends, lapses, stands empty, has no aim, was not looked at, or is told in two ways."""

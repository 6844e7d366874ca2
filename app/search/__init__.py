"""Search: what entities answer to what somebody types, as far as the viewer may know."""

"""The service: one application, one lifespan, one table of error handlers."""

"""Nations over GraphQL."""

from strawberry.experimental.pydantic import type as pydantic_type

from app.nations import model


@pydantic_type(model=model.Nation, all_fields=True, description="A state. Historic states are states.")
class Nation:
    """A state, as it was called on the day asked about."""

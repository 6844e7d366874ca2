"""Time, evidence and provenance over GraphQL."""

import strawberry
from strawberry.experimental.pydantic import type as pydantic_type
from strawberry.scalars import JSON

from app.record import provenance
from app.record.evidence import Reliability
from app.record.time import Precision

strawberry.enum(Reliability, description="Reliability of a source, A completely reliable to F cannot be judged.")
strawberry.enum(Precision, description="How much of a date its source gives.")


@pydantic_type(model=provenance.AskedQuery, description="A query file and the parameters that it was asked with.")
class AskedQuery:
    """A query file and the parameters that it was asked with."""

    name: strawberry.auto
    parameters: JSON
    browser: strawberry.auto

"""STIX bundles of what ties nations."""

from itertools import chain, groupby

from app.answers.asking import begin
from app.errors import InvalidInput
from app.graph.client import GraphClient
from app.record.releasability import Viewer
from app.sources.service import known_sources
from app.stix.common import PRODUCER, bundled
from app.stix.extensions import FACT, OBJECTS
from app.stix.model import StixBundle, StixQuestion
from app.stix.objects import entity_id, entity_objects, tie_objects


async def stix_bundle(graph: GraphClient, question: StixQuestion, *, viewer: Viewer) -> StixBundle:
    """What ties some nations to bodies, agreements, engagements and units on some day of a period, as STIX 2.1.

    What STIX has no object for is left out: attaché posts, obligations apart from their parties, capabilities,
    standards, disputes and barriers. Names are those of any source, whichever sources the ties are limited to.

    Raises NotFound for a nation or a source that the viewer may not know of, and InvalidInput.
    """
    asking = await begin(graph, question, viewer=viewer)
    since = question.since or asking.on
    if since > asking.on:
        raise InvalidInput(
            f"since: the period begins on {since}, after it ends on {asking.on}.",
            field="since",
            value=since,
            expected=f"a day not after {asking.on}",
        )
    nations = await asking.nations({"nations": question.nations})
    asked = sorted({nation.key for nation in nations.values()})
    ties = await asking.read("stix/ties", nations=asked, since=since, limit=question.limit + 1)
    complete, ties = len(ties) <= question.limit, ties[: question.limit]
    keys = sorted({*asked, *(row[end] for row in ties for end in ("start", "end"))})
    rows = await asking.read("stix/assertions", keys=keys, since=since)
    sources = {source.key: source for source in await known_sources(graph, viewer=viewer)}
    entities = [list(of_one) for _, of_one in groupby(rows, key=lambda row: row["key"])]
    ends = {of_one[0]["key"]: entity_id(of_one[0]["label"], of_one[0]["key"]) for of_one in entities}
    objects = chain(
        (PRODUCER, OBJECTS, FACT),
        chain.from_iterable(entity_objects(of_one, sources) for of_one in entities),
        chain.from_iterable(tie_objects(row, ends, sources) for row in ties),
    )
    return StixBundle(bundle=bundled(objects), complete=complete)

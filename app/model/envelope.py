"""What every fact carries: valid time, recorded time, evidence and releasability."""

from app.model.declaration import Property

VALID_TIME = (
    Property(name="validFrom", type="date", meaning="First day on which it was true.", required=True),
    Property(name="validTo", type="date", meaning="Last day on which it was true; absent: still in force."),
    Property(name="validFromPrecision", meaning="How much of the first day is known.", values=("day", "month", "year")),
    Property(name="validToPrecision", meaning="How much of the last day is known.", values=("day", "month", "year")),
    Property(name="startUnknown", type="boolean", meaning="Attested from validFrom on; it may have begun before."),
    Property(name="endUnknown", type="boolean", meaning="Nothing says whether or when it ended."),
    Property(name="attestedUntil", type="date", meaning="Where the source's own observation ends."),
)
EVIDENCE = (
    Property(name="source", meaning="Key of the source that says so.", required=True),
    Property(name="sourceRow", meaning="Where in the source: row, article, page."),
    Property(
        name="reliability",
        meaning="Reliability of the source, A to F (STANAG 2511).",
        required=True,
        values=("A", "B", "C", "D", "E", "F"),
    ),
    Property(name="credibility", type="integer", meaning="Credibility of the statement, 1 to 6.", required=True),
    Property(name="synthetic", type="boolean", meaning="It is invented, for demonstration."),
)
RELEASABILITY = (
    Property(
        name="marking",
        type="integer",
        meaning="0 unclassified, 1 restricted, 2 confidential, 3 secret, 4 top secret.",
        required=True,
    ),
    Property(
        name="releasableTo", type="list<string>", meaning="Keys of the nations it is limited to; absent: no limit."
    ),
    Property(name="originator", meaning="Nation or body whose information it is."),
)
RECORD = (
    Property(name="recordedAt", type="datetime", meaning="When this version was recorded.", required=True),
    Property(name="supersededAt", type="datetime", meaning="When a correction or retraction closed this version."),
    Property(name="factKey", meaning="What stays the same when a fact is corrected.", required=True),
    Property(name="recordId", meaning="This version of the fact.", required=True),
    Property(name="digest", meaning="Checksum of its content: an equal fact is not written again.", required=True),
)
ENVELOPE = VALID_TIME + EVIDENCE + RELEASABILITY + RECORD

POSITIONS = (
    Property(name="enteredIn", type="integer", meaning="Position of the change that entered this version."),
    Property(name="closedIn", type="integer", meaning="Position of the change that closed this version."),
)
"""Where a version stands among all changes. No answer shows them: gaps in numbers tell of what is hidden."""

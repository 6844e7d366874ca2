// interoperability/standards
// The standards of some fields that stand on a day.
//
// result: many
// param fields: list<string>   fields of standards
// param on: date               the day asked about
// param knownOn: datetime      what was known by then
// param clearance: integer     the viewer's clearance
// param nationality: string?   the viewer's nationality
MATCH (standard:Standard)-[said:ASSERTED_BY]->(:Source)
WHERE said.field IN $fields
  AND said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo)
  AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  AND said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
RETURN standard.key AS key,
       said.designation AS designation,
       said.name AS name,
       said.edition AS edition,
       said.body AS body,
       said.field AS field,
       said.status AS status,
       said.source AS source,
       said.sourceRow AS sourceRow,
       coalesce(said.synthetic, false) AS synthetic
ORDER BY field, designation, key, source

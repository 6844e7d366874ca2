// histories/stand_ins
// The units that belonged to some nations or bodies in a period, and the attaché posts that these sent: what such a
// unit or post took part in, its nation or body took part in through it.
//
// result: many
// param parties: list<string>    keys of nations, organisations, units and attaché posts
// param since: date              first day of the period
// param on: date                 last day of the period
// param knownOn: datetime        what was known by then
// param sources: list<string>?   sources to rely on; null: all
// param clearance: integer       the viewer's clearance
// param nationality: string?     the viewer's nationality
UNWIND $parties AS party
MATCH (:Entity {key: party})<-[stands:BELONGS_TO|SENT_BY]-(actor:Unit|AttachePost)
WHERE stands.validFrom <= $on AND (stands.validTo IS NULL OR $since <= stands.validTo)
  AND stands.recordedAt <= $knownOn AND (stands.supersededAt IS NULL OR stands.supersededAt > $knownOn)
  AND stands.marking <= $clearance AND (stands.releasableTo IS NULL OR $nationality IN stands.releasableTo)
  AND ($sources IS NULL OR stands.source IN $sources)
CALL (actor) {
  MATCH (actor)-[said:ASSERTED_BY]->(:Source)
  WHERE said.marking <= $clearance AND (said.releasableTo IS NULL OR $nationality IN said.releasableTo)
    AND said.recordedAt <= $knownOn AND (said.supersededAt IS NULL OR said.supersededAt > $knownOn)
  RETURN said.name AS actorName
  ORDER BY said.validFrom <= $on AND (said.validTo IS NULL OR $on <= said.validTo) DESC,
           said.reliability, said.credibility, said.source, said.validFrom DESC
  LIMIT 1
}
RETURN party,
       actor.key AS actor,
       actorName,
       labels(actor) AS actorLabels,
       type(stands) AS relation,
       stands.validFrom AS validFrom,
       stands.validTo AS validTo,
       stands.validFromPrecision AS validFromPrecision,
       stands.startUnknown AS startUnknown,
       stands.endUnknown AS endUnknown,
       stands.attestedUntil AS attestedUntil,
       stands.source AS source,
       stands.sourceRow AS sourceRow,
       stands.reliability AS reliability,
       stands.credibility AS credibility,
       stands.synthetic AS synthetic
ORDER BY party, actor, validFrom, source, stands.recordId

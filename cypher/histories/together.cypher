// histories/together
// The engagements of a period in which all of some nations, bodies, units and posts took part, newest first: a row for
// each year in which they began. A unit also took part for whom it belonged to that day, a post for who sent it.
// Each engagement is a list: its key, kind, highest level, first day, the precision of that day, the source that says
// so, the keys of the parties that hosted it, the keys of its series, whether a record behind it is invented; and where
// several sources tell of it, what each says of it, and of each party's part.
//
// result: many
// viewer: not part, only who met in anything is looked at further; of that only what may be seen is counted
// param parties: list<string>    keys of nations, organisations, units and attaché posts, each once
// param kinds: list<string>?     kinds of engagement that count; null: all
// param rows: integer            the most engagements that are read
// param since: date              first day of the period
// param on: date                 last day of the period
// param knownOn: datetime        what was known by then
// param sources: list<string>?   sources to rely on; null: all
// param clearance: integer       the viewer's clearance
// param nationality: string?     the viewer's nationality
UNWIND $parties AS partyKey
MATCH (party:Entity {key: partyKey})
CALL (party) {
  RETURN party AS actor, NULL AS standsFrom, NULL AS standsTo, false AS standsInvented
  UNION ALL
  MATCH (party)<-[stands:BELONGS_TO|SENT_BY]-(actor:Unit|AttachePost)
  WHERE stands.validFrom <= $on AND (stands.validTo IS NULL OR $since <= stands.validTo)
    AND stands.recordedAt <= $knownOn AND (stands.supersededAt IS NULL OR stands.supersededAt > $knownOn)
    AND stands.marking <= $clearance AND (stands.releasableTo IS NULL OR $nationality IN stands.releasableTo)
    AND ($sources IS NULL OR stands.source IN $sources)
    AND EXISTS {
      MATCH (actor)-[known:ASSERTED_BY]->(:Source)
      WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
        AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
    }
  RETURN actor,
         stands.validFrom AS standsFrom,
         stands.validTo AS standsTo,
         coalesce(stands.synthetic, false) AS standsInvented
}
// Only of what they have in common is it read when, as what, and by whom they are said to have taken part.
MATCH (actor)-[part:PARTICIPATED_IN]->(engagement)
WITH engagement,
     collect(DISTINCT partyKey) AS met,
     collect({party: partyKey, part: part, from: standsFrom, to: standsTo, invented: standsInvented}) AS taken
WHERE size(met) = size($parties)
UNWIND taken AS each
WITH engagement, each, each.part AS part
WHERE part.validFrom <= $on AND (part.validTo IS NULL OR $since <= part.validTo)
  AND (each.from IS NULL OR part.validTo IS NULL OR each.from <= part.validTo)
  AND (each.to IS NULL OR part.validFrom <= each.to)
  AND part.recordedAt <= $knownOn AND (part.supersededAt IS NULL OR part.supersededAt > $knownOn)
  AND part.marking <= $clearance AND (part.releasableTo IS NULL OR $nationality IN part.releasableTo)
  AND ($sources IS NULL OR part.source IN $sources)
WITH engagement,
     collect(DISTINCT each.party) AS present,
     collect(DISTINCT part.source) AS partSources,
     collect({party: each.party, role: part.role, source: part.source}) AS parts,
     collect(CASE WHEN part.synthetic OR each.invented THEN 1 END) AS invented
WHERE size(present) = size($parties)
// The best account that places it in the period says when and what it was; the others are held against it.
CALL (engagement) {
  MATCH (engagement)-[held:ASSERTED_BY]->(:Source)
  WHERE held.recordedAt <= $knownOn AND (held.supersededAt IS NULL OR held.supersededAt > $knownOn)
    AND held.marking <= $clearance AND (held.releasableTo IS NULL OR $nationality IN held.releasableTo)
    AND ($sources IS NULL OR held.source IN $sources)
  WITH held
  ORDER BY held.validFrom <= $on AND (held.validTo IS NULL OR $since <= held.validTo) DESC,
           held.reliability, held.credibility, held.source, held.validFrom, held.recordId
  RETURN collect(held) AS accounts
}
WITH engagement, partSources, parts, invented, accounts, accounts[0] AS best
WHERE best.validFrom <= $on AND (best.validTo IS NULL OR $since <= best.validTo)
  AND ($kinds IS NULL OR best.kind IN $kinds)
ORDER BY best.validFrom DESC, engagement.key
// One more than is read tells whether there are more.
LIMIT $rows + 1
CALL (engagement) {
  MATCH (engagement)-[link:IN_SERIES]->(series:EngagementSeries)
  WHERE link.recordedAt <= $knownOn AND (link.supersededAt IS NULL OR link.supersededAt > $knownOn)
    AND link.marking <= $clearance AND (link.releasableTo IS NULL OR $nationality IN link.releasableTo)
    AND ($sources IS NULL OR link.source IN $sources)
    AND EXISTS {
      MATCH (series)-[known:ASSERTED_BY]->(:Source)
      WHERE known.recordedAt <= $knownOn AND (known.supersededAt IS NULL OR known.supersededAt > $knownOn)
        AND known.marking <= $clearance AND (known.releasableTo IS NULL OR $nationality IN known.releasableTo)
    }
  RETURN collect(DISTINCT series.key) AS series,
         collect(CASE WHEN link.synthetic THEN 1 END) AS linksInvented
}
// A year's engagements travel in one row: to a driver, a row costs more than what is in it.
RETURN best.validFrom.year AS year,
       collect([
         engagement.key,
         best.kind,
         head([held IN accounts WHERE held.level IS NOT NULL | held.level]),
         best.validFrom,
         best.validFromPrecision,
         best.source,
         [key IN $parties WHERE any(each IN parts WHERE each.party = key AND each.role = 'host')],
         series,
         size(invented) + size(linksInvented) > 0 OR any(held IN accounts WHERE coalesce(held.synthetic, false)),
         CASE WHEN any(held IN accounts WHERE held.source <> best.source)
           THEN [held IN accounts | held {
             .kind, .level, .validFrom, .validTo, .validFromPrecision, .validToPrecision, .startUnknown, .endUnknown,
             .attestedUntil, .source
           }] END,
         CASE WHEN size(partSources) > 1 THEN parts END
       ]) AS engagements
ORDER BY year DESC

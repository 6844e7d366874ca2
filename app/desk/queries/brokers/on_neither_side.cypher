// Which partners of two adversaries stand on no side of any dispute between them?
// It shows the dispute, its sides, and who shares a body of at most forty members with both.
:param nation => 'IND';
:param other => 'CHN';
:param on => date('2024-07-01');
:param clearance => 0;
:param nationality => null;

MATCH (nation:Nation {key: $nation})-[own:DISPUTES]->(dispute:Dispute)
      <-[theirs:DISPUTES]-(other:Nation {key: $other})
WHERE own.side <> theirs.side
  AND own.validFrom <= $on AND (own.validTo IS NULL OR $on <= own.validTo)
  AND own.supersededAt IS NULL AND own.marking <= $clearance
  AND (own.releasableTo IS NULL OR $nationality IN own.releasableTo)
  AND theirs.validFrom <= $on AND (theirs.validTo IS NULL OR $on <= theirs.validTo)
  AND theirs.supersededAt IS NULL AND theirs.marking <= $clearance
  AND (theirs.releasableTo IS NULL OR $nationality IN theirs.releasableTo)
  AND nation.marking <= $clearance AND dispute.marking <= $clearance AND other.marking <= $clearance
MATCH (nation)-[member:MEMBER_OF]->(body:Organization)<-[otherMember:MEMBER_OF]-(other)
WHERE member.validFrom <= $on AND (member.validTo IS NULL OR $on <= member.validTo)
  AND member.supersededAt IS NULL AND member.marking <= $clearance
  AND (member.releasableTo IS NULL OR $nationality IN member.releasableTo)
  AND otherMember.validFrom <= $on AND (otherMember.validTo IS NULL OR $on <= otherMember.validTo)
  AND otherMember.supersededAt IS NULL AND otherMember.marking <= $clearance
  AND (otherMember.releasableTo IS NULL OR $nationality IN otherMember.releasableTo)
  AND body.marking <= $clearance
MATCH (body)<-[third:MEMBER_OF]-(broker:Nation)
WHERE broker <> nation
  AND broker <> other
  AND third.validFrom <= $on AND (third.validTo IS NULL OR $on <= third.validTo)
  AND third.supersededAt IS NULL AND third.marking <= $clearance
  AND (third.releasableTo IS NULL OR $nationality IN third.releasableTo)
  AND broker.marking <= $clearance
  AND NOT EXISTS {
    MATCH (broker)-[side:DISPUTES]->(dispute)
    WHERE side.validFrom <= $on AND (side.validTo IS NULL OR $on <= side.validTo)
      AND side.supersededAt IS NULL AND side.marking <= $clearance
      AND (side.releasableTo IS NULL OR $nationality IN side.releasableTo)
  }
RETURN broker.name AS broker,
       collect(DISTINCT body.name) AS bodies,
       count(DISTINCT body) AS bodiesShared
ORDER BY bodiesShared DESC, broker
// The first thirty share the most with both.
LIMIT 30;

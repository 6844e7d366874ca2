MATCH (nation:Nation {key: $key})
WHERE nation.name IS NOT NULL
CALL (nation) {
  MATCH (nation)-[fact:PARTY_TO]->(agreement:Agreement)
  WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL
    AND agreement.name IS NOT NULL
  WITH fact, agreement ORDER BY fact.validFrom DESC, agreement.key, fact.recordId LIMIT 10
  CALL (agreement) {
    MATCH (agreement)<-[fact:PARTY_TO]-(party:Entity)
    WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL
      AND party.name IS NOT NULL
    WITH fact, party ORDER BY party.key, fact.recordId LIMIT 10
    CALL (party) {
      MATCH (party)-[fact:MEMBER_OF]->(organization:Organization)
      WHERE fact.supersededAt IS NULL AND fact.marking = 0 AND fact.releasableTo IS NULL
        AND fact.role IN ['member', 'founding_member'] AND organization.name IS NOT NULL
      WITH fact, organization ORDER BY organization.key, fact.recordId LIMIT 5
      RETURN collect({since: fact.validFrom, key: organization.key, name: organization.name,
                      kind: organization.kind}) AS organizations
    }
    WITH fact, party, organizations ORDER BY party.key, fact.recordId
    RETURN collect({accession: fact.accession, key: party.key, name: party.name,
                    organizations: organizations}) AS parties
  }
  WITH fact, agreement, parties ORDER BY fact.validFrom DESC, agreement.key, fact.recordId
  RETURN collect({since: fact.validFrom, key: agreement.key, name: agreement.name, parties: parties}) AS agreements
}
RETURN nation.key AS key, agreements

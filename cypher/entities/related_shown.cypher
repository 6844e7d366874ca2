// entities/related_shown
// What some entities are related to by facts of one kind that everybody may see and that stand: of each, a page of these
// facts and of the entities at their other end, by what each of them shows. What is asked of them is written into the
// query, so that it is planned for that.
//
// result: many
// varies: PARTY_TO over relationships
// param parents: list<string>     keys of the entities asked about
// param given: list               what conditions compare with
// param clearance: integer        the viewer's clearance
// param nationality: string?      the viewer's nationality
// param limit: integer            most facts of each entity
UNWIND $parents AS parentKey
CALL (parentKey) {
  MATCH (parent:Entity {key: parentKey})/*in:*/ /*:in*/-[fact:PARTY_TO]-/*out:*/ /*:out*/(entity:Entity)
  WHERE /*condition:*/ $given IS NOT NULL /*:condition*/
    AND fact.supersededAt IS NULL
    AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
    // Of whom everybody may see nothing, it shows no marking, and nothing is related to it; what entities show is never
    // limited to some nations.
    AND parent.marking <= $clearance AND /*shown:*/ entity.marking <= $clearance /*:shown*/
  WITH fact, entity
  ORDER BY /*order:*/ entity.key, fact.recordId /*:order*/
  LIMIT $limit
  RETURN collect([
    entity.key,
    /*label:*/ [label IN labels(entity) WHERE label <> 'Entity'][0] /*:label*/,
    /*place:*/ null /*:place*/,
    [/*facts:*/ fact.validFrom /*:facts*/],
    [/*values:*/ entity.name /*:values*/]
  ]) AS facts
}
RETURN parentKey AS parent, facts

// entities/related_groups_shown
// How many facts of one kind that everybody may see and that stand some entities have for each combination of some
// values, with how many others, and the least, the greatest, the sum and the mean of other values. What is asked of them
// is written into the query, so that it is planned for that.
//
// result: many
// varies: PARTY_TO over relationships
// param parents: list<string>     keys of the entities asked about
// param given: list               what conditions compare with
// param clearance: integer        the viewer's clearance
// param nationality: string?      the viewer's nationality
UNWIND $parents AS parentKey
CALL (parentKey) {
  MATCH (parent:Entity {key: parentKey})/*in:*/ /*:in*/-[fact:PARTY_TO]-/*out:*/ /*:out*/(entity:Entity)
  WHERE /*condition:*/ $given IS NOT NULL /*:condition*/
    AND fact.supersededAt IS NULL
    AND fact.marking <= $clearance AND (fact.releasableTo IS NULL OR $nationality IN fact.releasableTo)
    // Of whom everybody may see nothing, it shows no marking, and nothing is related to it; what entities show is never
    // limited to some nations.
    AND parent.marking <= $clearance AND /*shown:*/ entity.marking <= $clearance /*:shown*/
  RETURN /*by:*/ [entity.kind] /*:by*/ AS values,
         count(*) AS counted,
         /*entities:*/ count(DISTINCT entity) /*:entities*/ AS entities,
         [/*measures:*/ count(entity.name) /*:measures*/] AS measures
}
RETURN parentKey AS parent, values, counted, entities, measures
ORDER BY parent, values
// Nobody reads more groups; one more tells that there are more.
LIMIT 50001

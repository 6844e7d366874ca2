// releases/release
// For whom a copy was made and when. A graph that is no copy has no such mark, nor has a copy that is not whole.
//
// result: many
// viewer: none, the copy holds nothing else than what its viewer may see
MATCH (release:Release)
RETURN properties(release) AS release
LIMIT 1

// releases/release
// For whom a copy was made and when; nothing of a graph that is no copy, or not a whole one.
//
// result: many
// viewer: none, the copy holds nothing else than what its viewer may see
MATCH (release:Release {complete: true})
RETURN release.clearance AS clearance, release.nationality AS nationality, release.madeAt AS madeAt
LIMIT 1

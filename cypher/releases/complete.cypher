// releases/complete
// Say last of all that a copy is whole, whom it is for and when it was made.
//
// result: write
// viewer: none, the copy holds nothing else than what its viewer may see
// param clearance: integer      the viewer's clearance
// param nationality: string?    the viewer's nationality
// param madeAt: datetime        when
CREATE (:Release {clearance: $clearance, nationality: $nationality, madeAt: $madeAt})

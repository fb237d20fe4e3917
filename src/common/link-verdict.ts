/**
 * What an invitation says of a link that Keycloak would still take: the link may be used (`current`); only after an admin has sent a new mail
 * (`held_back`); a newer mail holds the good one (`replaced`); its person can sign in already (`used`); or the invitation has been revoked.
 */
export type LinkVerdict = 'current' | 'held_back' | 'replaced' | 'used' | 'revoked';

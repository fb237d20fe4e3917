/**
 * Orders of a list of invitations: what wants attention first, by name, by the day of the last mail or of expiry; `-` stands for the later ones first.
 */
export const LIST_ORDERS = ['attention', 'name', 'sent', '-sent', 'expires', '-expires'] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

/** Keycloak knows neither these orders nor dates: they are made of so many matches at most. */
export const ARRANGED_AT_MOST = 1000;

/** What `/readyz` and the log say to the operator of a realm that is not ready. */
export const HOW_TO_MEND = '`npm run configure -- --check` says what the realm lacks';

/** How an invited person gets to sign in: with a password, or with a passkey and never with a password. */
export const SIGN_INS = ['password', 'passkey'] as const;
export type SignIn = (typeof SIGN_INS)[number];

/** What an account says of it (`invitation.signIn`); a password where it says nothing. */
export const signInOfText = (text: string | undefined): SignIn => SIGN_INS.find((known) => known === text) ?? 'password';

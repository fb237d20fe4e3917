import { z } from 'zod';

/** How an invited person gets to sign in: with a password, or with a passkey and never with a password. */
export const SIGN_INS = ['password', 'passkey'] as const;

/** One of these, or by the identity provider of a company and without any credential here: `idp:` and the provider's alias. */
export type SignIn = z.output<typeof signInSchema>;

const PROVIDER = 'idp:';

/** What requests and accounts say of it. */
export const signInSchema = z.union([z.enum(SIGN_INS), z.templateLiteral([PROVIDER, z.string().regex(/^[^\s/]{1,250}$/)])]);

/** What an account says of it (`invitation.signIn`); a password where it says nothing. */
export const signInOfText = (text: string | undefined): SignIn => signInSchema.safeParse(text).data ?? 'password';

/** Alias of the identity provider; undefined where it is none. */
export const providerOfSignIn = (signIn: string | undefined): string | undefined =>
  signIn?.startsWith(PROVIDER) ? signIn.slice(PROVIDER.length) : undefined;

export const byProvider = (alias: string): SignIn => `${PROVIDER}${alias}`;

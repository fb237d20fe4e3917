import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { brandFault, readBrand } from './brand.ts';

/** Kinds of settings, and how they are read: each from its variable or from a file, every fault one line. */

const http = { protocol: /^https?$/, error: 'must be an http(s) address', abort: true };
export const url = z.url(http);
export const port = z.coerce.number().int().min(0).max(65535);
const bare = z
  .url(http)
  .refine((text) => !/[?#]|^\w+:[\\/]+[^\\/]*@/.test(text), 'must be an address without ?, # and user:password@');
/** A server's address, which paths are put behind; as Keycloak names itself, without a default port. */
export const server = bare.transform((text) =>
  text.replace(/\/+$/, '').replace(/^(http:\/\/[^/]+):80(?=\/|$)|^(https:\/\/[^/]+):443(?=\/|$)/i, '$1$2'),
);
/** The same of the sidecar itself, whose pages have their own paths at a name of their own. */
export const site = bare
  .refine(
    (text) => !URL.canParse(text) || /^\/*$/.test(new URL(text).pathname),
    'must have no path, as in https://start.example.com',
  )
  .transform((text) => text.replace(/\/+$/, ''));
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
export const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []));
/** Origins (RFC 6454) of sites that browsers reach by https. */
export const origins = list
  .pipe(
    z.array(
      z.string().refine((text) => {
        if (!URL.canParse(text)) return false;
        const { origin, protocol } = new URL(text);
        return protocol === 'https:' && origin === text.toLowerCase().replace(/\/$/, '');
      }, 'must be https addresses without a path, such as https://login.example.com'),
    ),
  )
  .transform((found) => found.map((text) => new URL(text).origin));
/** One value of `acr_values`, which are separated by spaces; it also stands between quotes in a header (RFC 9470 §3). */
export const acr = z.string().regex(/^[!#-[\]-~]+$/, 'must be one value without spaces, quotes and backslashes');
export const webhookSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/, 'must be whsec_ and base64, such as: echo "whsec_$(openssl rand -base64 32)"')
  .transform((text) => Buffer.from(text.slice('whsec_'.length), 'base64'))
  .refine((key) => key.length >= 24 && key.length <= 64, 'must hold 24 to 64 bytes');
export const secrets = z
  .string()
  .transform((text) => text.trim().split(/\s+/) as [string, ...string[]])
  .refine(
    (values) => values.every((value) => value.length >= 32),
    'must have at least 32 characters, and so each of several values',
  );
export const redis = z
  .string()
  .regex(/^rediss?:\/\/[^\s/?#]+(\/\d*)?$/, 'must be an address like redis://user:password@host:port/0');
/** `08:00`, as milliseconds after midnight. */
export const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, such as 08:00')
  .transform((text) => (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * 60_000);
export const timeZone = z.string().refine(isTimeZone, 'must be the name of a time zone, such as Atlantic/Canary');

/** The brand file is read here already, so that its faults are reported together with all others. */
export const brandFile = z.string().superRefine((file, { addIssue }) => {
  try {
    readBrand(file);
  } catch (error) {
    addIssue(brandFault(error));
  }
});

/** A file of certificates, as Node itself reads it: of one that cannot be used Node only warns. */
export const certificates = z.string().superRefine((file, { addIssue }) => {
  const text = readOr(file);
  if (text === undefined) addIssue('cannot be read');
  else if (!text.includes('-----BEGIN CERTIFICATE-----')) addIssue('holds no certificate (PEM: -----BEGIN CERTIFICATE-----)');
});

/** Whether an address is http and not on this machine, so that what is sent there crosses a network unencrypted. */
export function isInsecure(address: string | undefined): boolean {
  if (!address || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && !/^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function readOr(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

export type Environment = Record<string, string | undefined>;

/** Without empty variables: they count as unset. */
export function given(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value));
}

/** Every faulty setting in one message, one line each. */
export class ConfigError extends Error {
  constructor(faults: string[]) {
    super(`The configuration has faults:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the settings that a schema names, each from its variable or from the file that `NAME_FILE` names; an empty variable counts
 * as unset, because compose files and shells make them easily. Every fault is one line; a caller adds its own and throws them all.
 */
export function parseSettings<S extends z.ZodObject>(
  schema: S,
  env: Environment,
): { settings: z.output<S> | undefined; values: Environment; faults: string[] } {
  const faults: string[] = [];
  const values = readValues(Object.keys(schema.shape), env, faults);
  const parsed = schema.safeParse(values);
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    faults.push(`${name} ${values[name] === undefined ? 'is missing' : issue.message}`);
  }
  return { settings: parsed.data, values, faults };
}

function readValues(names: readonly string[], env: Environment, faults: string[]): Environment {
  const values: Environment = {};
  for (const name of names) {
    const file = env[`${name}_FILE`];
    try {
      const text = file ? readFileSync(file, 'utf8').trim() : env[name];
      if (text) values[name] = text;
    } catch (error) {
      faults.push(`${name}_FILE cannot be read (${(error as NodeJS.ErrnoException).code})`);
    }
  }
  return values;
}

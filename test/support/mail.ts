import { domainToASCII, domainToUnicode } from 'node:url';
import PostalMime, { type Email } from 'postal-mime';
import { testEnvironment } from './environment.ts';
import { until, type WaitOptions } from './wait.ts';

/** A mail as it came over SMTP: the catcher's own page shows a sanitised copy, so the parts are read from the source here. */
export interface CaughtMail {
  id: string;
  subject: string;
  from: string;
  html: string;
  text: string;
  /** The first link to `/activar` in the plain-text part, or the first link at all. */
  link: string;
  /** RFC 5322, headers and all. */
  raw: string;
  parsed: Email;
}

interface Listed {
  id: string;
  subject: string;
  time: string;
  envelope: { to: { address: string }[] };
}

/** The mails to an address so far, oldest first. @param atLeast as many as have been sent: the catcher shows a mail a moment after it has taken it. */
export async function mailsTo(address: string, atLeast = 0): Promise<CaughtMail[]> {
  if (atLeast > 0) await mailTo(address, { count: atLeast });
  const listed = await listTo(address);
  return Promise.all(listed.map(read));
}

export interface MailWait extends WaitOptions {
  /** How many mails the address must have got: the one returned is the last of them. */
  count?: number;
}

/** Waits for a mail to the address and returns the newest. Use an address of its own in every test: see `uniqueEmail`. */
export async function mailTo(address: string, { count = 1, ...wait }: MailWait = {}): Promise<CaughtMail> {
  const listed = await until(
    `mail ${count} to ${address}`,
    async () => {
      const all = await listTo(address);
      return all.length >= count && all;
    },
    wait,
  );
  return read(listed[listed.length - 1] as Listed);
}

async function listTo(address: string): Promise<Listed[]> {
  const written = address.toLowerCase();
  // A mail comes with the ASCII spelling of a domain, and the catcher shows some in letters.
  const spelt = [domainToASCII, domainToUnicode].map((spell) => written.replace(/[^@]*$/, (domain) => spell(domain) || domain));
  const found = await Promise.all([...new Set(spelt)].map(listExactly));
  return found.flat();
}

async function listExactly(wanted: string): Promise<Listed[]> {
  const response = await fetch(`${testEnvironment().mailUrl}/api/email?to.address=${encodeURIComponent(wanted)}`);
  if (!response.ok) throw new Error(`the mail catcher answered ${response.status}`);
  const all = (await response.json()) as Listed[];
  const toASCII = (address: string) => address.toLowerCase().replace(/[^@]*$/, (domain) => domainToASCII(domain) || domain);
  return all.filter(({ envelope }) => envelope.to.some((to) => toASCII(to.address) === toASCII(wanted)));
}

async function read({ id }: Listed): Promise<CaughtMail> {
  const response = await fetch(`${testEnvironment().mailUrl}/api/email/${id}/download`);
  if (!response.ok) throw new Error(`the mail catcher has no source of mail ${id}: ${response.status}`);
  const raw = await response.text();
  const parsed = await PostalMime.parse(raw);
  const text = parsed.text ?? '';
  const links = [...text.matchAll(/https?:\/\/[^\s<>")]+/g)].map(([link]) => link);
  const link = links.find((candidate) => candidate.includes('/activar?')) ?? links[0] ?? '';
  return {
    id,
    subject: parsed.subject ?? '',
    from: parsed.from?.address ?? '',
    html: parsed.html ?? '',
    text,
    link,
    raw,
    parsed,
  };
}

import { createTransport } from 'nodemailer';
import type { Brand } from '../settings/brand.ts';
import type { Config } from '../settings/config.ts';

export interface Message {
  to: string;
  from: { name: string; address: string };
  replyTo?: string;
  subject: string;
  text: string;
  html?: string;
}

/** Sends a mail, or throws when the mail server is away or refuses it. */
export type SendMessage = (message: Message) => Promise<void>;

/** Writes to the team, which answers to `replyTo`. Throws as {@link SendMessage} does. */
export type WriteToTeam = (subject: string, text: string, replyTo?: string) => Promise<void>;

export function toTeam(send: SendMessage, brand: Pick<Brand, 'senderName' | 'senderAddress'>, address: string): WriteToTeam {
  const from = { name: brand.senderName, address: brand.senderAddress };
  return (subject, text, replyTo) => send({ to: address, from, ...(replyTo && { replyTo }), subject, text });
}

/** Milliseconds: a person waits for the answer. */
const TIMEOUT = 5000;

/** The sidecar's own mails (support and feedback). Without SMTP_URL there is no mail server, and each try says so. */
export function createMailer({ smtpUrl }: Pick<Config, 'smtpUrl'>): SendMessage {
  if (!smtpUrl) {
    return async () => {
      throw new Error('SMTP_URL is not set');
    };
  }
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (message) => {
    await transport.sendMail(message);
  };
}

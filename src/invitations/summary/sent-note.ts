import { createHash } from 'node:crypto';

/**
 * Who has been told today, as one text: `2026-11-27 1a2b3c4d,5e6f7a8b` while it goes on, `2026-11-27 done` afterwards. It is a note at the sidecar's
 * service account, written before each mail leaves: so nobody gets two, whichever worker goes on, and whoever is told when a worker dies goes without that day.
 */
export interface SentNote {
  day: string;
  isDone: boolean;
  told: readonly string[];
}

const DONE = 'done';

export function readSentNote(text: string | undefined): SentNote | undefined {
  const [, day = '', rest = ''] = /^(\d{4}-\d\d-\d\d) ?(\S*)$/.exec(text ?? '') ?? [];
  if (day === '') return undefined;
  return { day, isDone: rest === DONE, told: rest === DONE || rest === '' ? [] : rest.split(',') };
}

export const doneText = (day: string): string => `${day} ${DONE}`;

/** The note with one more who is told; undefined where they are told already, or the day is done. */
export function noteWith(text: string | undefined, day: string, userId: string): string | undefined {
  const note = readSentNote(text);
  const told = note?.day === day ? note.told : [];
  const name = nameOf(userId);
  if ((note?.day === day && note.isDone) || (note && note.day > day) || told.includes(name)) return undefined;
  return `${day} ${[...told, name].join(',')}`;
}

/** The note without somebody whose mail has not left; undefined where they do not stand in it. */
export function noteWithout(text: string | undefined, day: string, userId: string): string | undefined {
  const note = readSentNote(text);
  const name = nameOf(userId);
  if (note?.day !== day || !note.told.includes(name)) return undefined;
  return `${day} ${note.told.filter((one) => one !== name).join(',')}`.trim();
}

function nameOf(userId: string): string {
  return createHash('sha256').update(userId).digest('hex').slice(0, 12);
}

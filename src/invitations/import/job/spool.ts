import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished, pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { importProgressSchema, STOPS } from '../../../common/import-progress.ts';
import { BULK_COMMANDS } from '../../../common/statuses.ts';
import type { Signer } from '../../../settings/derived-keys.ts';
import { signInSchema } from '../../../settings/sign-in.ts';
import { fileFault } from '../file/import-fault.ts';

/**
 * The files of imports, on disk so that memory stays flat: the file itself (`.csv`), what it is to become (`.json`), and what
 * has become of its rows (`.log`, a JSON line each). Readable by this user only, and gone a day after the import. An import that
 * was cut off goes on from them; where they are lost, Keycloak's users say how far it came, and the same file can be sent again.
 * A job is signed, with its id and the digest of its file: whoever else could write here must not have people invited with our rights.
 */
export interface Spool {
  /** Stores an upload. The id is derived from the bytes, `seed` and phase: the same file of the same person has the same id. */
  keep(upload: AsyncIterable<Uint8Array>, seed: string, phase: Phase): Promise<{ id: string; path: string; digest: string }>;
  /** Stores a list of invitations under the id of a key: the same key has the same id. */
  keepList(lines: AsyncIterable<Uint8Array>, key: string): Promise<{ id: string; digest: string }>;
  /** Copies the file of a dry run for its import. Returns the import's id. */
  keepForImport(id: string): Promise<string>;
  pathOf(id: string): string;
  /** Whether its file is still the one with this digest. */
  isUnchanged(id: string, digest: string): Promise<boolean>;
  /** Removes a file that cannot be imported. */
  discard(id: string): Promise<void>;
  writeJob(id: string, job: StoredJob): Promise<void>;
  /** The job; undefined also where its signature is not ours. */
  readJob(id: string): Promise<StoredJob | undefined>;
  /** Marks a job as being worked on. */
  touch(id: string): Promise<void>;
  /** Running imports that nobody has worked on for a while. Of several processes that ask, one gets each. */
  abandoned(): Promise<string[]>;
  openLog(id: string, append: boolean): RowLog;
  readLog(id: string): AsyncGenerator<unknown>;
  hasLog(id: string): Promise<boolean>;
  /** Removes the files of imports that nobody has worked on for a day, but of those that are to go on. */
  clean(): Promise<void>;
}

/** The log of an import's results. Both methods throw the disk's error. */
export interface RowLog {
  add(entry: unknown): void;
  /** Resolves when all of it is written. */
  end(): Promise<void>;
}

/** `check` is a dry run. */
export type Phase = 'check' | 'import';

const storedJob = z.object({
  phase: z.enum(['check', 'import']),
  state: importProgressSchema.shape.state,
  /** Milliseconds since 1970. */
  startedAt: z.number().default(0),
  rows: z.number(),
  /** SHA-256 of the file, in hex. */
  digest: z.string(),
  owner: z.string(),
  by: z.string().optional(),
  /** The client whose token asked for the import. */
  clientId: z.string().optional(),
  reach: z.union([
    z.object({ all: z.literal(true) }),
    z.object({
      all: z.literal(false),
      organizations: z.array(z.object({ id: z.string(), alias: z.string(), name: z.string() })),
    }),
  ]),
  organization: z.string().optional(),
  locale: z.string().optional(),
  groups: z.array(z.string()).optional(),
  app: z.string().optional(),
  target: z.string().optional(),
  accessUntil: z.string().optional(),
  signIn: signInSchema.optional(),
  message: z.string().optional(),
  lifespanHours: z.number().optional(),
  /** What is done with the invitations whose ids are in the file; undefined for an import. */
  command: z.enum(BULK_COMMANDS).optional(),
  /** SHA-256 of the request that made such a list, in hex; undefined for a job of an earlier version. */
  request: z.string().optional(),
  /** Chosen meanings of columns, by title. */
  columns: z.record(z.string(), z.string()).optional(),
  /** How the titles of a known template were read. */
  reading: z.object({ template: z.string(), address: z.string(), unused: z.array(z.string()) }).optional(),
  /** Questions that must be answered first; until then the file waits. */
  questions: z.array(z.object({ column: z.string(), meanings: z.array(z.string()) })).optional(),
  /** When Keycloak last confirmed the owner's role, in epoch milliseconds; undefined for an operator at the command line. */
  roleAt: z.number().optional(),
  /** The right that its owner has lost meanwhile. */
  stopped: z.enum(STOPS).optional(),
});
export type StoredJob = z.output<typeof storedJob>;

const signedJob = z.object({ job: z.unknown(), signature: z.string() });

/** Bytes that an upload may have. */
export const MAX_UPLOAD = 64 * 1024 * 1024;
/** Milliseconds after which work that nobody has touched counts as abandoned; it is touched far more often. */
const ABANDONED = 20_000;
const KEPT = 24 * 3_600_000;

export interface SpoolOptions {
  signer: Signer;
  /** Called once for each job whose signature is not ours. */
  onForeign: (id: string) => void;
}

export async function openSpool(dir: string, { signer, onForeign }: SpoolOptions): Promise<Spool> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const file = (id: string, ending: string) => join(dir, `${id}.${ending}`);
  const foreign = new Set<string>();
  // The folder's name is part of what is signed: it says which realm a job is of.
  const signedText = (id: string, job: unknown) => JSON.stringify([basename(dir), id, job]);
  const age = async (path: string) => Date.now() - (await stat(path)).mtimeMs;

  async function readJob(id: string): Promise<StoredJob | undefined> {
    const text = await readFile(file(id, 'json'), 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    try {
      const { job, signature } = signedJob.parse(JSON.parse(text));
      if (signer.verifies(signedText(id, job), signature)) return storedJob.parse(job);
    } catch {
      // A job that cannot be read counts as foreign, too.
    }
    if (!foreign.has(id)) onForeign(id);
    foreign.add(id);
    return undefined;
  }

  const isAbandoned = async (id: string) => (await age(file(id, 'json'))) > ABANDONED;
  async function touch(id: string): Promise<void> {
    await utimes(file(id, 'json'), new Date(), new Date()).catch(() => {});
  }

  /** Of several processes at the same moment one makes the file `.claim`; whoever makes it later finds the job touched. */
  async function takeOver(id: string): Promise<boolean> {
    const claim = file(id, 'claim');
    try {
      await writeFile(claim, '', { flag: 'wx', mode: 0o600 });
    } catch {
      // Left behind by a process that has died at this very point: the next round takes the job.
      if ((await age(claim).catch(() => 0)) > ABANDONED) await rm(claim, { force: true });
      return false;
    }
    const mine = await isAbandoned(id);
    if (mine) await touch(id);
    await rm(claim, { force: true });
    return mine;
  }

  return {
    async keep(upload, seed, phase) {
      const staging = join(dir, `${crypto.randomUUID()}.part`);
      const [ofBoth, ofFile] = [createHash('sha256').update(`${seed}\n`), createHash('sha256')];
      try {
        await pipeline(upload, measured([ofBoth, ofFile]), createWriteStream(staging, { mode: 0o600 }));
        const id = uuidOf(ofBoth.digest('hex'), phase);
        await rename(staging, file(id, 'csv'));
        return { id, path: file(id, 'csv'), digest: ofFile.digest('hex') };
      } catch (error) {
        await rm(staging, { force: true });
        throw error;
      }
    },
    async keepList(lines, key) {
      const staging = join(dir, `${crypto.randomUUID()}.part`);
      const ofFile = createHash('sha256');
      try {
        await pipeline(lines, measured([ofFile]), createWriteStream(staging, { mode: 0o600 }));
        const id = listIdOf(key);
        await rename(staging, file(id, 'csv'));
        return { id, digest: ofFile.digest('hex') };
      } catch (error) {
        await rm(staging, { force: true });
        throw error;
      }
    },
    async keepForImport(id) {
      const staging = join(dir, `${crypto.randomUUID()}.part`);
      await copyFile(file(id, 'csv'), staging);
      await rename(staging, file(importIdOf(id), 'csv'));
      return importIdOf(id);
    },
    pathOf: (id) => file(id, 'csv'),
    async isUnchanged(id, digest) {
      const hash = createHash('sha256');
      await pipeline(createReadStream(file(id, 'csv')), hash);
      return hash.digest('hex') === digest;
    },
    discard: (id) => rm(file(id, 'csv'), { force: true }),
    async writeJob(id, job) {
      const staging = file(id, `${process.pid}.part`);
      await writeFile(staging, JSON.stringify({ job, signature: signer.sign(signedText(id, job)) }), { mode: 0o600 });
      await rename(staging, file(id, 'json'));
    },
    readJob,
    touch,
    async abandoned() {
      const ids = (await readdir(dir)).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
      const found: string[] = [];
      for (const id of ids) {
        const job = await readJob(id);
        if (job?.state === 'running' && (await isAbandoned(id)) && (await takeOver(id))) found.push(id);
      }
      return found;
    },
    openLog: (id, append) => rowLog(file(id, 'log'), append ? 'a' : 'w'),
    async *readLog(id) {
      const lines = createInterface({ input: createReadStream(file(id, 'log')) });
      for await (const line of lines) {
        try {
          yield JSON.parse(line);
        } catch {
          // The last line of a run that was cut off may be half a line.
        }
      }
    },
    hasLog: (id) =>
      stat(file(id, 'log')).then(
        () => true,
        () => false,
      ),
    async clean() {
      for (const name of await readdir(dir)) {
        const [id = ''] = name.split('.');
        const untouched = await age(file(id, 'json')).catch(() => age(join(dir, name)).catch(() => 0));
        const goesOn = (await readJob(id))?.state === 'running';
        if (untouched > KEPT && !goesOn) await rm(join(dir, name), { force: true });
      }
    },
  };
}

function rowLog(path: string, flags: 'a' | 'w'): RowLog {
  const stream = createWriteStream(path, { flags, mode: 0o600 });
  // A stream's error that nobody listens to ends the process.
  let refusal: Error | undefined;
  stream.once('error', (error) => {
    refusal = error;
  });
  return {
    add(entry) {
      if (refusal) throw refusal;
      stream.write(`${JSON.stringify(entry)}\n`);
    },
    async end() {
      stream.end();
      await finished(stream);
    },
  };
}

/** Passes bytes on, hashes and counts them. Throws {@link FileFault} when they are too many. */
function measured(hashes: { update(bytes: Uint8Array): unknown }[]) {
  return async function* (chunks: AsyncIterable<Uint8Array>) {
    let size = 0;
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > MAX_UPLOAD) throw fileFault('import.file.too_large', { max: MAX_UPLOAD / 1024 / 1024 });
      for (const hash of hashes) hash.update(chunk);
      yield chunk;
    }
  };
}

/** Position of the digit in an id that tells a dry run from an import. */
const PHASE_AT = 19;

/** A UUID of version 8, "custom" (RFC 9562 §5.8). A dry run's id and its import's differ in one digit. */
function uuidOf(hex: string, phase: Phase): string {
  const digit = phase === 'check' ? 'b' : 'a';
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${digit}${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** Id of the list of invitations that is stored under a key. */
export const listIdOf = (key: string): string => uuidOf(createHash('sha256').update(`list\n${key}`).digest('hex'), 'check');

/** Id of the import of the file that a dry run has checked. */
export function importIdOf(id: string): string {
  return `${id.slice(0, PHASE_AT)}a${id.slice(PHASE_AT + 1)}`;
}

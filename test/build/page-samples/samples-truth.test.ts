import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Sample, samplesIn } from '../../../src/build/page-samples/page-samples.ts';
import { STOPS } from '../../../src/common/import-progress.ts';
import { ROOT } from '../../../src/common/paths.ts';
import { INVITATION_STATUSES, type InvitationStatus } from '../../../src/common/statuses.ts';
import { arrange } from '../../../src/invitations/arranging/arrange.ts';
import { ORDER } from '../../../src/invitations/listing/segments.ts';
import type { Invitation } from '../../../src/invitations/record/invitation.ts';
import { alreadyActive, isPending, MOVES, mayMove } from '../../../src/invitations/record/life-cycle.ts';
import type { AdminInvitationModel } from '../../../src/views/models/admin.ts';

/** A sample shows what the product can show: it is what people judge pages by, and what the guide's words are held against. */
const samples = samplesIn('es');
type Of<P extends Sample['page']> = Extract<Sample, { page: P }>;
const samplesOf = <P extends Sample['page']>(page: P): Of<P>[] => samples.filter((each): each is Of<P> => each.page === page);

interface Standing {
  status: InvitationStatus;
  sends: number;
  sentAt?: Date;
  expiresAt?: Date;
}
interface Actions {
  canResend: boolean;
  canAmend: boolean;
  canRevoke: boolean;
}

/** What contradicts itself in an invitation, as it is looked at `now`. */
function contradictions({ status, sends, sentAt, expiresAt }: Standing, actions: Actions, now: Date): string[] {
  const links = status === 'sent' || status === 'opened';
  const checks: Record<string, boolean> = {
    'mails without a date, or a date without mails': sends > 0 === (sentAt !== undefined),
    'a mail of tomorrow': !sentAt || sentAt <= now,
    'a link that ends before its mail': !sentAt || !expiresAt || sentAt < expiresAt,
    'no mail, yet a link': sends > 0 || expiresAt === undefined,
    'a link that works without an end, or past it': !links || (expiresAt !== undefined && expiresAt > now),
    'expired before its time': status !== 'expired' || (expiresAt !== undefined && expiresAt <= now),
    'sending again': actions.canResend === mayMove(MOVES.resend, { status }),
    correcting: actions.canAmend === !alreadyActive({ status }),
    revoking: actions.canRevoke === isPending({ status }),
  };
  return Object.entries(checks).flatMap(([what, holds]) => (holds ? [] : [`${status}: ${what}`]));
}

const whenOf = (sample: Sample): Date => sample.context?.now ?? new Date();

test('every page has a sample, and every name is of one sample', () => {
  const pages = readdirSync(join(ROOT, 'src/views/pages')).map((file) => file.replace('.hbs', ''));
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  expect([...new Set(samples.map(({ page }) => kebab(page)))].sort()).toEqual(pages.sort());
  const names = samples.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});

describe('the list', () => {
  const lists = samplesOf('adminInvitations');

  test.each(lists.map((sample) => [sample.name, sample] as const))('%s: rows agree with themselves', (_, sample) => {
    const now = whenOf(sample);
    expect(sample.model.items.flatMap((row) => contradictions(row, row, now))).toEqual([]);
    // A mail that could not be sent is none that was sent, and no link of it can end. Only a page with a history could tell of earlier ones.
    const failed = sample.model.items.filter(({ status }) => status === 'failed');
    const asIfSent = failed.filter(({ sends, sentAt, expiresAt }) => sends > 0 || sentAt || expiresAt);
    expect(asIfSent.map(({ id }) => id)).toEqual([]);
  });

  test.each(lists.map((sample) => [sample.name, sample] as const))(
    '%s: rows agree with filter, order and counts',
    (_, sample) => {
      const { items, filter, first, total, totalIs, within, next, counts, organizations } = sample.model;
      const { status, organization, search, inviter } = filter;
      const company = organizations.find(({ alias }) => alias === organization)?.name;
      for (const row of items) {
        if (status) expect(row.status).toBe(status);
        if (organization) expect(row.organization).toBe(company);
        if (inviter) expect(row.inviterId).toBe(inviter);
        expect(`${row.name} ${row.email}`.toLowerCase()).toContain(search);
      }
      expect(items.length).toBeLessThanOrEqual(filter.max);
      expect(first + items.length).toBeLessThanOrEqual(total);
      if (totalIs !== 'unknown') expect(next !== undefined).toBe(first + items.length < total);
      expect(within ?? total).toBe(total);
      const invitations = items.map((row) => ({ ...row, firstName: row.name }) as unknown as Invitation);
      expect(arrange(invitations, filter, 'Europe/Madrid').map(({ id }) => id)).toEqual(items.map(({ id }) => id));
      if (Object.keys(counts).length === 0) return;
      const counted = INVITATION_STATUSES.reduce((sum, each) => sum + (counts[each] ?? 0), 0);
      if (within === undefined) expect(counted).toBe(total);
      // What wants attention comes first, so that the counts tell which status stands where.
      const places = ORDER.flatMap((each) => Array<InvitationStatus>(counts[each] ?? 0).fill(each));
      if (filter.sort === 'attention') expect(items.map((row) => row.status)).toEqual(places.slice(first, first + items.length));
    },
  );

  test('nobody is there twice, and everybody is the same in every sample', () => {
    for (const { name, model } of lists) {
      const namesOf = [model.items.map(({ email }) => email), model.items.map((row) => row.name).filter(Boolean)];
      for (const names of namesOf) expect([name, names]).toEqual([name, [...new Set(names)]]);
    }
    const rows = lists.flatMap(({ model }) => model.items);
    for (const row of rows) expect(row).toEqual(rows.find(({ id }) => id === row.id));
    const people = new Map(rows.map((row) => [row.id, row]));
    expect(new Set([...people.values()].map(({ email }) => email)).size).toBe(people.size);
    for (const { model } of samplesOf('adminSelection')) {
      if (model.state !== 'asked') continue;
      for (const { id, name, email, status } of model.people) {
        const row = people.get(id);
        if (row) expect({ name, email, status }).toEqual({ name: row.name, email: row.email, status: row.status });
      }
    }
  });

  test('all that it can show is shown', () => {
    const rows = lists.flatMap(({ model }) => model.items);
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(INVITATION_STATUSES));
    expect(new Set(lists.map(({ model }) => model.totalIs))).toEqual(new Set(['exact', 'about', 'unknown']));
    const shown = {
      nameless: rows.some(({ name, username }) => name === '' && username),
      faults: rows.some(({ faults }) => faults),
      noCompany: rows.some(({ organization }) => !organization),
      noInviter: rows.some(({ by }) => !by),
      emptyRealm: lists.some(({ model }) => model.total === 0 && model.filter.search === ''),
      noMatch: lists.some(({ model }) => model.total === 0 && model.filter.search !== ''),
      firstPage: lists.some(({ model }) => model.first === 0 && model.next),
      pageBetween: lists.some(({ model }) => model.first > 0 && model.next),
      lastPage: lists.some(({ model }) => model.first > 0 && !model.next),
      beyondWhatIsArranged: lists.some(({ model }) => model.within),
      everyFilter: lists.some(
        ({ model: { filter: f } }) => f.search && f.status && f.organization && f.inviter && f.sentFrom && f.sentUntil,
      ),
      nothingToChoose: lists.some(
        ({ model }) => model.items.length > 0 && model.items.every((row) => !row.canResend && !row.canRevoke),
      ),
      oneCompany: lists.some(({ model }) => !model.showCompany && model.items.length > 0),
    };
    expect(Object.entries(shown).filter(([, is]) => !is)).toEqual([]);
  });

  test('what was chosen can be done with it', () => {
    for (const { model } of samplesOf('adminSelection')) {
      if (model.state !== 'asked') continue;
      const allowed = (person: { status: InvitationStatus }) =>
        model.command === 'resend' ? mayMove(MOVES.resend, person) : isPending(person);
      expect(model.people.every(allowed)).toBe(true);
    }
  });
});

describe('one invitation', () => {
  const details = samplesOf('adminInvitation');
  const isStatus = (event: string): event is InvitationStatus => (INVITATION_STATUSES as readonly string[]).includes(event);
  /** The status that the history tells: nothing has happened yet while the first mail waits. */
  const told = (history: AdminInvitationModel['history']): string => {
    const last = history.find(({ event }) => isStatus(event) || event === 'neverActivated')?.event ?? 'queued';
    return last === 'neverActivated' ? 'revoked' : last;
  };

  test.each(details.map((sample) => [sample.name, sample] as const))(
    '%s agrees with itself and with its history',
    (_, sample) => {
      const { invitation, history, ...actions } = sample.model;
      const now = whenOf(sample);
      expect(contradictions(invitation, actions, now)).toEqual([]);
      const times = history.map(({ at }) => at.getTime());
      expect(times).toEqual([...times].sort((a, b) => b - a));
      expect(Math.max(...times)).toBeLessThanOrEqual(now.getTime());
      expect(told(history)).toBe(invitation.status);
      const mails = history.filter(({ event }) => event === 'sent');
      expect(invitation.sends).toBe(mails.length);
      expect(invitation.sentAt).toEqual(mails[0]?.at);
      expect(history.at(-1)?.event).toBe('created');
      if (invitation.error || invitation.failedForGood) expect(invitation.status).toBe('failed');
    },
  );

  test('each status has a sample, and so has each thing that happens, whoever did it', () => {
    expect(new Set(details.map(({ model }) => model.invitation.status))).toEqual(new Set(INVITATION_STATUSES));
    const lines = details.flatMap(({ model }) => model.history);
    const events = new Set(lines.map(({ event }) => event));
    for (const event of ['created', 'amended', 'neverActivated', 'signedIn', 'linkRefused'] as const)
      expect(events).toContain(event);
    expect(new Set(lines.map(({ doer }) => doer?.kind))).toEqual(new Set(['user', 'client', 'worker', 'person', undefined]));
  });

  test('an account may be disabled, deleted or only leave its company, and its person have a name or none', () => {
    const models = samplesOf('adminRevoke').map(({ model }) => model);
    for (const key of ['deletes', 'mayLeave'] as const) expect(new Set(models.map((each) => each[key])).size).toBe(2);
    expect(new Set(models.map(({ name }) => name === '')).size).toBe(2);
  });
});

describe('an import', () => {
  const imports = samplesOf('adminImportStatus').map(({ name, model }) => [name, model] as const);

  test.each(imports)('%s: its figures agree', (_, model) => {
    const { state, dryRun, rows, done, created, sent, queued, failed, skipped, faults, notes } = model;
    expect(done).toBeLessThanOrEqual(rows);
    expect(sent + queued).toBeLessThanOrEqual(created);
    expect(created + skipped).toBeLessThanOrEqual(done);
    if (!dryRun) expect(created + skipped + failed).toBeGreaterThanOrEqual(done);
    if (dryRun) expect([created, sent, queued]).toEqual([0, 0, 0]);
    // What Keycloak answered, it answered to an invitation.
    if (dryRun) expect(faults.filter(({ english }) => english)).toEqual([]);
    expect(faults.length).toBeLessThanOrEqual(failed);
    for (const { line } of [...faults, ...notes]) expect(line).toBeLessThanOrEqual(done + 1);
    if (state === 'done') expect(done).toBe(rows);
    if (state !== 'running') expect([model.waitingFor, model.remainingSeconds]).toEqual([null, null]);
    if (model.stopped) expect(state).toBe('failed');
    if (model.questions.length > 0) expect([dryRun, done]).toEqual([true, 0]);
  });

  test('each state has a sample, and whatever keeps it waiting or stops it', () => {
    const models = imports.map(([, model]) => model);
    const states = new Set(models.map(({ dryRun, state }) => `${dryRun ? 'check' : 'import'} ${state}`));
    for (const state of ['check running', 'check done', 'import running', 'import done', 'import failed'])
      expect(states).toContain(state);
    expect(new Set(models.map(({ waitingFor }) => waitingFor))).toEqual(new Set([null, 'keycloak', 'mail', 'rights']));
    expect(new Set(models.map(({ stopped }) => stopped))).toEqual(new Set([null, ...STOPS]));
  });
});

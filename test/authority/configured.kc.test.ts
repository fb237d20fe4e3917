import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { resend } from '../../src/invitations/commands/resend.ts';
import { createBareRealm } from '../configure/support.ts';
import { sidecarOf } from '../support/own-realm.ts';
import { ALL, type Companies, companiesIn } from './support.ts';

/** What the decision asks of Keycloak is there in a realm that a company had before the sidecar came, and that `configure` made ready. */
let own: Companies;

beforeAll(async () => {
  const bare = await createBareRealm({ organizationsEnabled: true });
  expect(await bare.configure(['--apply'])).toMatchObject({ code: 0 });
  const { console, remove } = bare;
  own = await companiesIn({ console, remove, sidecar: (settings) => sidecarOf(bare.name, bare.clientSecret, settings) });
});

afterAll(() => own?.realm.remove());

test('an ordinary invitation can be corrected, moved, sent again and revoked by its company’s admin, and sent once more', async () => {
  const id = await own.invited();
  expect(await own.outcomes(own.mar, id)).toEqual(ALL);
  expect(await resend(own.sidecar, own.mar, id)).toMatchObject({ status: 'sent' });
});

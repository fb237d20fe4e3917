import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { invitationOf } from '../../../../src/invitations/record/invitation.ts';
import { openBulk } from '../../../../src/wiring.ts';
import { createOwnRealm, type OwnRealm } from '../../../support/own-realm.ts';
import { uniqueEmail } from '../../../support/realm.ts';
import { EVERYTHING } from '../support.ts';

/** A file says which app each of its people goes to, or one for all of them. */
let realm: OwnRealm;
beforeAll(async () => {
  realm = await createOwnRealm();
  for (const clientId of ['crm', 'tienda']) {
    const urls = { baseUrl: `https://${clientId}.example.test/`, redirectUris: [`https://${clientId}.example.test/*`] };
    await realm.console.clients.create({ clientId, ...urls, publicClient: true, attributes: { 'invitation.app': 'true' } });
  }
});
afterAll(() => realm?.remove());

async function run(csv: string[], defaults: { app?: string; target?: string } = {}, dryRun = false) {
  const { imports } = await openBulk(realm.sidecar());
  const upload = Readable.from([Buffer.from([...csv, ''].join('\n'))]);
  const { id } = await imports.start(upload, { actor: EVERYTHING, dryRun, ...defaults });
  await imports.ended(id);
  const faults: string[] = [];
  for await (const { email, column, message } of await imports.report(id, EVERYTHING, 'es'))
    if (message) faults.push(`${email} ${column}: ${message}`);
  return faults;
}

async function destination(email: string) {
  const [user] = await realm.console.users.find({ email, exact: true });
  const invitation = user && invitationOf(user);
  return invitation && [invitation.app, invitation.target];
}

const people = (count: number) => Array.from({ length: count }, () => uniqueEmail());

test('each row names its own, or takes the one of the import; a row with another one does not take its target', async () => {
  const [a = '', b = '', c = ''] = people(3);
  const csv = ['correo,aplicación,destino', `${a},,`, `${b},tienda,/pedidos`, `${c},tienda,`];
  expect(await run(csv, { app: 'crm', target: '/inicio' })).toEqual([]);
  expect(await destination(a)).toEqual(['crm', 'https://crm.example.test/inicio']);
  expect(await destination(b)).toEqual(['tienda', 'https://tienda.example.test/pedidos']);
  expect(await destination(c)).toEqual(['tienda', undefined]);
});

test.each([true, false])('what is none is a fault of its row, in its column (dry run: %s)', async (dryRun) => {
  const [a = '', b = '', c = ''] = people(3);
  const csv = ['correo,app,target', `${a},nadie,`, `${b},crm,https://elsewhere.example.test/`, `${c},,/pedidos`];
  expect(await run(csv, {}, dryRun)).toEqual([
    `${a} app: No hay ninguna aplicación con ese identificador a la que se pueda invitar. Elija otra.`,
    `${b} target: Esa dirección no es de la aplicación elegida. Indique otra, o ninguna.`,
    `${c} target: Indique también la aplicación.`,
  ]);
  for (const email of [a, b, c]) expect(await destination(email)).toBeUndefined();
});

test('a default that is none refuses the file', async () => {
  const refused = run(['correo', ...people(1)], { app: 'nadie' });
  await expect(refused).rejects.toMatchObject({ code: 'invalid_request', fields: [{ field: 'app' }] });
});

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import supertest from 'supertest';
import { load } from '../support/html.ts';
import { mailsTo } from '../support/mail.ts';
import { uniqueEmail } from '../support/realm.ts';
import { sidecar, visitor } from '../support/sidecar.ts';
import { startOwnProcess } from '../support/sidecar-process.ts';
import { until } from '../support/wait.ts';

const SUPPORT = 'support@amperecloud.com';
const TOPIC = 'Elija una de las opciones.';
const EMAIL = 'Escriba una dirección de correo electrónico completa, como nombre@ejemplo.com.';
const MESSAGE = 'Use 5000 caracteres como máximo.';

async function send(path: string, form: string, fields: Record<string, string>, agent = visitor()) {
  const csrf = load((await agent.get(form).expect(200)).text).value('_csrf');
  return agent
    .post(path)
    .redirects(1)
    .type('form')
    .send({ _csrf: csrf, ...fields });
}

test('a request reaches the support team with all that was said, and the person gets a reference', async () => {
  const email = uniqueEmail('soporte');
  const message = `No llega el correo ${email}\n<b>Gracias</b>`;
  const answer = await send('/soporte', '/soporte', {
    topic: 'mail',
    email,
    name: 'Ana',
    company: 'Sol',
    message,
    when: 'ayer',
    reference: 'abc',
  });
  expect(answer.status).toBe(200);
  const ticket = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(load(answer.text).text)?.[0];
  if (!ticket) throw new Error('the answer names no reference');
  const mail = await until('the support mail', async () =>
    (await mailsTo(SUPPORT)).find(({ subject }) => subject.includes(ticket)),
  );
  expect(mail.subject).toContain('No recibo el correo de activación');
  expect(mail.parsed.replyTo?.[0]?.address).toBe(email);
  // The team reads Spanish, whatever the person's language.
  expect(mail.text.replaceAll('\r\n', '\n').trim()).toBe(
    [
      `Solicitud de soporte ${ticket}`,
      '',
      'Problema: No recibo el correo de activación',
      'Cuándo ha pasado: ayer',
      'Nombre: Ana',
      `Correo electrónico: ${email}`,
      'Empresa: Sol',
      'Referencia: abc',
      '',
      'Qué ha pasado:',
      message,
      '',
      `Responda a este mensaje: su respuesta llegará a ${email}.`,
    ].join('\n'),
  );
});

test('what is missing is told at its field, and nothing that was typed is lost', async () => {
  const answer = await send('/soporte', '/soporte', { topic: '', email: 'ana', message: '', company: 'Sol & <Luna>' });
  expect(answer.status).toBe(422);
  const page = load(answer.text);
  expect(['topic', 'email', 'message'].map(page.faultOf)).toEqual([TOPIC, EMAIL, 'Rellene este campo.']);
  expect(page.value('company')).toBe('Sol & <Luna>');
});

test('a topic that is none, and more words than fit: both are told, and the words are all there', async () => {
  const message = 'Sin luz. '.repeat(600);
  const answer = await send('/soporte', '/soporte', { topic: 'bogus', email: uniqueEmail(), message });
  expect(answer.status).toBe(422);
  const page = load(answer.text);
  expect(['topic', 'message'].map(page.faultOf)).toEqual([TOPIC, MESSAGE]);
  expect(page.$('textarea[name="message"]').text().trim()).toBe(message.trim());
});

test('the addresses of forms are no dead ends when they are opened again', async () => {
  await sidecar().get('/comentarios').expect(303).expect('Location', '/ayuda');
  await sidecar().get('/comentarios').query({ useful: 'bogus' }).expect(303).expect('Location', '/ayuda');
  // Nobody is told that a form has arrived which they have not sent.
  await sidecar().get('/soporte/enviada').expect(303).expect('Location', '/soporte');
  await sidecar().get('/reenviar/enviado').expect(303).expect('Location', '/reenviar');
});

test('a robot that fills in every field gets the same answer and no mail', async () => {
  const email = uniqueEmail('robot');
  const fields = { topic: 'other', email, message: `compre ${email}`, website: 'http://spam.test' };
  expect((await send('/soporte', '/soporte', fields)).status).toBe(200);
  const after = uniqueEmail('persona');
  await send('/soporte', '/soporte', { topic: 'other', email: after, message: after });
  const mails = await until('the next mail', async () => {
    const all = await mailsTo(SUPPORT);
    return all.some(({ text }) => text.includes(after)) && all;
  });
  expect(mails.some(({ text }) => text.includes(email))).toBe(false);
});

test('with the mail server away it says so, keeps the text and offers a way that works', async () => {
  const own = await startOwnProcess({ SMTP_URL: 'smtp://localhost:9' });
  try {
    const agent = supertest.agent(own.url);
    const csrf = load((await agent.get('/soporte').expect(200)).text).value('_csrf');
    const fields = { topic: 'link', email: 'ana@sol.test', message: 'El enlace no abre.\nGracias' };
    const page = load(
      (
        await agent
          .post('/soporte')
          .type('form')
          .send({ _csrf: csrf, ...fields })
          .expect(503)
      ).text,
    );
    expect(page.value('message')).toContain('El enlace no abre.');
    const mailto = page.$('a[href^="mailto:support@amperecloud.com?"]').attr('href') ?? '';
    expect(decodeURIComponent(mailto)).toContain('Problema: El enlace no funciona');
    expect(decodeURIComponent(mailto)).toContain('El enlace no abre.');
  } finally {
    await own.stop();
  }
});

test('a mail server that refuses somebody names them in its answer, and the log does not', async () => {
  const refusing = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _session, done) => done(new Error(`<${address}> has moved to new-${address}`)),
  });
  const listening = refusing.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const own = await startOwnProcess({ SMTP_URL: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}` });
  try {
    const fields = { topic: 'link', email: uniqueEmail('soporte'), message: 'El enlace no abre.' };
    expect((await send('/soporte', '/soporte', fields, supertest.agent(own.url))).status).toBe(503);
    const log = await until('the line in the log', async () => {
      const text = await own.log();
      return text.includes('support request could not be mailed') && text;
    });
    expect(log).toContain('has moved to');
    expect(log).not.toContain(SUPPORT);
    expect(log).not.toContain(fields.email);
  } finally {
    await own.stop();
    await new Promise<void>((resolve) => refusing.close(resolve));
  }
});

test('feedback on the guide is counted and its comment mailed', async () => {
  const comment = uniqueEmail('comentario');
  expect((await send('/comentarios', '/ayuda', { useful: 'no', comment })).status).toBe(200);
  expect((await sidecar().get('/metrics')).text).toMatch(/sidecar_guide_feedback_total\{useful="no"\} [1-9]/);
  const mail = await until('the feedback mail', async () => (await mailsTo(SUPPORT)).find(({ text }) => text.includes(comment)));
  expect(mail.subject).toBe('Guía de activación: no ha resultado útil');
});

test('the reference of a page is filled in, never a key', async () => {
  expect(load((await sidecar().get('/soporte').query({ ref: 'urn:1' })).text).value('reference')).toBe('urn:1');
});

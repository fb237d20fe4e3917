import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Html, load } from '../support/html.ts';
import { sidecar } from '../support/sidecar.ts';

/** What the platform's published guide promises its users: each promise stands on /ayuda, in the section where one looks for it. */
let page: Html;

beforeAll(async () => {
  page = load((await sidecar().get('/ayuda').set('Accept-Language', 'es').expect(200)).text);
});

const section = (id: string) => page.$(`section[aria-labelledby="${id}"]`);
const words = (id: string) => section(id).text().replace(/\s+/g, ' ');
const links = (id: string) =>
  section(id)
    .find('a')
    .map((_, link) => page.$(link).attr('href'))
    .get();

function expectAll(text: string, promises: RegExp[]): void {
  for (const promise of promises) expect(text).toMatch(promise);
}

test('1: access comes by e-mail, with this subject and a link, and may land in the spam folder', () => {
  expectAll(words('pasos'), [
    /llega por correo electrónico/,
    /«Activación de cuenta Amperecloud»/,
    /correo no deseado \(spam\): a veces las invitaciones acaban allí/,
    /Abra el enlace/,
  ]);
});

describe('2: the link opens a page', () => {
  test('that asks for personal information and a password', () => {
    expectAll(words('pasos'), [/datos personales y una contraseña/]);
  });

  test('whose password has eight characters, both cases, digits and symbols', () => {
    expectAll(words('contrasena'), [/Al menos 8 caracteres/, /mayúscula/, /minúscula/, /número/, /símbolo/]);
  });

  test('and a weak password is warned about', () => {
    expectAll(words('contrasena'), [/contraseña débil aumenta el riesgo de incidentes de seguridad/]);
  });
});

test('3: one presses Crear, which confirms, comes to the sign-in page, and signs in with address and new password', () => {
  expectAll(words('pasos'), [
    /pulse «Crear» para confirmar/,
    /Pasará a la página de acceso/,
    /Entre con su correo electrónico y la contraseña que acaba de elegir/,
  ]);
});

describe('4: frequent questions', () => {
  test('no mail: look in the spam folder, check the address, then write to support', () => {
    const answer = words('preguntas');
    const steps = [
      /No me ha llegado el correo/,
      /correo no deseado \(spam\)/,
      /su dirección está bien escrita/,
      /escriba a soporte/,
    ];
    const places = steps.map((step) => answer.search(step));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(links('preguntas')).toContain('/soporte');
  });

  test('the password can be changed at any time, in the profile settings', () => {
    expectAll(words('preguntas'), [
      /cambiar la contraseña más adelante\?/,
      /Sí, en cualquier momento, desde los ajustes de su perfil/,
    ]);
    expect(links('preguntas')).toContain('/perfil');
  });
});

test('5: company administrators: the same procedure, the mail goes by itself, tell people about it and about spam', () => {
  expectAll(words('administradores'), [
    /El procedimiento es el mismo para las cuentas que usted crea/,
    /se envía automáticamente en cuanto termina de crear la cuenta/,
    /Explique el proceso a las personas nuevas/,
    /correo no deseado \(spam\)/,
  ]);
});

describe('6: help', () => {
  test('by e-mail with the details, or by the form; the answer comes as soon as possible', () => {
    expectAll(words('contacto'), [/todos los detalles/, /lo antes posible/, /support@amperecloud\.com/]);
    expect(links('contacto')).toEqual(['/soporte', 'mailto:support@amperecloud.com']);
  });

  test('and what one thinks of the guide: useful or not, and how to make it better', () => {
    const form = page.$('form[action="/comentarios"]');
    expect(form.find('input[type="radio"][name="useful"]')).toHaveLength(2);
    expect(form.find('textarea[name="comment"]')).toHaveLength(1);
  });
});

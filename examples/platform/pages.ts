import type { Texts } from './languages.ts';
import type { Person } from './provider.ts';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** Puts values, escaped, where the text names them: `Hola, {name}`. */
const filled = (text: string, values: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (_, key) => escaped(values[key] ?? ''));

/** For whoever is not signed in. */
export const page = (texts: Texts, { name }: { name: string }) =>
  frame(
    texts,
    name,
    texts.welcome,
    `<p>${texts.lead}</p>
    <p><a class="button" href="/login">${texts.signIn}</a></p>`,
  );

export function welcome(texts: Texts, { name, person, path }: { name: string; person: Person; path: string }): string {
  const groups = person.groups.map((group) => `<li>${escaped(group)}</li>`).join('');
  return frame(
    texts,
    name,
    filled(texts.greeting, { name: person.name }),
    `<p>${filled(texts.signedInAs, { email: person.email || person.name })}${path === '/' ? '' : ` ${filled(texts.at, { path })}`}</p>
    <h2>${texts.groups}</h2>
    ${groups ? `<ul>${groups}</ul>` : `<p>${texts.noGroups}</p>`}
    <form method="post" action="/logout"><button class="button">${texts.signOut}</button></form>`,
  );
}

export interface Notice {
  name: string;
  kind: keyof Texts['notices'];
  values?: Record<string, string>;
  /** What the sign-in after signing out is asked with. */
  carried?: Record<string, string>;
}

export function notice(texts: Texts, { name, kind, values = {}, carried = {} }: Notice): string {
  const { title, text, button } = texts.notices[kind];
  const fields = Object.entries(carried).map(([key, value]) => `<input type="hidden" name="${key}" value="${escaped(value)}">`);
  const next = button
    ? `<form method="post" action="/logout">${fields.join('')}<button class="button">${button}</button></form>`
    : `<p><a class="button" href="/login">${texts.signIn}</a></p>`;
  return frame(texts, name, title, `<p>${filled(text, values)}</p>\n    ${next}`);
}

const frame = ({ language }: Texts, name: string, title: string, content: string) => `<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${escaped(title)} · ${escaped(name)}</title>
  <link rel="stylesheet" href="/style.css">
</head>
<body>
  <header><span>${escaped(name)}</span></header>
  <main>
    <h1>${escaped(title)}</h1>
    ${content}
  </main>
</body>
</html>
`;

export const STYLE = `
:root { color-scheme: light dark; --canvas: #f3f6fa; --card: #fff; --text: #14213a; --button: #0b5fa5; --label: #fff; --border: #7a889e }
@media (prefers-color-scheme: dark) {
  :root { --canvas: #0f1a2b; --card: #17253a; --text: #e8eef7; --button: #f5a623; --label: #14213a; --border: #70829e }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--canvas); color: var(--text); font: 1.0625rem/1.5 system-ui, sans-serif }
header { background: #0e2a4f; color: #fff; padding: 1rem 1.5rem; font-weight: 700; border-bottom: 4px solid #f5a623 }
main { max-width: 36rem; margin: 2rem auto; padding: 1.5rem 2rem 2rem; background: var(--card); border-radius: .75rem; overflow-wrap: anywhere }
@media (max-width: 40rem) { main { margin: 0 auto; border-radius: 0 } }
h1 { margin: 0 0 .5rem; font-size: 1.6rem; line-height: 1.25 }
h2 { margin: 1.5rem 0 .5rem; font-size: 1.1rem }
ul { margin: 0 0 1.5rem; padding-inline-start: 1.25rem }
.button { display: inline-block; min-height: 3rem; padding: .7rem 1.5rem; border: 2px solid transparent; border-radius: .5rem; background: var(--button); color: var(--label);
  font: inherit; font-weight: 600; text-decoration: none; cursor: pointer }
.button:focus-visible { outline: 3px solid #f5a623; outline-offset: 3px }
`;

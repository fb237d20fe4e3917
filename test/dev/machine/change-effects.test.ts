import { expect, test } from '@jest/globals';
import { effectOf } from '../../../src/dev/machine/change-effects.ts';

test.each([
  ['src/activation/routes.ts', 'restart'],
  ['src/settings/config.ts', 'restart'],
  ['src/styles/base.css', 'rebuild'],
  ['src/i18n/es.ts', 'rebuild'],
  ['src/views/pages/activate.hbs', 'rebuild'],
  ['src/browser/activate.ts', 'rebuild'],
  ['themes/brand.json', 'rebuild'],
  ['email-templates/mails/execute-actions.mjml', 'rebuild'],
  ['src/dev/watch.ts', undefined],
  ['src/activation/.routes.ts.swp', undefined],
  ['src/activation/routes.ts~', undefined],
])('a change of %s asks for %s', (file, effect) => {
  expect(effectOf(file)).toBe(effect);
});

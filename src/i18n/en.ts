import type { Messages } from './index.ts';

export const en: Messages = {
  'error.not_found': 'We could not find what you are looking for.',
  'error.unexpected': 'Something went wrong on our side. Please try again in a few minutes.',
};

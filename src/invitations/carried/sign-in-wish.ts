import { z } from 'zod';
import type { MessageKey } from '../../i18n/index.ts';
import { signInSchema } from '../../settings/sign-in.ts';
import { BY_ADDRESS } from './sign-in.ts';

const schema = signInSchema.or(z.literal(BY_ADDRESS));

/** How somebody is to sign in, as a request says it, which may also leave it to the address. What does not fit is told what there is to choose. */
export const signInWish = z.preprocess((input, { issues }) => {
  const params = { key: 'field.sign_in_value' satisfies MessageKey };
  if (!schema.safeParse(input).success) issues.push({ code: 'custom', input, params });
  return input;
}, schema);

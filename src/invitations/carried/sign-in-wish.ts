import { z } from 'zod';
import type { MessageKey } from '../../i18n/index.ts';
import { signInSchema } from '../../settings/sign-in.ts';
import { BY_ADDRESS } from './sign-in.ts';

/** The same schema; what does not fit is told what there is to choose. */
function sayingChoices<Schema extends z.ZodType>(schema: Schema, mayBeEmpty: 'yes' | 'no') {
  const check = (input: unknown, { issues }: { issues: z.core.$ZodRawIssue[] }): unknown => {
    const params = { key: 'field.sign_in_value' satisfies MessageKey, params: { mayBeEmpty } };
    if (!schema.safeParse(input).success) issues.push({ code: 'custom', input, params });
    return input;
  };
  return z.preprocess(check, schema);
}

/** How somebody is to sign in, as a request says it. */
export const signInWish = sayingChoices(signInSchema, 'no');

/** The same of a correction, which may also leave it to the address. */
export const signInCorrection = sayingChoices(signInSchema.or(z.literal(BY_ADDRESS)), 'yes');

import type { RequestHandler } from 'express';
import { z } from 'zod';
import { isAddressLike } from '../../common/address-like.ts';
import { hasNoNameSymbols } from '../../common/name-symbols.ts';
import { AppError, type FieldError } from '../../errors.ts';
import type { MessageKey } from '../../i18n/index.ts';
import { isEmailAddress, isMailedElsewhere } from './email-address.ts';
import { asMessage, holdsLink, isPlainText, isTooLong, MESSAGE_LENGTH, MESSAGE_LINES, MESSAGE_UNITS } from './message-text.ts';

/** Checks input against a schema. Throws `invalid_request` with a fault for each field, or one of the whole `body`. */
export function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  throw new AppError('invalid_request', {
    fields: faultsOf(result.error).map((fault) => ({ ...fault, field: fault.field || 'body' })),
  });
}

/** zod's issues as field faults, in our own words. */
export function faultsOf(error: z.ZodError): FieldError[] {
  const faults = error.issues.flatMap(faultsOfIssue);
  // A list of which several values are wrong in the same way has one fault.
  const isFirst = ({ field, key }: FieldError, i: number) =>
    faults.findIndex((one) => one.field === field && one.key === key) === i;
  return faults.filter(isFirst);
}

/** The name of a field as people know it: of a value in a list, the list's. */
const fieldOf = (path: readonly PropertyKey[]): string => path.filter((part) => typeof part !== 'number').join('.');

function faultsOfIssue(issue: z.core.$ZodIssue): FieldError[] {
  const field = fieldOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ field: fieldOf([...issue.path, key]), key: 'field.unknown' }));
    case 'invalid_type':
      if (issue.input === undefined) return [{ field, key: 'field.required' }];
      // 1.5 where a whole number is asked for; a form's text that is no number comes as NaN.
      return [{ field, key: typeof issue.input === 'number' && isNumber(issue.expected) ? 'field.integer' : 'field.type' }];
    case 'invalid_format':
      return [{ field, key: issue.format === 'email' ? 'field.email' : 'field.invalid' }];
    case 'invalid_value':
      return [{ field, key: 'field.option', params: { options: issue.values.map(String).join(', ') } }];
    case 'too_big':
      if (issue.origin === 'string') return [{ field, key: 'field.too_long', params: { max: Number(issue.maximum) } }];
      if (issue.origin === 'number' || issue.origin === 'int')
        return [{ field, key: 'field.number_max', params: { max: Number(issue.maximum) } }];
      if (issue.origin === 'array') return [{ field, key: 'field.too_many', params: { max: Number(issue.maximum) } }];
      return [{ field, key: 'field.invalid' }];
    case 'too_small':
      if (issue.origin === 'number' || issue.origin === 'int')
        return [{ field, key: 'field.number_min', params: { min: Number(issue.minimum) } }];
      if (issue.origin !== 'string') return [{ field, key: 'field.invalid' }];
      if (Number(issue.minimum) <= 1) return [{ field, key: 'field.required' }];
      return [{ field, key: 'field.too_short', params: { min: Number(issue.minimum) } }];
    case 'custom':
      return [{ field, key: issue.params?.key ?? 'field.invalid', ...(issue.params?.params && { params: issue.params.params }) }];
    default:
      return [{ field, key: 'field.invalid' }];
  }
}

const isNumber = (expected: string): boolean => expected === 'int' || expected === 'number';

/** A value of a form or query as text, cut off at `max` characters, whatever was sent. */
export function textOf(value: unknown, max = Number.POSITIVE_INFINITY): string {
  return typeof value === 'string' ? value.slice(0, max) : '';
}

/** An e-mail address as people type it: spaces around it and capitals do not matter to Keycloak. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, { abort: true })
  .max(254, { abort: true })
  .meta({ format: 'email' })
  .refine((address) => !isMailedElsewhere(address), { params: { key: 'field.email_domain' satisfies MessageKey }, abort: true })
  .refine(isEmailAddress, { params: { key: 'field.email' satisfies MessageKey } });

/** A first or last name: it stands in the greeting of mails. */
export const nameSchema = z
  .string()
  .trim()
  .max(255)
  .refine((name) => !isAddressLike(name), { params: { key: 'field.name_address' satisfies MessageKey } })
  .refine(hasNoNameSymbols, { params: { key: 'field.name_symbols' satisfies MessageKey } });

/** A word from whoever invites: it stands in the mail as theirs, and no link can come of it. */
export const messageSchema = z
  .string()
  .overwrite(asMessage)
  .refine((message) => !isTooLong(message), {
    params: { key: 'field.too_long' satisfies MessageKey, params: { max: MESSAGE_LENGTH } },
    abort: true,
  })
  // Schemas count code points; 500 characters may take more.
  .meta({ maxLength: MESSAGE_UNITS })
  .refine(isPlainText, { params: { key: 'field.message_signs' satisfies MessageKey }, abort: true })
  .refine((message) => message.split('\n').length <= MESSAGE_LINES, {
    params: { key: 'field.message_lines' satisfies MessageKey, params: { max: MESSAGE_LINES } },
  })
  .refine((message) => !holdsLink(message), { params: { key: 'field.message_link' satisfies MessageKey } });

/** A language as a BCP 47 tag, also as realms and directories write it (`es_ES`). Whether the realm takes it is for the realm to say. */
export const languageSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,3}$/)
  .describe(
    'BCP 47 tag of a language that mails or realm speak; of a language with its country, the nearest that the realm takes.',
  );

/** Refuses bodies of another type than the one an address takes (415). A request without a body passes. */
export function accepts(type: string): RequestHandler {
  return (req, _res, next) => {
    const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
    if (hasBody && !req.is(type)) throw new AppError('unsupported_media_type', { params: { expected: type } });
    next();
  };
}

import type { MessageKey } from '../../i18n/index.ts';
import type { HelpModel } from '../models/models.ts';

export function presentHelp({ linkHours, ways: { first, others, more, byUsername } }: HelpModel): object {
  return {
    linkDays: wholeDays(linkHours),
    byPasskey: first === 'passkey',
    signInText: byUsername ? 'help.steps.signIn.textWithUsername' : 'help.steps.signIn.text',
    forgottenText: byUsername ? 'help.faq.forgotten.answerWithUsername' : 'help.faq.forgotten.answer',
    otherWays: others.map((way) => `help.ways.${way}` as const satisfies MessageKey),
    moreAsked: more.map((each) => `help.more.${each}` as const satisfies MessageKey),
  };
}

/** Whole days are said in days; anything else, for which this is 0, in hours. */
export function wholeDays(hours: number): number {
  return hours % 24 === 0 ? hours / 24 : 0;
}

import { checkPassword, isMissing, type RuleState } from '../../keycloak/password/password-check.ts';
import { type PasswordRule, ruleOf } from '../../keycloak/password/password-policy.ts';

export interface Progress {
  met: number;
  /** How many rules can be checked here. */
  all: number;
}

interface Item {
  element: HTMLElement;
  rule: PasswordRule;
  /** Says the state to those who do not see it. */
  spoken: HTMLElement;
}

/**
 * Ticks the rules off. Returns what judges a password and shows it; an empty one leaves every rule open, and so does, with `isTyping`, a rule that
 * is not met: nobody is told what is wrong with a word that they have not finished.
 */
export function createChecklist(form: HTMLElement, words: { met?: string; unmet?: string }) {
  const items = [...form.querySelectorAll<HTMLElement>('[data-rule][data-check]')].flatMap((element): Item[] => {
    const rule = ruleIn(element);
    if (rule?.check !== 'live') return [];
    const spoken = document.createElement('span');
    spoken.className = 'visually-hidden';
    element.append(spoken);
    return [{ element, rule, spoken }];
  });

  return (
    password: string,
    account: { username: string | undefined; email: string | undefined },
    isTyping: boolean,
  ): Progress => {
    let met = 0;
    for (const { element, rule, spoken } of items) {
      const state: RuleState = isMissing(password)
        ? 'unknown'
        : (checkPassword([rule], password, account)[0]?.state ?? 'unknown');
      if (state === 'met') met++;
      const shown = isTyping && state === 'unmet' ? 'unknown' : state;
      element.dataset.state = shown;
      const word = shown === 'unknown' ? '' : words[shown];
      spoken.textContent = word ? ` (${word})` : '';
    }
    return { met, all: items.length };
  };
}

/** `data-check` is the policy's value as JSON: 8, true. */
function ruleIn({ dataset: { rule = '', check = 'true' } }: HTMLElement): PasswordRule | undefined {
  const value: unknown = JSON.parse(check);
  return ruleOf(rule, value === true ? undefined : String(value));
}

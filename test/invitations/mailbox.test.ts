import { expect, test } from '@jest/globals';
import { folded } from '../../src/invitations/sending/mail-quota.ts';

/** What counts as one mailbox for MAILS_PER_RECIPIENT_AND_DAY. */
test.each([
  ['Ana@Sol.test ', 'ana@sol.test'],
  ['ana+uno@sol.test', 'ana@sol.test'],
  ['ana+uno+dos@sol.test', 'ana@sol.test'],
  ['an.a+uno@gmail.com', 'ana@gmail.com'],
  ['AN.A@googlemail.com', 'ana@gmail.com'],
  ['ana@Bücher.test', 'ana@xn--bcher-kva.test'],
])('%s is the mailbox of %s', (written, mailbox) => {
  expect(folded(written)).toBe(mailbox);
});

test.each(['an.a@sol.test', '+ana@sol.test', 'ana-uno@sol.test', 'ana@mail.sol.test'])('%s is one of its own', (address) => {
  expect(folded(address)).toBe(address);
});

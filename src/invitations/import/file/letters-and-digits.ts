import { folded } from '../../../common/folding.ts';

/** A title or value for comparison: folded, and letters and digits only. `E-mail` becomes `email`. */
export const lettersAndDigits = (text: string): string => folded(text).replace(/[^\p{L}\p{N}]/gu, '');

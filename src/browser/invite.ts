/** Script of the forms that invite and correct one person. */
import { findChoices } from './profile/find-choice.ts';

findChoices();

import { checkId } from '../../../../declaration/id-number.ts';

/** Kind of what is wrong with an answer, as the form's texts name it; undefined when it can be taken. */
export function problemOf(step: string, text: string, now: Date): string | undefined {
  switch (step) {
    case 'id_number':
      return idProblem(text, now);
    case 'phone':
      return phoneProblem(text);
    case 'name':
      return nameProblem(text);
    default:
      return undefined;
  }
}

/** Letters and figures as they are written by any keyboard, without blanks and dashes. */
export function compact(text: string): string {
  return text.normalize('NFKC').replace(/[\s\-–—.·]/g, '');
}

function idProblem(text: string, now: Date): string | undefined {
  const result = checkId(compact(text), now);
  return 'problem' in result ? result.problem : undefined;
}

function phoneProblem(text: string): string | undefined {
  const digits = compact(text)
    .replace(/^\+?86(?=1\d{10}$)/, '')
    .replace(/[()]/g, '');
  if (/^1[3-9]\d{9}$/.test(digits) || /^0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}$/.test(digits)) return undefined;
  return /^1\d*$/.test(digits) && digits.length !== 11 ? 'phone-length' : 'phone-form';
}

function nameProblem(text: string): string | undefined {
  if (/\d/.test(text)) return 'name-digits';
  // The server reads names better; here only what is surely none is sent back.
  return /^\p{Script=Han}[\p{Script=Han}·•・ ]{1,29}$/u.test(text.trim()) ? undefined : 'name-form';
}

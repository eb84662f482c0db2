/** Front door of the form's parts: a question, the review, a receipt, how a case stands. */
export { Receipt, Status } from './receipt.tsx';
export { Review } from './review.tsx';
export { shrinkPhoto } from './shrink.ts';
export { FormStep } from './step.tsx';

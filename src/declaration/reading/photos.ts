import { asksQuestion } from './questions.ts';
import { bare, cores } from './wording.ts';

/** That there are no photos, or no more. */
const DONE =
  /^(?:没有?|ok|无|不发|发完|传完|好|好的|完|就这些|就这几张|没照片|没有照片|不用|不用发|不传|没拍|没有拍|发好|都发|拍不了|发不了|不会发|不会拍|可以|行|中|没图|暂时没有|手头没有|现在没有|没得|冇|就一张|就这一张|下一步|不知道咋发|不会弄照片|不需要|都没有|一张也没有|没存)(?:了|照片)?$/;
const NO_PHOTOS =
  /(?:没(?:有)?|不会|不能|发不了|拍不了|不用|不想)(?:发|拍|照|传)?(?:照片|相片|图|片子|票据|拍照|照相)|照片.{0,4}(?:没有|没拍|发完|不发|以后|回头)|(?:手机|老年机).{0,6}(?:不能|不会|拍不了|照不了|没法)/;

/** Whether a message says that no (more) photos will come. */
export function saysNoPhotos(text: string): boolean {
  const letters = bare(text);
  const isDone = [...cores(text)].some((form) => DONE.test(form));
  return (isDone || (letters.length <= 20 && NO_PHOTOS.test(letters))) && !asksQuestion(text, 'photos');
}

import { asksQuestion } from './questions.ts';
import { tellsHardship } from './signs.ts';
import { bare, clausesOf, cores } from './wording.ts';

/** That there are no photos, or no more. */
const DONE =
  /^(?:没有?|ok|无|不发|发完|传完|好|好的|完|就这些|就这几张|没照片|没有照片|不用|不用发|不传|没拍|没有拍|发好|都发|拍不了|发不了|不会发|不会拍|可以|行|中|没图|暂时没有|手头没有|现在没有|没得|冇|就一张|就这一张|下一步|不知道咋发|不会弄照片|不需要|都没有|一张也没有|没存|没得图|没得照片|没图片|没拍过|没照|没有照|没有图|先没有|手头没|没东西拍|没啥拍|没什么拍|没相片|木有|冇图|冇相|不拍|算|后补|先这样)(?:了|照片|的)?$/;
const NO_PHOTOS =
  /(?:没(?:有)?|不会|不能|发不了|拍不了|不用|不想)(?:发|拍|照|传)?(?:照片|相片|图|片子|票据|拍照|照相)|照片.{0,4}(?:没有|没拍|发完|不发|以后|回头)|(?:手机|老年机).{0,6}(?:不能|不会|拍不了|照不了|没法)/;

/** That they will come another time: the form goes on without them. */
const ANOTHER_TIME =
  /^(?:那|我|俺|先|等|照片|相片|图|票据|病历|单子|手机)*(?:回头|以后|过后|改天|明[天儿]|后天|下次|有空|晚点|晚上|过两天|过几天|等(?:我|俺)?[\u4e00-\u9fff]{0,8}(?:再|了)|到时候?|之后|往后|干部来(?:了|时)?|核实(?:的)?时候?)(?:我|俺|让.{1,3}|叫.{1,3})?(?:再|一起|给你|来)*(?:补|发|拍|传|照|给|交|看|送|找)(?:上|给你|他们?|干部|看|吧|一下|照片|来|过来)*$/;
/** Why there are none: the phone, the eyes, nobody who can. */
const CANNOT =
  /(?:手机|老人机|老年机|相机|屏幕|摄像头|网|流量).{0,8}(?:拍不|照不|不能|不会|坏|没|不好|不行|差|发不|传不|老)|(?:拍|照|传|发|弄|找|整|搞)不(?:了|成|来|上|到|着|出|动|好)|不会(?:拍|照|弄|发|传|用|整)|没(?:有)?(?:手机|拍|照|存|带|留|得|整|那玩意|那东西)|(?:丢|烧|扔|弄没|找不着|找不到)了?$|(?:在|放)(?:医院|家里|别人|儿子|闺女|县里|外地)/;

/** Whether a message says that no (more) photos will come. */
export function saysNoPhotos(text: string): boolean {
  const letters = bare(text);
  if (letters.length > 24 || asksQuestion(text, 'photos') || tellsHardship(text)) return false;
  const isDone = (part: string) => [...cores(part)].some((form) => DONE.test(form));
  return (
    isDone(text) ||
    NO_PHOTOS.test(letters) ||
    ANOTHER_TIME.test(letters) ||
    CANNOT.test(letters) ||
    clausesOf(text).some((clause) => isDone(clause) && /没|不|无|冇|完/.test(clause))
  );
}

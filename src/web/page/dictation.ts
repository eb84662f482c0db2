/** The part of the Web Speech API that is used; TypeScript's DOM library does not have it. */
interface Recognition {
  lang: string;
  interimResults: boolean;
  continuous: boolean;
  onresult: ((event: RecognitionResult) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
}

interface RecognitionResult {
  results: ArrayLike<ArrayLike<{ transcript: string }>>;
}

type RecognitionClass = new () => Recognition;

/** What happens while somebody speaks. */
export interface Listener {
  /** All words heard so far. */
  heard: (words: string) => void;
  ended: (trouble?: 'nothing' | 'forbidden') => void;
}

/** Whether this device turns speech into text. */
export function canListen(): boolean {
  return recognition() !== undefined;
}

/** Listens until the person stops speaking; gives back how to stop before that. */
export function listen({ heard, ended }: Listener): () => void {
  const Heard = recognition();
  if (Heard === undefined) {
    ended('forbidden');
    return () => {};
  }
  const ear = new Heard();
  let words = '';
  let trouble: 'nothing' | 'forbidden' | undefined;
  ear.lang = 'zh-CN';
  ear.interimResults = true;
  ear.continuous = false;
  ear.onresult = ({ results }) => {
    words = Array.from(results, (result) => result[0]?.transcript ?? '').join('');
    heard(words);
  };
  ear.onerror = ({ error }) => {
    trouble = error === 'not-allowed' || error === 'service-not-allowed' ? 'forbidden' : 'nothing';
  };
  ear.onend = () => ended(words === '' ? (trouble ?? 'nothing') : undefined);
  try {
    ear.start();
  } catch {
    ended('forbidden');
  }
  return () => ear.stop();
}

function recognition(): RecognitionClass | undefined {
  const page = globalThis as {
    SpeechRecognition?: RecognitionClass;
    webkitSpeechRecognition?: RecognitionClass;
  };
  return page.SpeechRecognition ?? page.webkitSpeechRecognition;
}

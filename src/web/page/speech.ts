import { type Signal, signal } from './signal.ts';

const voice = typeof speechSynthesis === 'undefined' ? undefined : speechSynthesis;

/** Whether this device can read out at all. */
export const canSpeak = voice !== undefined && typeof SpeechSynthesisUtterance !== 'undefined';

/** Id of what is being read out. */
export const speaking: Signal<string | undefined> = signal<string | undefined>(undefined);

/** Reads out in Chinese, a little slower than usual; what was being read before stops. */
export function speak(id: string, words: string): void {
  if (voice === undefined || !canSpeak) return;
  voice.cancel();
  const utterance = new SpeechSynthesisUtterance(words);
  utterance.lang = 'zh-CN';
  utterance.rate = 0.9;
  const chinese = voice.getVoices().find(({ lang }) => /^zh[-_](?:CN|Hans)/i.test(lang));
  if (chinese !== undefined) utterance.voice = chinese;
  const over = () => {
    if (speaking.value === id) speaking.set(undefined);
  };
  utterance.onend = over;
  utterance.onerror = over;
  speaking.set(id);
  voice.speak(utterance);
}

export function stopSpeaking(): void {
  voice?.cancel();
  speaking.set(undefined);
}

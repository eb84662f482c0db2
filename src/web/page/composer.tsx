import type { RefObject, TargetedEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { canListen, listen } from './dictation.ts';
import { shrunk } from './form-part.tsx';
import { Icon } from './icons.tsx';
import { keepDraft, readDraft } from './settings.ts';
import { useSignal } from './signal.ts';
import { say, session } from './store.ts';
import { TEXTS } from './texts.ts';

const T = TEXTS.input;
/** As much as one message may have. */
const LONGEST = 2000;
const PICTURE = /^image\//;
/** As the server takes them, from members of staff. */
const SHEET = /\.(?:xlsx|xlsm|xlsb|xls|et|ett|csv|tsv|ods)$/i;
const SHEET_BYTES = 20 * 1024 * 1024;
const ACCEPTED = 'image/*,.xlsx,.xlsm,.xls,.et,.csv,.ods';

/** The input row: words typed or spoken, photos. What is typed survives a reload. */
export function Composer() {
  const [text, setText] = useState(readDraft);
  const [trouble, setTrouble] = useState('');
  const [isListening, setListening] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useGrowing(field, text);

  const write = (words: string) => {
    setText(words);
    setTrouble('');
    keepDraft(words);
  };
  const send = () => {
    const words = text.trim();
    if (words === '') return field.current?.focus();
    if (words.length > LONGEST) return setTrouble(T.tooLong(LONGEST));
    write('');
    // On a phone the keyboard would stand where the answer is going to be.
    if (matchMedia('(pointer: coarse)').matches) field.current?.blur();
    void say({ text: words });
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p class="trouble" role="alert">
        {trouble}
      </p>
      {isListening && (
        <p class="state" role="status">
          {T.listening}
        </p>
      )}
      <div class="composer-row">
        <textarea
          id="words"
          ref={field}
          rows={1}
          value={text}
          aria-label={T.label}
          placeholder={canListen() ? T.placeholder : T.placeholderMute}
          enterkeyhint="send"
          autocomplete="off"
          onInput={({ currentTarget }) => write(currentTarget.value)}
          onKeyDown={(event) => {
            // Enter also ends the choosing of a character: that one is not ours.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        {canListen() && (
          <Microphone
            isOn={isListening}
            turned={setListening}
            write={write}
            before={text}
            fail={setTrouble}
          />
        )}
        <FileButton fail={setTrouble} />
        <button type="submit" class="send" aria-label={T.send}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}

interface MicrophoneProps {
  isOn: boolean;
  turned: (isOn: boolean) => void;
  before: string;
  write: (words: string) => void;
  fail: (trouble: string) => void;
}

function Microphone({ isOn, turned, before, write, fail }: MicrophoneProps) {
  const stop = useRef(() => {});
  const turn = () => {
    if (isOn) return stop.current();
    turned(true);
    stop.current = listen({
      heard: (words) => write(before + words),
      ended: (trouble) => {
        turned(false);
        if (trouble !== undefined) fail(trouble === 'forbidden' ? T.noMicrophone : T.notHeard);
      },
    });
  };
  return (
    <button type="button" class="round" aria-label={T.speak} aria-pressed={isOn} onClick={turn}>
      <Icon name={isOn ? 'stop' : 'microphone'} />
    </button>
  );
}

/** Photos, and of a member of staff spreadsheets too. */
function FileButton({ fail }: { fail: (trouble: string) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  const isStaff = useSignal(session)?.staff === true;
  const picked = async ({ currentTarget }: TargetedEvent<HTMLInputElement>) => {
    const files = [...(currentTarget.files ?? [])];
    // The same photo may be picked again after a failure.
    currentTarget.value = '';
    const sheets = isStaff ? files.filter(({ name }) => SHEET.test(name)) : [];
    const photos = files.filter((file) => !sheets.includes(file));
    // Some phones give no type: the server looks at the content.
    if (photos.some(({ type }) => type !== '' && !PICTURE.test(type)))
      return fail(isStaff ? T.notSheet : T.notPhoto);
    if (sheets.some(({ size }) => size > SHEET_BYTES)) return fail(T.sheetTooLarge);
    if (photos.length > 0) void say({ photos: await Promise.all(photos.map(shrunk)) });
    if (sheets.length > 0) void say({ sheets });
  };
  const label = isStaff ? T.photoOrSheet : T.photo;
  return (
    <>
      <input
        ref={picker}
        class="sr-only"
        type="file"
        accept={isStaff ? ACCEPTED : 'image/*'}
        multiple
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => void picked(event)}
      />
      <button type="button" class="round" aria-label={label} onClick={() => picker.current?.click()}>
        <Icon name="camera" />
      </button>
    </>
  );
}

/** The field grows with what is written, up to four lines. */
function useGrowing(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const area = field.current;
    if (area === null) return;
    area.rows = 1;
    const line = Number.parseFloat(getComputedStyle(area).lineHeight);
    if (text !== '' && line > 0) area.rows = Math.min(4, Math.max(1, Math.floor(area.scrollHeight / line)));
  }, [field, text]);
}

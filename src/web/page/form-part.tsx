import { useEffect, useState } from 'preact/hooks';
import type { FormPart, FormProps } from './model.ts';
import { TEXTS } from './texts.ts';
import { Words } from './words.tsx';

/** What is used of the form's code. */
interface Parts {
  step: FormPart;
  review: FormPart;
  receipt: FormPart;
  status: FormPart;
  shrinkPhoto: (photo: Blob) => Promise<Blob>;
}
let parts: Parts | undefined;
let loading: Promise<Parts> | undefined;

/** The form's code, fetched when it is first needed; a try that failed is no last word. */
function loadParts(): Promise<Parts> {
  loading ??= import('./form/index.ts').then(
    ({ FormStep, Review, Receipt, Status, shrinkPhoto }) => {
      parts = { step: FormStep, review: Review, receipt: Receipt, status: Status, shrinkPhoto };
      return parts;
    },
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** Shrinks a photo on the device; as it is where that code cannot be had. */
export async function shrunk(photo: Blob): Promise<Blob> {
  try {
    return await (await loadParts()).shrinkPhoto(photo);
  } catch {
    return photo;
  }
}

/** A part of the declaration: its words until its code is there, and when it cannot be had. */
export function FormPartView(props: FormProps & { kind: Exclude<keyof Parts, 'shrinkPhoto'> }) {
  const [state, setState] = useState<'loading' | 'there' | 'failed'>(
    parts === undefined ? 'loading' : 'there',
  );
  useEffect(() => {
    if (state !== 'loading') return;
    let isGone = false;
    loadParts().then(
      () => !isGone && setState('there'),
      () => !isGone && setState('failed'),
    );
    return () => {
      isGone = true;
    };
  }, [state]);
  const Part = parts?.[props.kind];
  if (Part !== undefined) return <Part {...props} />;
  return (
    <>
      <Words text={props.message.text} />
      {state === 'failed' && (
        <p class="trouble">
          {TEXTS.problems.form}{' '}
          <button type="button" class="link" onClick={() => setState('loading')}>
            {TEXTS.again}
          </button>
        </p>
      )}
    </>
  );
}

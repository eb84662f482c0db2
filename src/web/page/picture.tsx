import { useEffect, useState } from 'preact/hooks';
import { TEXTS } from './texts.ts';

/** A photo that was sent from this page, small. */
export function Picture({ photo }: { photo: Blob }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(photo);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return address === undefined ? (
    <p>{TEXTS.photo}</p>
  ) : (
    <img class="picture" src={address} alt={TEXTS.photo} />
  );
}

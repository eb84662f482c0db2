/** Line icons, drawn in the colour of the text beside them. They never stand alone: a word or a label is with them. */
const PATHS = {
  pin: 'M12 21s7-6.1 7-11.5A7 7 0 0 0 5 9.5C5 14.9 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  left: 'M15 6l-6 6 6 6',
  home: 'M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6',
  sound: 'M4 9.5v5h3.5L12 19V5L7.5 9.5zM15.5 8.5a5 5 0 0 1 0 7M18 6a8.5 8.5 0 0 1 0 12',
  stop: 'M7 7h10v10H7z',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6z',
  microphone: 'M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6',
  send: 'M5 12h13M12.5 5.5L19 12l-6.5 6.5',
  close: 'M6 6l12 12M18 6L6 18',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20',
  declare: 'M6 3.5h9L19 8v12.5H6zM14.5 3.5V8.5H19M9 12.5h7M9 16h7',
  ask: 'M4 5h16v11.5H11L6.5 20.5v-4H4zM9.7 9a2.4 2.4 0 1 1 3.3 2.2c-.7.3-1 .7-1 1.3M12 14.3v.2',
  status: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3.2 2',
  human: 'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.5-4.2 3.4-6.5 7.5-6.5s7 2.3 7.5 6.5',
  up: 'M7.5 11v9H4v-9zM7.5 11l4-7c1.6 0 2.5 1 2.2 2.6L13 10h5.5c1.1 0 1.8 1 1.5 2l-2 6.5c-.3 1-1 1.5-2 1.5H7.5',
  thumbDown:
    'M16.5 13V4H20v9zM16.5 13l-4 7c-1.6 0-2.5-1-2.2-2.6L11 14H5.5c-1.1 0-1.8-1-1.5-2l2-6.5c.3-1 1-1.5 2-1.5h8.5',
  other: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM6 6l12 12',
  file: 'M6 3.5h8.5L19 8v12.5H6zM14 3.5V8.5h5M12.5 11v6M9.8 14.5l2.7 2.7 2.7-2.7',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  again: 'M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

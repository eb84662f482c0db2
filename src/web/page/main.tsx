import { render } from 'preact';
import './styles/tokens.css';
import './styles/page.css';
import './styles/header.css';
import './styles/footer.css';
import './styles/home.css';
import './styles/chat.css';
import './styles/sheet.css';
import './form/form.css';
import './offline/offline.css';
import { App } from './app.tsx';
import { takeEarly } from './early.ts';
import { followErasure } from './erased.ts';
import { startNavigation } from './nav.ts';
import { startOffline } from './offline/index.ts';
import { startPolling } from './poll.ts';
import { startSettings } from './settings.ts';
import { onSaid, say, startStore } from './store.ts';

const early = takeEarly();
startSettings();
startNavigation();
startOffline();
startStore();
// Without a signal in between, the next opening of the page shows what is left.
onSaid((outgoing, sent) => void followErasure(outgoing, sent).catch(() => undefined));
startPolling();

const root = document.getElementById('page');
if (root !== null) {
  const wasTyping = document.activeElement?.id === 'words';
  root.textContent = '';
  render(<App />, root);
  if (wasTyping) document.getElementById('words')?.focus();
}
if (early !== undefined) void say(early);

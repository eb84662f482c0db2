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
import { startNavigation } from './nav.ts';
import { startOffline } from './offline/index.ts';
import { startPolling } from './poll.ts';
import { startSettings } from './settings.ts';
import { startStore } from './store.ts';

startSettings();
startNavigation();
startOffline();
startStore();
startPolling();

const root = document.getElementById('page');
if (root !== null) {
  root.textContent = '';
  render(<App />, root);
}

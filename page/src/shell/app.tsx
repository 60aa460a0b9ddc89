import { useEffect } from 'preact/hooks';
import { FaultsView } from '../faults/faults-view.js';
import { JournalView } from '../journal/journal-view.js';
import { NetworkView } from '../network/network-view.js';
import { RadioView } from '../radio/radio-view.js';
import { connection } from '../simulator/connection.js';
import { nodes, refreshNodes } from '../simulator/nodes.js';
import { usePolling } from '../simulator/polling.js';
import { refreshStatus } from '../simulator/status.js';
import { ConnectionBanner } from './connection-banner.js';
import { Header } from './header.js';
import { Notices } from './notices.js';
import { type ViewName, chosenNode, route } from './route.js';
import { TokenForm } from './token-form.js';

/** Number of nodes from which they are asked for less often. */
const manyNodes = 100;

const titles: Record<ViewName, string> = {
  network: 'Network',
  radio: 'Radio',
  faults: 'Faults',
  journal: 'Journal',
};

/** The whole page. */
export function App() {
  const { view } = route.value;
  const needsToken = connection.state.value === 'needs-token';
  const everyMs = (nodes.value?.length ?? 0) > manyNodes ? 5_000 : 2_000;
  usePolling(refreshNodes, everyMs, [needsToken, connection.restarts.value]);
  const isKnown = nodes.value?.some((each) => each.node === chosenNode.value) === true;
  usePolling(refreshStatus, 1_000, [needsToken, connection.restarts.value, chosenNode.value, isKnown]);
  useEffect(() => {
    document.title = `${titles[view]} – silvus-mock`;
  }, [view]);
  return (
    <>
      <a class="skip" href="#main" onClick={focusMain}>
        Skip to the content
      </a>
      <Header titles={titles} />
      <ConnectionBanner />
      <main id="main" tabIndex={-1}>
        {needsToken ? <TokenForm /> : <View key={connection.restarts.value} name={view} />}
      </main>
      <Notices />
    </>
  );
}

/** The address's fragment is the route, so the link itself can't be followed. */
function focusMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function View({ name }: { name: ViewName }) {
  switch (name) {
    case 'network':
      return <NetworkView />;
    case 'radio':
      return <RadioView />;
    case 'faults':
      return <FaultsView />;
    case 'journal':
      return <JournalView />;
  }
}

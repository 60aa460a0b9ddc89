import { CopyButton } from '../shell/copy-button.js';
import { type Status, status } from '../simulator/status.js';
import { Panel } from './panel.js';
import type { RadioData } from './radio-data.js';
import { textsOf } from './settings.js';

/** Methods that say which radio it is, with their names for a person. */
const facts = [
  ['model', 'Model'],
  ['nodeid', 'Node ID'],
  ['system_name', 'Name'],
  ['build_tag', 'Firmware'],
  ['local_address', 'Address'],
  ['uptime', 'Uptime'],
] as const;

/** Names of the ports, in the order of the radio's manual. */
const ports = ['http', 'https', 'maintenance', 'gpsd'] as const;

/** Which radio it is, and where its ports are. */
export function Identity({ data }: { readonly data: RadioData }) {
  const readings = data.readings.value;
  return (
    <Panel title="Identity">
      <dl class="facts">
        {facts.map(([method, label]) => (
          <FactRow key={method} label={label} value={textsOf(readings[method])?.join(' ').trim()} />
        ))}
      </dl>
      <h3>Ports</h3>
      <Ports />
    </Panel>
  );
}

function FactRow({ label, value }: { readonly label: string; readonly value: string | undefined }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value ?? '–'}</dd>
    </>
  );
}

function Ports() {
  const known = status.value;
  if (known === undefined) return <p class="muted">…</p>;
  const open = ports.flatMap((name) => {
    const address = addressOf(known, name);
    return address === undefined ? [] : [{ name, address }];
  });
  if (open.length === 0) return <p>This node has no ports.</p>;
  return (
    <ul class="ports">
      {open.map(({ name, address }) => (
        <li key={name}>
          <span class="muted">{name}</span>
          <code>{address}</code>
          <CopyButton text={address} what={`the address of ${name}`} />
        </li>
      ))}
    </ul>
  );
}

function addressOf(known: Status, name: (typeof ports)[number]): string | undefined {
  const address = known[name];
  if (address === undefined) return undefined;
  return 'url' in address ? address.url : `${address.host}:${address.port}`;
}

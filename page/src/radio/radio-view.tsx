import { useMemo } from 'preact/hooks';
import { chosenNode } from '../shell/route.js';
import { nodes } from '../simulator/nodes.js';
import { usePolling } from '../simulator/polling.js';
import { BlackoutPanel } from './blackout.js';
import { Condition } from './condition.js';
import { Identity } from './identity.js';
import { Plots } from './plots.js';
import { Queue } from './queue.js';
import { RadioData } from './radio-data.js';
import { Readings } from './readings.js';
import { SettingsPanel } from './settings-panel.js';
import './radio.css';

/** The view "Radio": one radio, and all that can be steered of it. */
export function RadioView() {
  const node = chosenNode.value;
  const known = nodes.value?.find((each) => each.node === node);
  if (node === undefined || known === undefined) return <NoRadio node={node} />;
  return <Radio key={node} node={node} />;
}

function NoRadio({ node }: { readonly node: string | undefined }) {
  if (nodes.value === undefined) return <p class="muted">Asking for the radios …</p>;
  return (
    <>
      <h1>Radio</h1>
      <p>
        {node === undefined
          ? 'The simulator has no radio with ports. POST /nodes adds one.'
          : `There is no radio ${node}: it was removed, or the address is wrong.`}
      </p>
    </>
  );
}

function Radio({ node }: { readonly node: string }) {
  const data = useMemo(() => new RadioData(node), [node]);
  usePolling((signal) => data.refreshSettings(signal), 2_000, [data]);
  return (
    <div class="radio">
      <h1 class="visually-hidden">Radio {node}</h1>
      <BlackoutPanel node={node} />
      <div class="radio-side">
        <Condition node={node} />
        <Identity data={data} />
        <Queue node={node} />
        <Readings data={data} />
      </div>
      <Plots data={data} />
      <SettingsPanel data={data} />
    </div>
  );
}

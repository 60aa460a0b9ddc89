import { useState } from 'preact/hooks';
import { chosenNode } from '../shell/route.js';
import { nodes } from '../simulator/nodes.js';
import { ActiveFaults } from './active-faults.js';
import { AddFault } from './add-fault.js';
import { ChaosPanel } from './chaos-panel.js';
import { FaultPresets } from './fault-presets.js';
import { activeFaults, faultKinds } from './fault-requests.js';
import './faults.css';
import { ScenarioPanel } from './scenario-panel.js';
import { UnusedFaults } from './unused-faults.js';
import { usePolled } from './use-polled.js';

/** Interval at which the faults are asked for, ms. */
const everyMs = 1_000;

/** The kinds change with the simulator alone; asked for again where the first request failed. */
const kindsEveryMs = 60_000;

/** The view "Faults": the faults of a radio, its scenario, and its chaos. */
export function FaultsView() {
  const node = chosenNode.value;
  if (node !== undefined) return <FaultsOfNode key={node} node={node} />;
  return (
    <>
      <h1>Faults</h1>
      {nodes.value === undefined ? (
        <p class="muted">Asking the simulator …</p>
      ) : (
        <p>No radio has ports, so there is nothing that a fault could act on.</p>
      )}
    </>
  );
}

function FaultsOfNode({ node }: { readonly node: string }) {
  const faults = usePolled((signal) => activeFaults(node, signal), everyMs, [node]);
  const kinds = usePolled((signal) => faultKinds(node, signal), kindsEveryMs, [node]);
  const [chosenKind, chooseKind] = useState('latency');
  const { refresh } = faults;
  return (
    <div class="faults">
      <h1>Faults of radio {node}</h1>
      {[faults.error, kinds.error].map((error) => error !== undefined && <p class="error">{error}</p>)}
      <section class="panel" aria-labelledby="active-faults">
        <ActiveFaults node={node} faults={faults.value} refresh={refresh}>
          <FaultPresets node={node} kinds={kinds.value ?? []} refresh={refresh} />
        </ActiveFaults>
        <UnusedFaults node={node} active={faults.value ?? []} />
      </section>
      <div class="faults-columns">
        <AddFault
          node={node}
          kinds={kinds.value}
          chosen={chosenKind}
          onChoose={chooseKind}
          refresh={refresh}
        />
        <div>
          <ScenarioPanel node={node} />
          <ChaosPanel />
        </div>
      </div>
    </div>
  );
}

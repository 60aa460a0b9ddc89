import { useSignal } from '@preact/signals';
import { Panel } from './panel.js';
import { Plot } from './plot.js';
import { plotsOf } from './plot-list.js';
import type { RadioData } from './radio-data.js';
import { textsOf } from './settings.js';
import { useSamples } from './use-samples.js';

/** Plots over the last 15 minutes. */
export function Plots({ data }: { readonly data: RadioData }) {
  const { samples, count } = useSamples(data);
  const pointed = useSignal<number | undefined>(undefined);
  const node = textsOf(data.readings.value['nodeid'])?.[0] ?? data.node;
  return (
    <Panel title="Over time" class="plots">
      <div class="plot-grid">
        {plotsOf(samples.keys, node).map((spec) => (
          <Plot key={spec.title} spec={spec} samples={samples} count={count} pointed={pointed} />
        ))}
      </div>
    </Panel>
  );
}
